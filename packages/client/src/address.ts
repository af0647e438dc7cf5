import { InsecureAddressError, InvalidArgumentError } from "./errors.ts"

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * Whether the host of a URL is this machine, to which a client sends plain `http:`: `localhost`, or a loopback address. A name
 * such as `vault.localhost` is not: Node.js asks DNS for it.
 *
 * @example
 * ```ts
 * import { isThisMachine } from "@enwrap/client"
 *
 * console.log(isThisMachine(new URL("http://127.0.0.1:8200"))) // true
 * ```
 */
export const isThisMachine = ({ hostname }: URL): boolean => loopback.test(hostname)

/** Without the lookbehind, many slashes in the middle of a text would take quadratic time. */
export const trailingSlashes = /(?<!\/)\/+$/

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
  if (!/^https?:$/.test(url.protocol)) {
    throw new InvalidArgumentError(`The address must begin with https: or http:, not with ${url.protocol}`)
  }
  // An empty query or fragment is only in the text of a parsed URL, where paths would be part of it.
  if (url.username || url.password || /[?#]/.test(url.href)) {
    throw new InvalidArgumentError("The address must not have a user, password, query or fragment")
  }
  // Two slashes may have been meant to begin the name of another host. They may have had a tab or a line break between them.
  if (/\/\/[^/]/.test(url.pathname)) {
    throw new InvalidArgumentError("The address must not have an empty segment in its path")
  }
  if (url.protocol === "http:" && !allowInsecureHttp && !isThisMachine(url)) {
    throw new InsecureAddressError(`Requests to http://${url.host} would send tokens unencrypted`, {
      hint: "Use https:. If you trust the network with your tokens, allow http: with allowInsecureHttp: true."
    })
  }
  if (/\/v1\/*$/.test(url.pathname)) {
    throw new InvalidArgumentError("The address must not end in /v1, which the client adds", {
      hint: `Use ${url.href.replace(/\/v1\/*$/, "")}`
    })
  }
  return url.href.replace(trailingSlashes, "")
}
