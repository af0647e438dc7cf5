import { errorTextFor } from "@enwrap/protocol"
import { plainError, type ProtocolError, silentError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"

/** Fails with a 400. */
export const refuse = (problem: string): Effect.Effect<never, ProtocolError> => Effect.fail(plainError(400, problem))

/** Fails with a 400 that names a field. */
export const refuseField = (field: string, problem: string): Effect.Effect<never, ProtocolError> =>
  refuse(errorTextFor.fieldInvalid(field, problem))

/** Fails with a 400 if there is a problem. */
export const refuseIf = (problem: string | undefined): Effect.Effect<void, ProtocolError> =>
  problem === undefined ? Effect.void : refuse(problem)

/** A value that must exist. If it does not, fails with a 404 without texts. */
export const orNotFound = <A, E>(read: Effect.Effect<A | undefined, E>): Effect.Effect<A, E | ProtocolError> =>
  Effect.flatMap(read, (value): Effect.Effect<A, ProtocolError> =>
    value === undefined ? Effect.fail(silentError(404)) : Effect.succeed(value)
  )
