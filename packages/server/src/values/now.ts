import * as Clock from "effect/Clock"
import type * as Effect from "effect/Effect"

/** The current time, in milliseconds since 1970, of Effect's `Clock`. */
export const now: Effect.Effect<number> = Clock.currentTimeMillis
