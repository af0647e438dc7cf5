import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

/** Whether the effect on this fiber may be interrupted because the server is being sealed. */
const OnlyWaits = Context.Reference<boolean>("@enwrap/server/OnlyWaits", { defaultValue: () => false })

/** Runs an effect that may be interrupted, and so must not change anything in the store. */
export const onlyWaiting = <A, E>(wait: Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.provideService(wait, OnlyWaits, true)

/** Runs a change. It is a bug to make one while the effect may be interrupted: another one might then be missing. */
export const unlessOnlyWaiting = <A, E>(change: Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.withFiber((fiber) =>
    fiber.getRef(OnlyWaits) ? Effect.die(new Error("the storage was changed inside untilSealed")) : change
  )
