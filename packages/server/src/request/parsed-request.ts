import type { Verb } from "../values/verb.ts"
import type { Payload } from "../values/json/payload.ts"

/** A request that makes sense as one, before anybody has asked what is at its path or who sent it. */
export interface ParsedRequest {
  readonly verb: Verb
  /**
   * Decoded, without `/v1/`; a list's path ends in `/`. Once the mount is known it is in canonical form: policies and engines
   * see no other.
   */
  readonly path: string
  /** The same as it was sent: what becomes a creation path. */
  readonly sentPath: string
  readonly query: ReadonlyMap<string, string>
  readonly payload: Payload
  /** The client token; absent where none was sent. */
  readonly token: string | undefined
  /** Seconds, with their fraction; 0 is a header that says not to wrap; absent without a header. */
  readonly wrapTtl: number | undefined
  /** Whether the wrapping token is to be a JWT. */
  readonly wrapJwt: boolean
  readonly remoteAddress: string
  /** Whether the peer has gone. */
  readonly hasLeft: () => boolean
  /** Whether its path is outside the logical layer, with no envelope. */
  readonly bare: boolean
}
