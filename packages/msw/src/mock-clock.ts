import { parseDuration } from "@enwrap/protocol"
import type * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { areTimersFake, fakeNow } from "./fake-timers.ts"

/**
 * The clock of a mock server. Advancing it takes no real time: whatever expires by then has expired at once.
 *
 * While a test fakes timers (`vi.useFakeTimers()`, `jest.useFakeTimers()`), the clock follows them too: it shows the faked time, and
 * advancing the timers advances it.
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
   * Sets the clock, forward or back, to a `Date` or to milliseconds since 1970. Back in time, what has expired stays so, and new tokens
   * are created at the latest time that the server has seen, as those of a real server. `reset` begins anew.
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

/** Creates a clock that only a test advances, or one that real time advances too. Both follow faked timers. */
export const makeMockClock = ({ startTime, running }: MockClockOptions): MockClockParts => {
  const start = () => (startTime === undefined ? Date.now() : millisecondsOf(startTime))
  const sleepers = new Set<Sleeper>()
  /** The time at the last look, and what the source of time showed then. */
  let seen = { time: start(), source: Date.now(), fake: areTimersFake() }
  /** How far the clock was advanced in total, by the test or by its source. */
  let elapsed = 0
  /** Whether the test has chosen the time, which faked timers then do not change. */
  let chosen = startTime !== undefined

  /** Looks at the source of time, and moves the clock as far as the source has moved. */
  const look = (): void => {
    const fake = areTimersFake()
    const source = fake ? fakeNow() : Date.now()
    if (fake !== seen.fake) {
      // Faked timers may begin at any time. Without a time of its own, the mock takes theirs, but a server does not go back.
      const time = fake && !chosen ? Math.max(seen.time, source) : seen.time
      elapsed += time - seen.time
      seen = { time, source, fake }
    } else if (fake || running) {
      // A test that fakes timers anew begins with an earlier time, from which tokens must expire as before.
      const moved = Math.max(0, source - seen.source)
      elapsed += moved
      seen = { time: seen.time + moved, source, fake }
    }
  }

  const now = () => {
    look()
    return seen.time
  }
  /** Does not go back when the clock is set back. */
  const monotonic = () => {
    look()
    return elapsed
  }

  const wakeDue = () => {
    for (const sleeper of sleepers) {
      if (sleeper.due > monotonic()) continue
      sleepers.delete(sleeper)
      sleeper.wake()
    }
  }

  const advance = (milliseconds: number) => {
    look()
    seen = { ...seen, time: seen.time + milliseconds }
    elapsed += Math.max(0, milliseconds)
    wakeDue()
  }

  const sleep = (milliseconds: number): Effect.Effect<void> =>
    Effect.callback<void>((resume) => {
      if (milliseconds <= 0) return resume(Effect.void)
      const sleeper: Sleeper = { due: monotonic() + milliseconds, wake: () => resume(Effect.void) }
      sleepers.add(sleeper)
      // A faked timer, if the test fakes timers.
      const timer = running || seen.fake ? setTimeout(wakeDue, milliseconds) : undefined
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
      set: (time) => {
        const milliseconds = millisecondsOf(time)
        advance(milliseconds - now())
        chosen = true
      }
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
      const fake = areTimersFake()
      chosen = startTime !== undefined
      seen = { time: start(), source: fake ? fakeNow() : Date.now(), fake }
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
