/**
 * The neutral request and response. Adapters (node:http, Request/Response) translate at the door; their objects never
 * get past it.
 */

/** A request as it came over the wire. */
export interface WireRequest {
  /** Upper case: `GET`, `POST`, `PUT`, `PATCH`, `DELETE`, `HEAD`, `LIST`, `SCAN` or anything else a client sends. */
  readonly method: string
  /** The request target as sent, percent-encoding and query included: `/v1/secret/foo?list=true`. */
  readonly target: string
  /** The first value of a header, see `headerText`; names are lower case. */
  readonly header: (name: string) => string | undefined
  /** The whole body; an empty array where there is none. The adapter has already enforced the size limit. */
  readonly body: Uint8Array
  /** The peer's address, without a port. */
  readonly remoteAddress: string
  /**
   * Whether the peer has gone, so that nobody takes the answer. Work that has not begun, such as a login that waits for its
   * turn, need not be done any more; what has begun is finished. Absent where the adapter cannot tell.
   * One function for all requests of a connection: it also tells connections apart.
   */
  readonly hasLeft?: (() => boolean) | undefined
}

/** What the adapter writes back. Every header that is to be sent is in `headers`, but for the content length. */
export interface WireResponse {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Empty where there is no body. */
  readonly body: string | Uint8Array
}

/** What is known of a request before its body is read. */
export type RequestHead = Omit<WireRequest, "body">

/** How much of a request's body may be read. */
export interface Admission {
  /** Bytes. */
  readonly maxBytes: number
  /** What a longer body is answered. */
  readonly beyond: WireResponse
}
