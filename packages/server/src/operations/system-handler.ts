import type { OperationGroup, OperationId, OperationIdOf } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { enveloped, type Enveloped, type Outcome } from "../actions/outcome.ts"
import type { OperationRequest } from "../ports/engine/port.ts"
import type { StoreFailure } from "../ports/store/port.ts"
import type { Holder } from "../state/holder.ts"
import type { ValidWrappingToken } from "../state/token/token-entry.ts"
import { type ProtocolError, silentError } from "../values/protocol-error.ts"
import type { Verb } from "../values/verb.ts"

/** A request to one of the server's own operations. It contains more than an engine may see. */
export interface SystemRequest<Id extends OperationId = OperationId> extends OperationRequest<Id> {
  readonly verb: Verb
  /** The first value of a header; names are lower case. */
  readonly header: (name: string) => string | undefined
  /** The whole path, without `/v1/`. */
  readonly fullPath: string
  /** The path as it was sent, which may have another spelling. */
  readonly sentPath: string
  /** Absent only if the operation needs no token. */
  readonly holder: Holder | undefined
  /** Whether the request has a token, valid or not. */
  readonly hasToken: boolean
  /** Seconds, with their fraction; 0 or absent if the response is not to be wrapped. */
  readonly wrapTtl: number | undefined
  /** The wrapping token that was validated, for the operations on wrapping tokens. */
  readonly wrappingToken: ValidWrappingToken | undefined
}

export type Failure = ProtocolError | StoreFailure

export type OutcomeEffect = Effect.Effect<Outcome, Failure>

export type SystemHandler<Id extends OperationId> = (request: SystemRequest<Id>) => OutcomeEffect

/** The handlers of all operations of a group: a missing or surplus one does not compile. */
export type SystemHandlers<Group extends OperationGroup> = { readonly [Id in OperationIdOf<Group>]: SystemHandler<Id> }

/** The holder of a request's token. Only for operations that need a token, so there always is one. */
export const holderOf = ({ holder }: Pick<SystemRequest, "holder">): Holder => holder!

/** The keys of a list; 404 if there are none. */
export const listing = (keys: ReadonlyArray<string>): Effect.Effect<Enveloped, ProtocolError> =>
  keys.length === 0 ? Effect.fail(silentError(404)) : Effect.succeed(enveloped({ data: { keys } }))
