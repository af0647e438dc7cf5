import { normalizeCidr } from "@enwrap/server/engine"

/** One of four decimal numbers. Leading zeros are octal for some programs and decimal for others. */
const OCTET = /^(?:0|[1-9]\d{0,2})$/

const parseIpv4 = (text: string): Array<number> | undefined => {
  const parts = text.split(".")
  const bytes = parts.map(Number)
  return parts.length === 4 && parts.every((part) => OCTET.test(part)) && bytes.every((byte) => byte < 256)
    ? bytes
    : undefined
}

const GROUP = /^[0-9a-f]{1,4}$/i

const parseIpv6 = (text: string): Array<number> | undefined => {
  const start = text.lastIndexOf(":") + 1
  const last = text.slice(start)
  let hex = text
  if (last.includes(".")) {
    // IPv4 at the end takes the place of two groups.
    const end = parseIpv4(last)
    if (end === undefined) return undefined
    const group = (at: number) => (end[at]! * 256 + end[at + 1]!).toString(16)
    hex = `${text.slice(0, start)}${group(0)}:${group(2)}`
  }
  const halves = hex.split("::").map((half) => (half === "" ? [] : half.split(":")))
  const [before = [], after = []] = halves
  const missing = 8 - before.length - after.length
  // The two colons stand for at least one group.
  const isComplete = halves.length === 1 ? missing === 0 : halves.length === 2 && missing > 0
  if (!isComplete || ![...before, ...after].every((group) => GROUP.test(group))) return undefined
  const groups = [...before, ...Array<string>(missing).fill("0"), ...after]
  return groups.map((group) => Number.parseInt(group, 16)).flatMap((group) => [group >> 8, group & 0xff])
}

const isIpv4InIpv6 = (bytes: ReadonlyArray<number>): boolean =>
  bytes.length === 16 && bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff

/**
 * The bytes of an address, as they are in a certificate: four for IPv4, also for IPv4 in IPv6 (`::ffff:10.0.0.1`), or sixteen.
 * `undefined` if the string is not an address. Short and octal forms, and zones, are not.
 */
export const parseAddress = (text: string): Uint8Array | undefined => {
  const bytes = text.includes(":") ? parseIpv6(text) : parseIpv4(text)
  return bytes === undefined ? undefined : addressBytes(bytes)
}

/** The bytes of an address, where IPv4 in IPv6 becomes IPv4. `undefined` if there are neither four nor sixteen. */
export const addressBytes = (bytes: Iterable<number>): Uint8Array | undefined => {
  const all = [...bytes]
  if (all.length !== 4 && all.length !== 16) return undefined
  return Uint8Array.from(isIpv4InIpv6(all) ? all.slice(12) : all)
}

/** The one spelling of an address (RFC 5952). */
export const addressText = (bytes: Uint8Array): string => {
  if (bytes.length === 4) return bytes.join(".")
  const groups = Array.from({ length: 8 }, (_, i) => (bytes[2 * i]! * 256 + bytes[2 * i + 1]!).toString(16))
  const text = groups.join(":")
  const zeros = (text.match(/\b0(?::0)+\b/g) ?? []).reduce((best, run) => (run.length > best.length ? run : best), "")
  return zeros === "" ? text : text.replace(new RegExp(`(?:^|:)${zeros}(?:$|:)`), "::")
}

/** The network of a block such as `10.1.2.3/8`, or `undefined` if the string is not one: `10.0.0.0/8`. */
export const networkOf = (block: string): string | undefined => {
  const [start = "", length] = block.split("/")
  const stored = normalizeCidr(block)
  const address = parseAddress(start)
  if (length === undefined || stored === undefined || address === undefined) return undefined
  const most = address.length * 8
  // The prefix of IPv4 in IPv6 also counts the bits before it.
  const bits = Number(stored.split("/")[1] ?? most)
  if (bits > most) return undefined
  const network = address.map((byte, i) => byte & (0xff00 >> Math.max(0, Math.min(8, bits - 8 * i))))
  return `${addressText(network)}/${bits}`
}
