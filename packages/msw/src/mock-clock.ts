import { parseDuration } from "@enwrap/protocol"
import type * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

/** The time that a mock's server lives by. Nothing waits for it: what has expired is gone as soon as the clock says so. */
export interface MockClock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /**
   * Turns the clock on: by seconds, or by a duration such as `"61s"` or `"1h30m"`.
   *
   * @throws RangeError for a duration that cannot be read, or is negative
   */
  readonly advance: (duration: number | string) => void
  /**
   * Sets the clock, forwards or back: to a `Date`, or to milliseconds since 1970.
   *
   * @throws RangeError for an invalid date
   */
  readonly set: (time: Date | number) => void
}

/** A mock's clock, and its inner side. */
export interface MockClockParts {
  readonly clock: MockClock
  /** The same clock as the service that the server asks. */
  readonly service: Clock.Clock
  /** Ends when the clock has gone on by so many milliseconds, or is reset. */
  readonly wait: (milliseconds: number) => Promise<void>
  /** Back to the start; whoever waits is let go. */
  readonly reset: () => void
}

export interface MockClockOptions {
  /** When it starts; the time at which it is made, or reset, if absent. */
  readonly startTime: Date | number | undefined
  /** Whether it also goes on by itself. */
  readonly running: boolean
}

interface Sleeper {
  readonly due: number
  readonly wake: () => void
}

/** Makes a clock that stands still until it is turned, or one that runs and can be turned as well. */
export const makeMockClock = ({ startTime, running }: MockClockOptions): MockClockParts => {
  const real = running ? () => Date.now() : () => 0
  const start = () => (startTime === undefined ? Date.now() : millisecondsOf(startTime))
  const sleepers = new Set<Sleeper>()
  /** The time, less the real one where the clock runs. */
  let offset = start() - real()
  /** How far it was turned forwards in all. */
  let turned = 0

  const now = () => offset + real()
  /** Never goes back, as {@link now} does when the clock is set back. */
  const monotonic = () => turned + real()

  const wakeDue = () => {
    for (const sleeper of sleepers) {
      if (sleeper.due > monotonic()) continue
      sleepers.delete(sleeper)
      sleeper.wake()
    }
  }

  const turn = (milliseconds: number) => {
    offset += milliseconds
    turned += Math.max(0, milliseconds)
    wakeDue()
  }

  const sleep = (milliseconds: number): Effect.Effect<void> =>
    Effect.callback<void>((resume) => {
      if (milliseconds <= 0) return resume(Effect.void)
      const sleeper: Sleeper = { due: monotonic() + milliseconds, wake: () => resume(Effect.void) }
      sleepers.add(sleeper)
      const timer = running ? setTimeout(wakeDue, milliseconds) : undefined
      return Effect.sync(() => {
        sleepers.delete(sleeper)
        clearTimeout(timer)
      })
    })

  const nanoseconds = (milliseconds: number) => BigInt(Math.round(milliseconds)) * 1_000_000n
  const nowNanoseconds = () => nanoseconds(now())
  const monotonicNanoseconds = () => nanoseconds(monotonic())

  return {
    clock: {
      now,
      advance: (duration) => turn(durationOf(duration)),
      set: (time) => turn(millisecondsOf(time) - now())
    },
    service: {
      currentTimeMillisUnsafe: now,
      currentTimeMillis: Effect.sync(now),
      currentTimeNanosUnsafe: nowNanoseconds,
      currentTimeNanos: Effect.sync(nowNanoseconds),
      monotonicTimeNanosUnsafe: monotonicNanoseconds,
      monotonicTimeNanos: Effect.sync(monotonicNanoseconds),
      sleep: (duration) => sleep(Duration.toMillis(duration))
    },
    wait: (milliseconds) => Effect.runPromise(sleep(milliseconds)),
    reset: () => {
      offset = start() - real()
      for (const sleeper of sleepers) sleeper.wake()
      sleepers.clear()
    }
  }
}

const millisecondsOf = (time: Date | number): number => {
  const milliseconds = Number(time)
  if (Number.isNaN(new Date(milliseconds).getTime())) throw new RangeError("the clock cannot be set to an invalid date")
  return milliseconds
}

const durationOf = (duration: number | string): number => {
  const parsed = duration === "" ? undefined : parseDuration(duration)
  if (parsed?.ok !== true)
    throw new RangeError(`the clock cannot be turned: ${parsed?.problem ?? "the duration is empty"}`)
  if (parsed.nanoseconds < 0n) throw new RangeError("the clock cannot be turned back by a negative duration: set it")
  return Number(parsed.nanoseconds / 1_000_000n)
}
