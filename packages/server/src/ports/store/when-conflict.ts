import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type { Conflict, StoreFailure } from "./port.ts"

/**
 * Goes on with `recover` if a commit conflicts. It creates fewer objects than `Effect.catchTag`, because several are part of every
 * request.
 */
export const whenConflict = <A, B, E>(
  commit: Effect.Effect<A, Conflict | StoreFailure>,
  recover: (conflict: Conflict) => Effect.Effect<B, E>
): Effect.Effect<A | B, E | StoreFailure> =>
  Effect.catchCause(commit, (cause): Effect.Effect<B, E | StoreFailure> => {
    const failure = Cause.findErrorOption(cause)
    return failure._tag === "Some" && failure.value._tag === "Conflict"
      ? recover(failure.value)
      : Effect.failCause(cause as Cause.Cause<StoreFailure>)
  })
