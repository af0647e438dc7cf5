import ipaddr from "ipaddr.js"

/** A block of addresses as it is kept, or `undefined` for what is none: `10.0.0.0/8`, `127.0.0.1`, `::1`. */
export const normalizeCidr = (text: string): string | undefined => {
  const trimmed = text.trim()
  if (ipaddr.isValid(trimmed)) return trimmed
  if (!ipaddr.isValidCIDR(trimmed)) return undefined
  const [address, bits] = ipaddr.parseCIDR(trimmed)
  // A block of one address is written as that address, as in the original.
  return bits === (address.kind() === "ipv4" ? 32 : 128) ? address.toString() : trimmed
}

/** Whether an address lies in one of the blocks. IPv4 in IPv6 (`::ffff:127.0.0.1`) counts as IPv4. */
export const isInCidrs = (address: string, cidrs: ReadonlyArray<string>): boolean => {
  if (!ipaddr.isValid(address)) return false
  const peer = ipaddr.process(address)
  return cidrs.some((cidr) => {
    const [range, bits] = ipaddr.isValidCIDR(cidr)
      ? ipaddr.parseCIDR(cidr)
      : ipaddr.isValid(cidr)
        ? ([ipaddr.parse(cidr), undefined] as const)
        : [undefined, undefined]
    if (range === undefined || range.kind() !== peer.kind()) return false
    return peer.match(range, bits ?? (peer.kind() === "ipv4" ? 32 : 128))
  })
}
