import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const

export type Signal = (typeof signals)[number]

/**
 * Starts to collect the signals that the process receives. From now on, none of them ends the process: a second one must not
 * interrupt what is being finished.
 */
export const receiveSignals: Effect.Effect<Queue.Dequeue<Signal>> = Effect.map(
  Queue.unbounded<Signal>(),
  (received) => {
    for (const signal of signals) process.on(signal, () => Queue.offerUnsafe(received, signal))
    return received
  }
)
