import * as Effect from "effect/Effect"
import { endAtSecond } from "../server/second-signal.ts"

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const

type StopSignal = (typeof signals)[number]

/**
 * Starts listening for signals that stop the process. The inner effect waits for the first one and returns its name. A second one
 * ends the process at once.
 */
export const listenForStop: Effect.Effect<Effect.Effect<StopSignal>> = Effect.sync(() => {
  const stopped = new Promise<StopSignal>((resolve) => {
    const stop = endAtSecond<StopSignal>(resolve)
    for (const signal of signals) process.on(signal, stop)
  })
  return Effect.promise(() => stopped)
})
