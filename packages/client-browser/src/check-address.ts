import { argument } from "./arguments.ts"
import { ClientError } from "./client-error.ts"
import type { BrowserClientOptions } from "./options.ts"

/** Checks the address of a server, and returns it without a trailing slash. A path is one of the page's origin. */
export const checkAddress = ({ address, allowInsecureHttp }: BrowserClientOptions): string => {
  // No user, query or fragment, and no empty segment: two slashes may have been meant to begin the name of another host.
  const [href, base] = argument("address", () =>
    new URL(address[0] !== "/" ? address : location.origin + address).href.match(/^(https?:..[^/@]+(\/[^/?#]+)*)\/*$/)
  )
  // A parsed URL whose host has only digits and dots is an IPv4 address.
  if (!allowInsecureHttp && !/^http(s|:..(localhost|127[.\d]+|\[::1])[:/])/.test(href))
    throw new ClientError("INSECURE_ADDRESS", "address")
  return base!
}
