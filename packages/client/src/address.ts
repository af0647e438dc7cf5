import { InsecureAddressError, InvalidArgumentError } from "./errors.ts"

const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * Checks the address of a server, and returns it without a trailing slash.
 *
 * @throws InsecureAddressError if the address is plain `http:` to another machine
 * @throws InvalidArgumentError if the address is not valid
 */
export const checkAddress = (address: string, allowInsecureHttp: boolean): string => {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    throw new InvalidArgumentError("The address is not a URL such as https://vault.example:8200")
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new InvalidArgumentError(`The address must begin with https: or http:, not with ${url.protocol}`)
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new InvalidArgumentError("The address must not have a user, password, query or fragment")
  }
  if (url.protocol === "http:" && !allowInsecureHttp && !loopback.test(url.hostname)) {
    throw new InsecureAddressError(`Requests to http://${url.host} would send tokens unencrypted`, {
      hint: "Use https:. If you trust the network with your tokens, allow http: with allowInsecureHttp: true."
    })
  }
  if (/\/v1\/*$/.test(url.pathname)) {
    throw new InvalidArgumentError("The address must not end in /v1, which the client adds", {
      hint: `Use ${url.href.replace(/\/v1\/*$/, "")}`
    })
  }
  return url.href.replace(/\/+$/, "")
}
