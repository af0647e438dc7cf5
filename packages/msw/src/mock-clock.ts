import { parseDuration } from "@enwrap/protocol"
import type * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

/**
 * The clock of a mock server. Advancing it takes no real time: whatever expires by then has expired at once.
 *
 * @example
 * ```ts
 * import { createEnwrapMock } from "@enwrap/msw"
 *
 * const { clock } = createEnwrapMock({ startTime: Date.UTC(2030, 0, 1) })
 * clock.advance("1h30m")
 * console.log(new Date(clock.now()).toISOString()) // 2030-01-01T01:30:00.000Z
 * ```
 */
export interface MockClock {
  /** The time in milliseconds since 1970. */
  readonly now: () => number
  /**
   * Advances the clock by a number of seconds, or a duration such as `"61s"` or `"1h30m"`.
   *
   * @throws RangeError if the duration is not valid, or negative
   */
  readonly advance: (duration: number | string) => void
  /**
   * Sets the clock, forward or back, to a `Date` or to milliseconds since 1970.
   *
   * @throws RangeError if the date is not valid
   */
  readonly set: (time: Date | number) => void
}

/** The clock of a mock, and what the mock needs of it. */
export interface MockClockParts {
  readonly clock: MockClock
  /** The same clock as an Effect service, for the server. */
  readonly service: Clock.Clock
  /** Resolves when the clock has advanced by this number of milliseconds, or is reset. */
  readonly wait: (milliseconds: number) => Promise<void>
  /** Goes back to the initial time, and resolves everything that waits. */
  readonly reset: () => void
}

export interface MockClockOptions {
  /** The initial time; if undefined, the real time when the clock is created or reset. */
  readonly startTime: Date | number | undefined
  /** Whether real time advances it too. */
  readonly running: boolean
}

interface Sleeper {
  readonly due: number
  readonly wake: () => void
}

/** Creates a clock that only a test advances, or one that real time advances too. */
export const makeMockClock = ({ startTime, running }: MockClockOptions): MockClockParts => {
  const real = running ? () => Date.now() : () => 0
  const start = () => (startTime === undefined ? Date.now() : millisecondsOf(startTime))
  const sleepers = new Set<Sleeper>()
  /** The time of the clock; if it is running, the difference to the real time. */
  let offset = start() - real()
  /** How far it was advanced in total. */
  let advanced = 0

  const now = () => offset + real()
  /** Does not go back when the clock is set back. */
  const monotonic = () => advanced + real()

  const wakeDue = () => {
    for (const sleeper of sleepers) {
      if (sleeper.due > monotonic()) continue
      sleepers.delete(sleeper)
      sleeper.wake()
    }
  }

  const advance = (milliseconds: number) => {
    offset += milliseconds
    advanced += Math.max(0, milliseconds)
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
      advance: (duration) => advance(durationOf(duration)),
      set: (time) => advance(millisecondsOf(time) - now())
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
    throw new RangeError(`the clock cannot be advanced: ${parsed?.problem ?? "the duration is empty"}`)
  if (parsed.nanoseconds < 0n) throw new RangeError("the clock cannot be advanced by a negative duration: use set")
  return Number(parsed.nanoseconds / 1_000_000n)
}
