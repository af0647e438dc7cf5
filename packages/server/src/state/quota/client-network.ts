import ipaddr from "ipaddr.js"

/** The bits of an IPv6 address that an internet provider assigns. The holder chooses the other 64, as often as it likes. */
const NETWORK_PARTS = 4

/**
 * The client that requests from an address are counted for: an IPv4 address, or the network of an IPv6 address. IPv4 in IPv6
 * (`::ffff:127.0.0.1`) is the IPv4 address.
 *
 * @see RW-QU-3
 */
export const clientOf = (address: string): string => {
  if (!address.includes(":") || !ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  return parsed.kind() === "ipv4"
    ? parsed.toString()
    : (parsed as ipaddr.IPv6).parts
        .slice(0, NETWORK_PARTS)
        .map((part) => part.toString(16))
        .join(":")
}
