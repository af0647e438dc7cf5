/** What clients may take of the listener: bytes, numbers, and milliseconds of patience. */
export interface Limits {
  /** Request line and headers together. More is answered with 431. */
  readonly headerBytes: number
  /** Header fields of one request. More is answered with 431. */
  readonly headerFields: number
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
  /** How long a connection may go without taking an answer whole. */
  readonly answerTimeout: number
  /** Requests of one connection that wait to begin, and their bytes; above that its socket is not read. */
  readonly queuedRequests: number
  readonly queuedBytes: number
  /** Of all connections together: requests that wait to begin, and their bytes. */
  readonly allQueuedRequests: number
  readonly allQueuedBytes: number
  /** Of all connections together: bytes of heads that are not whole, of unknown senders' bodies that are not, of answers that
   * have not been taken. Above one of them, the connection that has held its part longest is cut. */
  readonly allHeadBytes: number
  readonly allBodyBytes: number
  readonly allAnswerBytes: number
  /** Open connections. For one more, an idle one is closed, of the peer that has most; without one, 503. */
  readonly connections: number
}

export const defaultLimits: Limits = {
  headerBytes: 32 * 1024,
  headerFields: 256,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  writeTimeout: 30_000,
  keepAliveTimeout: 300_000,
  drainTimeout: 10_000,
  answerTimeout: 300_000,
  queuedRequests: 4,
  queuedBytes: 65_536,
  allQueuedRequests: 256,
  allQueuedBytes: 8 * 1024 * 1024,
  allHeadBytes: 8 * 1024 * 1024,
  allBodyBytes: 16 * 1024 * 1024,
  allAnswerBytes: 128 * 1024 * 1024,
  connections: 4096
}
