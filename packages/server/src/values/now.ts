import * as Clock from "effect/Clock"
import type * as Effect from "effect/Effect"

/** The current time of Effect's `Clock`, in milliseconds since 1970. */
export const now: Effect.Effect<number> = Clock.currentTimeMillis
