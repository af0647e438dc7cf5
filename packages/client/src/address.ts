import { InsecureAddressError, InvalidArgumentError } from "./errors.ts"

const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * Checks a server's address and gives it without a trailing slash.
 *
 * @throws InsecureAddressError for plain `http:` to another machine
 * @throws InvalidArgumentError for what is no address of a server
 */
export const checkAddress = (address: string, allowInsecureHttp: boolean): string => {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    throw new InvalidArgumentError("The address is not a URL such as https://vault.example:8200")
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new InvalidArgumentError(`The address begins with ${url.protocol} instead of https: or http:`)
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new InvalidArgumentError("The address must have no user, password, query or fragment")
  }
  if (url.protocol === "http:" && !allowInsecureHttp && !loopback.test(url.hostname)) {
    throw new InsecureAddressError(`The address http://${url.host} would send tokens in the clear`, {
      hint: "Use https:. Where the network is trusted as much as the token itself, allowInsecureHttp: true permits http:."
    })
  }
  return url.href.replace(/\/+$/, "")
}
