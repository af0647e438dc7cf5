/**
 * The neutral request and response. Adapters (`node:http`, or `Request` and `Response`) convert their own objects to and from
 * these, and pass nothing else to the core.
 */

import type { OperationId } from "@enwrap/protocol"

/** What can be used without a token through a listener. What is absent is as the options of the server say. */
export interface ListenerAccess {
  /** `sys/metrics`. It can only be allowed. */
  readonly metrics?: boolean | undefined
  /** `sys/rekey` and `sys/rekey-recovery-key`. It can only be forbidden. */
  readonly rekey?: boolean | undefined
  /** `sys/generate-root`. It can only be forbidden. */
  readonly rootGeneration?: boolean | undefined
}

/** A request as it arrived. */
export interface WireRequest {
  /** Upper case: `GET`, `POST`, `PUT`, `PATCH`, `DELETE`, `HEAD`, `LIST`, `SCAN` or anything else a client sends. */
  readonly method: string
  /** The request target as sent, percent-encoding and query included: `/v1/secret/foo?list=true`. */
  readonly target: string
  /** The first value of a header, see `headerText`; names are lower case. */
  readonly header: (name: string) => string | undefined
  /** The whole body; an empty array if there is none. The adapter has already enforced the size limit. */
  readonly body: Uint8Array
  /** The peer's address, without a port. */
  readonly remoteAddress: string
  /** The peer's port, for audit entries. */
  readonly remotePort?: number | undefined
  /**
   * Whether the client has disconnected, so that the response cannot be delivered. Work that has not begun, such as a login in
   * a queue, is dropped then; work that has begun is finished. Absent if the adapter cannot tell. All requests of a connection
   * share one function, which also identifies the connection.
   */
  readonly hasLeft?: (() => boolean) | undefined
  /**
   * The creation path of a wrapped response, if it is not the path of the request. For programs that hold the server itself, such as
   * mocks of a backend; an adapter never sets it from a request.
   */
  readonly creationPath?: string | undefined
  /** What the listener allows without a token; absent if the options of the server apply. */
  readonly withoutToken?: ListenerAccess | undefined
  /** Is called before the response with the operation that the request has led to, if there is one. For traces. */
  readonly onOperation?: ((operation: OperationId) => void) | undefined
}

/** `hasLeft` for adapters that cannot tell. It identifies no connection. */
export const neverLeft = (): boolean => false

/** A response as the adapter sends it. `headers` contains every header except the content length. */
export interface WireResponse {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Empty if there is no body. */
  readonly body: string | Uint8Array
}

/** A request before its body is read. */
export type RequestHead = Omit<WireRequest, "body">

/** How much of a request's body may be read. */
export interface Admission {
  /** Bytes. */
  readonly maxBytes: number
  /** The response to a longer body. */
  readonly beyond: WireResponse
}
