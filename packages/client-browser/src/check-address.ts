import { invalid } from "./arguments.ts"
import { ClientError } from "./client-error.ts"

// A parsed URL whose host has only digits and dots is an IPv4 address.
const loopback = /^((.+\.)?localhost|127[.\d]+|\[::1\])$/

/** Checks the address of a server, and returns it without a trailing slash. A path is one of the page's origin. */
export const checkAddress = (address: string, allowInsecureHttp: boolean | undefined): string => {
  let url
  try {
    url = new URL(address, /^\/(?![/\\])/.test(address) ? location.origin : undefined)
  } catch {}
  if (!url || !/^https?:$/.test(url.protocol) || url.username + url.password + url.search + url.hash)
    throw invalid("address")
  if (url.protocol === "http:" && !allowInsecureHttp && !loopback.test(url.hostname))
    throw new ClientError("INSECURE_ADDRESS", "address")
  return url.href.replace(/\/+$/, "")
}
