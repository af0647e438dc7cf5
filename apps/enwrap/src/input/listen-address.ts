import { BlockList, isIP, isIPv4, isIPv6, SocketAddress } from "node:net"
import { usageFailure } from "../cli/failure.ts"

/** The address that a server listens on. */
export interface ListenAddress {
  /** Empty for all addresses, of IPv6 and IPv4. */
  readonly host: string
  readonly port: number
}

/**
 * Parses `HOST:PORT`. An IPv6 host is in brackets. Without a host, as in `:8200`, the server listens on all addresses.
 * `undefined` for anything else.
 */
export const readListenAddress = (text: string): ListenAddress | undefined => {
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]/\s]*)):(\d{1,5})$/.exec(text)
  const port = Number(match?.[3])
  if (match === null || port > 65535) return undefined
  const [, bracketed, plain] = match
  // A host of digits is an address, not a name.
  const isWrong = bracketed === undefined ? /^[\d.]+$/.test(plain!) && !isIPv4(plain!) : !isIPv6(bracketed)
  return isWrong ? undefined : { host: bracketed ?? plain!, port }
}

/**
 * Parses `HOST:PORT`, as {@link readListenAddress} does.
 *
 * @throws Failure (usage error) for anything else
 */
export const parseListenAddress = (text: string): ListenAddress => {
  const address = readListenAddress(text)
  if (address !== undefined) return address
  throw usageFailure(
    `the listen address \`${text}\` is not HOST:PORT.`,
    "Examples: 127.0.0.1:8200, localhost:8200, [::1]:8200. Port 0 selects a free port."
  )
}

/** Formats a host and port for a URL or a flag. */
export const formatListenAddress = ({ host, port }: ListenAddress): string =>
  `${host.includes(":") ? `[${host}]` : host}:${port}`

const loopback = new BlockList()
loopback.addSubnet("127.0.0.0", 8, "ipv4")
loopback.addAddress("::1", "ipv6")

/** The shortest spelling of a host. An IPv4 address in an IPv6 address becomes an IPv4 address. */
const canonicalHost = (host: string): string =>
  isIPv6(host)
    ? new SocketAddress({ address: host, family: "ipv6" }).address.replace(/^::ffff:(?=\d+\.)/, "")
    : host.toLowerCase().replace(/\.$/, "")

/** Whether only this machine can connect to the host. */
export const isLoopback = (host: string): boolean => {
  const canonical = canonicalHost(host)
  return isIP(canonical) === 0
    ? canonical === "localhost"
    : loopback.check(canonical, isIPv6(canonical) ? "ipv6" : "ipv4")
}

/** Whether a listener on the host takes the place of every listener on the other host. `::` includes the addresses of IPv4. */
const includes = (host: string, other: string): boolean =>
  host === other || host === "" || host === "::" || (host === "0.0.0.0" && isIPv4(other))

/** Whether only one of the two addresses can have a listener. */
export const overlap = (one: ListenAddress, other: ListenAddress): boolean => {
  const [host, otherHost] = [canonicalHost(one.host), canonicalHost(other.host)]
  return one.port === other.port && (includes(host, otherHost) || includes(otherHost, host))
}
