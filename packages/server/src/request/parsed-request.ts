import type { OperationId } from "@enwrap/protocol"
import type { ListenerAccess } from "../ports/exchange.ts"
import type { Verb } from "../values/verb.ts"
import type { Payload } from "../values/json/payload.ts"

/** What is learned about a request on its way, for metrics and logs. */
export interface Observed {
  operation: OperationId | undefined
  /** The `request_id` of its response. */
  requestId: string | undefined
  isUnwrapped: boolean
}

/** Query variables that belong to the method. */
export const METHOD_FLAGS: ReadonlySet<string> = new Set(["help", "list", "scan"])

/** A well-formed request, before its mount and its caller are looked up. */
export interface ParsedRequest {
  readonly verb: Verb
  /**
   * Decoded, without `/v1/`; a list's path ends in `/`. Once the mount is known, it is in canonical form: policies and engines
   * never see another spelling.
   */
  readonly path: string
  /** The same path as it was sent. */
  readonly sentPath: string
  /** The creation path of a wrapped response: the path as it was sent, unless the program that runs the server gave another. */
  readonly creationPath: string
  readonly query: ReadonlyMap<string, string>
  readonly payload: Payload
  /** The first value of a header; names are lower case. */
  readonly header: (name: string) => string | undefined
  /** The client token; absent if none was sent. */
  readonly token: string | undefined
  /** Seconds, with their fraction; 0 for a header that says not to wrap; absent without a header. */
  readonly wrapTtl: number | undefined
  /** Whether the client wants the wrapping token as a JWT. */
  readonly wrapJwt: boolean
  readonly remoteAddress: string
  /** Whether the client has disconnected. */
  readonly hasLeft: () => boolean
  /** What the listener allows without a token. */
  readonly withoutToken: ListenerAccess | undefined
  readonly observed: Observed
  /** Whether its path is outside the logical layer, so that it needs no token and the response has no envelope. */
  readonly bare: boolean
}
