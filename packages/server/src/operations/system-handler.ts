import type { Holder } from "../state/holder.ts"
import type { OperationGroup, OperationId, OperationIdOf } from "@enwrap/protocol"
import type * as Effect from "effect/Effect"
import type { OperationRequest } from "../ports/engine/port.ts"
import type { Outcome } from "../actions/outcome.ts"
import type { ProtocolError } from "../values/protocol-error.ts"
import type { Verb } from "../values/verb.ts"
import type { StoreFailure } from "../ports/store/port.ts"
import type { ValidWrappingToken } from "../state/token/valid-wrapping-token.ts"

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
