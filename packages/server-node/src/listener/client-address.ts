import { errorResponse, type WireResponse } from "@enwrap/server"
import { isInCidrs, normalizeCidr } from "@enwrap/server/engine"
import { isIPv6 } from "node:net"

/** Which proxies may name the address of the client in `X-Forwarded-For`, and what happens to other requests. */
export interface ForwardedForOptions {
  /** Addresses or CIDR blocks of the proxies. */
  readonly authorizedAddresses: ReadonlyArray<string>
  /** How many of the last addresses in the header belong to further proxies; 0 by default. */
  readonly hopSkips?: number | undefined
  /** Refuses requests without the header; true by default. Otherwise the peer is the client. */
  readonly rejectNotPresent?: boolean | undefined
  /** Refuses requests that have the header but come from another peer; true by default. Otherwise the header is ignored. */
  readonly rejectNotAuthorized?: boolean | undefined
}

/**
 * Finds the address of the client: a response refuses the request. The values of several `X-Forwarded-For` headers are joined with
 * a comma.
 */
export type ClientAddress = (forwardedFor: string | undefined, peer: string) => string | WireResponse

const refusal = (text: string): WireResponse => errorResponse({ status: 400, errors: [text] })

const missing = refusal("missing x-forwarded-for header and configured to reject when not present")
const unauthorized = refusal("client address not authorized for x-forwarded-for and configured to reject connection")
const malformed = refusal("malformed x-forwarded-for header: not an IP address")

const tooFewHops = (skips: number, length: number): WireResponse =>
  refusal(
    `malformed x-forwarded-for configuration or request, hops to skip (${skips}) would skip before earliest chain link (chain length ${length})`
  )

/** An IPv4 address with a port, or an IPv6 address in brackets with or without a port, as some proxies write them. */
const WITH_PORT = /^\s*(?:(\d+\.\d+\.\d+\.\d+):\d{1,5}|\[([\da-f]*:[\da-f:.]+)\](?::\d{1,5})?)\s*$/i

/** The address alone. The port of the client is not used. */
const withoutPort = (hop: string): string => {
  const match = WITH_PORT.exec(hop)
  return match?.[1] ?? match?.[2] ?? hop
}

/** IPv6 that ends with IPv4, as `::10.1.2.3`, in the form that `normalizeCidr` reads: `::a01:203`. */
const withDottedEnd = (hop: string): string => {
  const text = hop.trim()
  return /^[\da-f:]+:\d+\.[\d.]+$/i.test(text) && isIPv6(text) ? new URL(`http://[${text}]`).hostname.slice(1, -1) : hop
}

/** Reads the address of the client from `X-Forwarded-For`, if an authorized proxy has sent the request. */
export const clientAddress = (options: ForwardedForOptions): ClientAddress => {
  const { hopSkips = 0, rejectNotAuthorized = true, rejectNotPresent = true } = options
  const authorizedAddresses = options.authorizedAddresses.map((block) => normalizeCidr(block) ?? block)
  return (header, peer) => {
    if (header === undefined) return rejectNotPresent ? missing : peer
    if (!isInCidrs(peer, authorizedAddresses)) return rejectNotAuthorized ? unauthorized : peer
    const hops = header.split(",")
    const hop = hops.at(-1 - hopSkips)
    if (hop === undefined) return tooFewHops(hopSkips, hops.length)
    const address = hop.includes("/") ? undefined : normalizeCidr(withDottedEnd(withoutPort(hop)))
    return address ?? malformed
  }
}
