import * as Effect from "effect/Effect"

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const

type EndSignal = (typeof signals)[number]

/**
 * Listens for the process being told to end from now on, and gives what waits for it: the signal's name. Once told, it is
 * not told again.
 */
export const listenForEnd: Effect.Effect<Effect.Effect<EndSignal>> = Effect.sync(() => {
  const told = new Promise<EndSignal>((resolve) => {
    // The listeners stay: a second signal must not cut off the answers that the first one waits for.
    for (const signal of signals) process.on(signal, () => resolve(signal))
  })
  return Effect.promise(() => told)
})
