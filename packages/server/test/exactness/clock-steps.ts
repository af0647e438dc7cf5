import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { TestClock } from "effect/testing"
import type { World } from "./world.ts"

export const HOUR = 3_600_000
export const START = Date.UTC(2026, 0, 1)

export const setBack = (ms: number) => Effect.flatMap(Clock.currentTimeMillis, (time) => TestClock.setTime(time - ms))

export const wrap = (world: World, ttl: number) =>
  Effect.map(
    world.ask("POST", "sys/wrapping/wrap", { ttl, body: { a: 1 } }),
    ({ json }) => json.wrap_info as { readonly token: string; readonly creation_time: string }
  )

export const lookup = (world: World, token: string) =>
  Effect.map(world.ask("POST", "sys/wrapping/lookup", { token: null, body: { token } }), ({ json, status }) =>
    status === 200 ? "valid" : { status, errors: json.errors as unknown }
  )

/** Messages of the log. */
export const logged = () => {
  const messages: Array<string> = []
  const logger = Logger.make(({ message }) => {
    messages.push(String(message))
  })
  return { messages, layer: Logger.layer([logger]) }
}

/** A clock that can be set without time passing. */
export const settable = () => {
  const real = { wall: START, monotonic: 0n }
  const clock: Clock.Clock = {
    currentTimeMillisUnsafe: () => real.wall,
    currentTimeMillis: Effect.sync(() => real.wall),
    currentTimeNanosUnsafe: () => BigInt(real.wall) * 1_000_000n,
    currentTimeNanos: Effect.sync(() => BigInt(real.wall) * 1_000_000n),
    monotonicTimeNanosUnsafe: () => real.monotonic,
    monotonicTimeNanos: Effect.sync(() => real.monotonic),
    sleep: () => Effect.never
  }
  return { clock, real }
}
