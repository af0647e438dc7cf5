import type { OperationGroup, OperationId, OperationIdOf } from "@enwrap/protocol"
import type * as Effect from "effect/Effect"
import type { OperationRequest } from "../engine/port.ts"
import type { Outcome } from "../outcome.ts"
import type { Acl } from "../policy/index.ts"
import type { ProtocolError } from "../protocol-error.ts"
import type { Verb } from "../request/parsed-request.ts"
import type { StoreFailure } from "../store/port.ts"
import type { HeldToken } from "../token/token-entry.ts"
import type { ValidWrappingToken } from "../wrapping/validate.ts"

/** The token that a request came with, and what its policies allow. */
export interface Holder {
  readonly token: string
  readonly found: HeldToken
  readonly acl: Acl
  /** Seconds; the least wrap TTL that its policies demand for this request, absent or 0 where they demand none. */
  readonly minWrapTtl?: number
}

/** What the server's own operations know beyond what an engine may know. */
export interface SystemRequest<Id extends OperationId = OperationId> extends OperationRequest<Id> {
  readonly verb: Verb
  /** The whole path, without `/v1/`. */
  readonly fullPath: string
  /** The same as it was sent, where that may be another spelling. */
  readonly sentPath: string
  /** Absent only where an operation needs no token. */
  readonly holder: Holder | undefined
  /** Seconds, with their fraction; 0 or absent is not to be wrapped. */
  readonly wrapTtl: number | undefined
  /** On the paths that are about a wrapping token: the one that was validated. */
  readonly wrappingToken: ValidWrappingToken | undefined
}

export type SystemHandler<Id extends OperationId> = (
  request: SystemRequest<Id>
) => Effect.Effect<Outcome, ProtocolError | StoreFailure>

/** Every operation that the spec gives to a group, and no other. */
export type SystemHandlers<Group extends OperationGroup> = { readonly [Id in OperationIdOf<Group>]: SystemHandler<Id> }
