import * as Effect from "effect/Effect"

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const

type StopSignal = (typeof signals)[number]

/**
 * Starts listening for signals that stop the process. The inner effect waits for the first one and returns its name;
 * later signals are ignored.
 */
export const listenForStop: Effect.Effect<Effect.Effect<StopSignal>> = Effect.sync(() => {
  const stopped = new Promise<StopSignal>((resolve) => {
    // Keep the listeners: a second signal must not interrupt the requests that are being finished.
    for (const signal of signals) process.on(signal, () => resolve(signal))
  })
  return Effect.promise(() => stopped)
})
