import * as Effect from "effect/Effect"

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/** Waits until the process is told to end, and gives the signal's name. Once told, it is not told again. */
export const endSignal: Effect.Effect<(typeof signals)[number]> = Effect.callback((resume) => {
  // The listeners stay: a second signal must not cut off the answers that the first one waits for.
  for (const signal of signals) process.on(signal, () => resume(Effect.succeed(signal)))
})
