import ipaddr from "ipaddr.js"

/** One machine has a whole /64 of IPv6 addresses to choose from. */
const IPV6_PREFIX_PARTS = 4

/** Who is behind an address: the address itself, or the /64 that an IPv6 address is in. */
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
