import ipaddr from "ipaddr.js"

/** One machine can use any address of a /64 block of IPv6. */
const IPV6_PREFIX_PARTS = 4

/**
 * The peer behind an address: the address itself, or the /64 block of an IPv6 address. What is shared fairly is shared among peers.
 *
 * @example
 * ```ts
 * import { peerOf } from "@enwrap/server/engine"
 *
 * console.log(peerOf("192.0.2.1")) // 192.0.2.1
 * console.log(peerOf("2001:db8:1:2::3")) // 2001:db8:1:2::
 * ```
 */
export const peerOf = (remoteAddress: string): string => {
  if (!remoteAddress.includes(":") || !ipaddr.IPv6.isValid(remoteAddress)) return remoteAddress
  const address = ipaddr.IPv6.parse(remoteAddress)
  return address.isIPv4MappedAddress()
    ? address.toIPv4Address().toString()
    : `${address.parts
        .slice(0, IPV6_PREFIX_PARTS)
        .map((part) => part.toString(16))
        .join(":")}::`
}
