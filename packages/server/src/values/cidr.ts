import ipaddr from "ipaddr.js"

/** Four decimal numbers. Other forms, such as octal ones (`010.0.0.1`) and single numbers, are ambiguous. */
const DECIMAL = "(?:0|[1-9][0-9]{0,2})"
const IPV4 = `${DECIMAL}(?:\\.${DECIMAL}){3}`
const PLAIN_IPV4 = new RegExp(`^${IPV4}(?:/(?:0|[1-9][0-9]?))?$`)
/**
 * IPv6 without a zone. IPv4 at its end is in decimal numbers, and has a prefix: `::10.0.0.1` is not what the library reads, which is
 * IPv4 in IPv6.
 */
const PLAIN_IPV6 = new RegExp(`^(?:[0-9a-f:]*|[0-9a-f:]*[0-9a-f]::?${IPV4})(?:/(?:0|[1-9][0-9]{0,2}))?$`, "i")

/**
 * The stored form of a block of addresses: `10.0.0.0/8`, `127.0.0.1`, `::1`. IPv4 in IPv6 (`::ffff:127.0.0.1`) becomes IPv4, as in
 * the original. `undefined` if the string is not one.
 *
 * @example
 * ```ts
 * import { normalizeCidr } from "@enwrap/server/engine"
 *
 * console.log(normalizeCidr(" 10.0.0.0/8"), normalizeCidr("10.0.0.1/32"), normalizeCidr("ten")) // 10.0.0.0/8 10.0.0.1 undefined
 * ```
 */
export const normalizeCidr = (text: string): string | undefined => {
  const trimmed = text.trim()
  if (!(trimmed.includes(":") ? PLAIN_IPV6 : PLAIN_IPV4).test(trimmed)) return undefined
  if (ipaddr.isValid(trimmed)) {
    const address = ipaddr.parse(trimmed)
    return isIpv4InIpv6(address) ? address.toIPv4Address().toString() : trimmed
  }
  if (!ipaddr.isValidCIDR(trimmed)) return undefined
  const [address, bits] = ipaddr.parseCIDR(trimmed)
  if (isIpv4InIpv6(address) && bits >= IPV4_IN_IPV6_BITS)
    return normalizeCidr(`${address.toIPv4Address().toString()}/${bits - IPV4_IN_IPV6_BITS}`)
  // A block of one address is written as that address, as in the original.
  return bits === (address.kind() === "ipv4" ? 32 : 128) ? address.toString() : trimmed
}

/** The bits of `::ffff:0:0`, before those of the IPv4 address. */
const IPV4_IN_IPV6_BITS = 96

const isIpv4InIpv6 = (address: ipaddr.IPv4 | ipaddr.IPv6): address is ipaddr.IPv6 =>
  "isIPv4MappedAddress" in address && address.isIPv4MappedAddress()

/**
 * The block of a peer's address, to which a token can be bound. IPv4 in IPv6 (`::ffff:127.0.0.1`) becomes IPv4.
 *
 * @example
 * ```ts
 * import { addressBlock } from "@enwrap/server/engine"
 *
 * console.log(addressBlock("::ffff:127.0.0.1")) // 127.0.0.1
 * ```
 */
export const addressBlock = (address: string): string =>
  ipaddr.isValid(address) ? ipaddr.process(address).toString() : address

/**
 * Whether an address is in one of the blocks. IPv4 in IPv6 (`::ffff:127.0.0.1`) is treated as IPv4 in both.
 *
 * @example
 * ```ts
 * import { isInCidrs } from "@enwrap/server/engine"
 *
 * console.log(isInCidrs("10.1.2.3", ["10.0.0.0/8"]), isInCidrs("192.0.2.1", ["10.0.0.0/8"])) // true false
 * ```
 */
export const isInCidrs = (address: string, cidrs: ReadonlyArray<string>): boolean => {
  if (!ipaddr.isValid(address)) return false
  const peer = ipaddr.process(address)
  return cidrs.some((cidr) => {
    const range = rangeOf(cidr)
    return range !== undefined && range[0].kind() === peer.kind() && peer.match(...range)
  })
}

/** The first address of a block, and the bits of its prefix. */
const rangeOf = (cidr: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | undefined => {
  const isBlock = ipaddr.isValidCIDR(cidr)
  if (!isBlock && !ipaddr.isValid(cidr)) return undefined
  const [address, bits] = isBlock ? ipaddr.parseCIDR(cidr) : [ipaddr.parse(cidr), undefined]
  const most = address.kind() === "ipv4" ? 32 : 128
  return isIpv4InIpv6(address) && (bits ?? most) >= IPV4_IN_IPV6_BITS
    ? [address.toIPv4Address(), (bits ?? most) - IPV4_IN_IPV6_BITS]
    : [address, bits ?? most]
}

/**
 * The kind of a block, and the bits that its addresses begin with. A block contains all blocks whose prefix begins with its
 * own.
 */
const prefixOf = (block: string): string | undefined => {
  const isBlock = ipaddr.isValidCIDR(block)
  if (!isBlock && !ipaddr.isValid(block)) return undefined
  const [address, bits] = isBlock ? ipaddr.parseCIDR(block) : [ipaddr.parse(block), 128]
  const binary = address.toByteArray().map((byte) => byte.toString(2).padStart(8, "0"))
  return (address.kind() === "ipv4" ? "4:" : "6:") + binary.join("").slice(0, bits)
}

const KIND_LENGTH = 2

/** Blocks by their prefixes. Strings that are not blocks are left out. */
const prefixesOf = (blocks: ReadonlyArray<string>): ReadonlyMap<string, string> =>
  new Map(
    blocks.flatMap((block) => {
      const prefix = prefixOf(block)
      return prefix === undefined ? [] : [[prefix, block] as const]
    })
  )

const isWithin = (prefix: string, others: ReadonlyMap<string, string>): boolean => {
  for (let length = prefix.length; length >= KIND_LENGTH; length--) if (others.has(prefix.slice(0, length))) return true
  return false
}

/**
 * The addresses that are in both of two lists of blocks; `undefined` if there are none. An empty list means all addresses.
 * The time grows with the length of the lists, not with their product.
 *
 * @example
 * ```ts
 * import { narrowCidrs } from "@enwrap/server/engine"
 *
 * console.log(narrowCidrs(["10.0.0.0/8"], ["10.1.0.0/16"]), narrowCidrs(["10.0.0.0/8"], ["192.0.2.1"])) // [ '10.1.0.0/16' ] undefined
 * ```
 *
 * @see RW-TK-31
 */
export const narrowCidrs = (
  one: ReadonlyArray<string> = [],
  other: ReadonlyArray<string> = []
): ReadonlyArray<string> | undefined => {
  if (one.length === 0) return other
  if (other.length === 0) return one
  const ones = prefixesOf(one)
  const others = prefixesOf(other)
  const common = new Map([
    ...[...ones].filter(([prefix]) => isWithin(prefix, others)),
    ...[...others].filter(([prefix]) => isWithin(prefix, ones))
  ])
  const widest = [...common].filter(([prefix]) => !isWithin(prefix.slice(0, -1), common)).map(([, block]) => block)
  return widest.length === 0 ? undefined : widest
}
