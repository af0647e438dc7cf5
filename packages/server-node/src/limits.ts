/** What a client may take of the listener: bytes of headers, and milliseconds of patience. */
export interface Limits {
  /** Request line and headers together. More is answered with 431. */
  readonly headerBytes: number
  /** From the first byte of a request (of a new connection: from its opening) to the end of its headers; then 408. */
  readonly headersTimeout: number
  /** From the first byte of a request to the end of its body; then 408. */
  readonly requestTimeout: number
  /** How long a client may take no byte of an answer that waits for it before its connection is cut. */
  readonly writeTimeout: number
  /** How long a connection may stay open between requests. */
  readonly keepAliveTimeout: number
  /** How long a shutdown waits for requests in flight. */
  readonly drainTimeout: number
}

export const defaultLimits: Limits = {
  headerBytes: 32 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  writeTimeout: 30_000,
  keepAliveTimeout: 300_000,
  drainTimeout: 10_000
}
