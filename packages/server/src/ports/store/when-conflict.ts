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
): Effect.Effect<A | B, E | StoreFailure> => Effect.catchCause(commit, (cause) => recovered(cause, recover))

const recovered = <B, E>(
  cause: Cause.Cause<Conflict | StoreFailure>,
  recover: (conflict: Conflict) => Effect.Effect<B, E>
): Effect.Effect<B, E | StoreFailure> => {
  const failure = Cause.findErrorOption(cause)
  return failure._tag === "Some" && failure.value._tag === "Conflict"
    ? recover(failure.value)
    : Effect.failCause(cause as Cause.Cause<StoreFailure>)
}

/** What `stored` returns once a commit has succeeded. If it conflicts, it fails with `onConflict`. Both are one step. */
export const onceStored = <A, E>(
  commit: Effect.Effect<void, Conflict | StoreFailure>,
  onConflict: E,
  stored: () => A
): Effect.Effect<A, E | StoreFailure> =>
  Effect.matchCauseEffect(commit, {
    onSuccess: (_) => Effect.succeed(stored()),
    onFailure: (cause) => recovered(cause, () => Effect.fail(onConflict))
  })
