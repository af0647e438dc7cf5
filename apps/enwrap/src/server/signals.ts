import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import { endAtSecond } from "./second-signal.ts"

const stopSignals = ["SIGINT", "SIGTERM"] as const

export type Signal = (typeof stopSignals)[number] | "SIGHUP"

/**
 * Starts to collect the signals that the process receives. From now on, none of them ends the process, except for a second one that
 * stops it.
 */
export const receiveSignals: Effect.Effect<Queue.Dequeue<Signal>> = Effect.map(
  Queue.unbounded<Signal>(),
  (received) => {
    const offer = (signal: Signal): void => void Queue.offerUnsafe(received, signal)
    process.on("SIGHUP", offer)
    const stop = endAtSecond(offer)
    for (const signal of stopSignals) process.on(signal, stop)
    return received
  }
)
