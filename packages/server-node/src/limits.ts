/** What a client may use of the listener: bytes, counts, and times in milliseconds. */
export interface Limits {
  /** Bytes of request line and headers together. Above it: 431. */
  readonly headerBytes: number
  /** Header fields of one request. Above it: 431. */
  readonly headerFields: number
  /** How long a TLS handshake may take. */
  readonly handshakeTimeout: number
  /**
   * Time from the first byte of a request to the end of its headers, and from the opening of a connection to its first byte. Above
   * it: 408.
   */
  readonly headersTimeout: number
  /** Time from the first byte of a request to the end of its body. Above it: 408. */
  readonly requestTimeout: number
  /**
   * How long a request may be carried out before its client gets 503, which ends the connection. The request is finished
   * nevertheless: what it does is done completely, or not at all. `Infinity` for no limit.
   */
  readonly requestDuration: number
  /** How long a client may receive no byte of a response that is ready before its connection is closed. */
  readonly writeTimeout: number
  /** How long a connection may stay open between requests. */
  readonly keepAliveTimeout: number
  /** How long a shutdown waits for requests in flight. */
  readonly drainTimeout: number
  /** How long a connection may take to receive a whole response. */
  readonly responseTimeout: number
  /** Requests of one connection that wait to begin, and their bytes. Above it, its socket is not read. */
  readonly queuedRequests: number
  readonly queuedBytes: number
  /** Requests of all connections together that wait to begin, and their bytes. */
  readonly allQueuedRequests: number
  readonly allQueuedBytes: number
  /**
   * Bytes of all connections together: of incomplete heads, of incomplete bodies without an authenticated sender, and of
   * responses that were not received yet: large ones (above 64 kB) until the client sends a next request or leaves. Above one of
   * them, the connection that has held its part longest is closed. While complete requests take half of `allBodyBytes`, no other
   * large body of an unauthenticated sender is received: it gets 503.
   */
  readonly allHeadBytes: number
  readonly allBodyBytes: number
  readonly allResponseBytes: number
  /**
   * Open connections. For one more, another is closed: one that is idle, whose request is incomplete, or whose client was told to
   * retry later; or else one that does not read its response, or whose requests have not begun and whose peer has more connections
   * than that of the new one. If there is none: 503. `listen` lowers it if the process may not open enough files.
   */
  readonly connections: number
}

/**
 * The limits of a listener whose options name no others: bytes, counts, and times in milliseconds.
 *
 * @example
 * ```ts
 * import { type EnwrapServer } from "@enwrap/server"
 * import { defaultLimits, listen } from "@enwrap/server-node"
 *
 * // Accepts half as many connections.
 * export const serve = (server: EnwrapServer) =>
 *   listen({ server, limits: { connections: defaultLimits.connections / 2 } })
 * ```
 */
export const defaultLimits: Limits = {
  headerBytes: 32 * 1024,
  headerFields: 256,
  handshakeTimeout: 10_000,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  requestDuration: Infinity,
  writeTimeout: 30_000,
  keepAliveTimeout: 300_000,
  drainTimeout: 10_000,
  responseTimeout: 300_000,
  queuedRequests: 4,
  queuedBytes: 65_536,
  allQueuedRequests: 256,
  allQueuedBytes: 8 * 1024 * 1024,
  allHeadBytes: 8 * 1024 * 1024,
  allBodyBytes: 16 * 1024 * 1024,
  allResponseBytes: 128 * 1024 * 1024,
  connections: 4096
}
