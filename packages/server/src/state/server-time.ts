import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

/**
 * How fast the server's time passes while the clock is behind it, as a part of 100. It is slower than real time, so that the clock
 * catches up, and so little slower that no TTL is noticeably longer.
 */
const CATCHING_UP_PERCENT = 99

const NANOS_PER_MS = 1_000_000n

/** A time of the server, and when it was that time: nanoseconds of a monotonic clock. */
interface Reading {
  readonly timeMs: number
  readonly atNanos: bigint
}

/** What happened to the clock since the last look. Milliseconds; 0 for nothing. */
export interface ClockSteps {
  /** How far it was set back. */
  readonly back: number
  /** How far it went forward in addition to the time that passed. */
  readonly forward: number
}

const passedMs = (from: Reading, clock: Clock.Clock): bigint => {
  const passed = (clock.monotonicTimeNanosUnsafe() - from.atNanos) / NANOS_PER_MS
  return passed > 0n ? passed : 0n
}

/**
 * The time of one server: the clock's, but it never goes back. Without that, what has expired would be valid again once the clock is
 * set back. As long as the clock is behind, the time passes by the monotonic clock, a little slower, until the clock has caught up.
 *
 * @see RW-CO-6
 */
export class ServerTime {
  #latest = 0
  /** The clock is behind: the time passes from here. */
  #ahead: Reading | undefined
  /** The time at the last look, and the clock that showed it. */
  #looked: (Reading & { readonly clock: Clock.Clock }) | undefined
  #back = 0
  /** Until when the time is covered, and since when. */
  #covered: Reading | undefined
  #context: { readonly before: unknown; readonly over: Clock.Clock; readonly after: Context.Context<never> } | undefined
  #steady: { readonly clock: Clock.Clock; readonly over: Clock.Clock } | undefined

  /** Milliseconds since 1970. */
  read(clock: Clock.Clock): number {
    const shown = clock.currentTimeMillisUnsafe()
    return this.#ahead === undefined && shown >= this.#latest ? (this.#latest = shown) : this.#readBehind(clock, shown)
  }

  #readBehind(clock: Clock.Clock, shown: number): number {
    if (this.#ahead === undefined) {
      const expected = this.#looked?.clock === clock ? this.#looked.timeMs + Number(passedMs(this.#looked, clock)) : 0
      const timeMs = Math.max(this.#latest, expected)
      this.#ahead = { timeMs, atNanos: clock.monotonicTimeNanosUnsafe() }
      this.#back = Math.max(this.#back, timeMs - shown)
    }
    const slowly = Number((passedMs(this.#ahead, clock) * BigInt(CATCHING_UP_PERCENT)) / 100n)
    const time = this.#ahead.timeMs + slowly
    if (shown >= time) {
      this.#ahead = undefined
      // The time since then did not pass as the monotonic clock did.
      this.#looked = undefined
    }
    return (this.#latest = Math.max(this.#latest, shown, time))
  }

  /** Goes on from a time that the clock has not reached yet. */
  startAt(timeMs: number, clock: Clock.Clock): void {
    this.#latest = timeMs
    this.#ahead = { timeMs, atNanos: clock.monotonicTimeNanosUnsafe() }
    this.#looked = undefined
  }

  /** Another server on the same store continues from this time or a later one, even if this one is killed and the clock is set back. */
  cover(timeMs: number, clock: Clock.Clock): void {
    this.#covered = { timeMs, atNanos: clock.monotonicTimeNanosUnsafe() }
  }

  /** Whether no time after the covered one was read. Otherwise, what has expired by it could be valid again. */
  isCovered(): boolean {
    return this.#covered !== undefined && this.#latest <= this.#covered.timeMs
  }

  /** Whether the time went past the covered one because the clock was set forward, and not because it has passed. */
  wasSetForward(clock: Clock.Clock): boolean {
    return this.#covered !== undefined && this.#latest - this.#covered.timeMs > passedMs(this.#covered, clock)
  }

  /** Says what happened to the clock since the last call. A machine that was suspended also shows as a clock that was set forward. */
  look(clock: Clock.Clock): ClockSteps {
    const timeMs = this.read(clock)
    const before = this.#looked?.clock === clock ? this.#looked : undefined
    const forward = before === undefined ? 0 : timeMs - before.timeMs - Number(passedMs(before, clock))
    const back = this.#back
    this.#back = 0
    this.#looked = { timeMs, atNanos: clock.monotonicTimeNanosUnsafe(), clock }
    return { back, forward: Math.max(0, forward) }
  }

  /** Runs work of the server: its time is this one. */
  during<A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> {
    return Effect.updateContext(work, (context: Context.Context<R>) => {
      const clock = Context.get(context, Clock.Clock)
      if (clock === this.#steady?.over) return context
      this.read(clock)
      return this.#with(this.#over(clock), context)
    })
  }

  /** The services of nearly all requests are those of the last one: to add the clock once is faster. */
  #with<R>(over: Clock.Clock, context: Context.Context<R>): Context.Context<R> {
    if (this.#context?.before !== context || this.#context.over !== over)
      this.#context = { before: context, over, after: Context.add(context, Clock.Clock, over) }
    return this.#context.after as Context.Context<R>
  }

  /** A clock that shows this time. It waits by the other one. */
  #over(clock: Clock.Clock): Clock.Clock {
    if (this.#steady?.clock !== clock) {
      const read = (): number => this.read(clock)
      const over: Clock.Clock = {
        currentTimeMillisUnsafe: read,
        currentTimeMillis: Effect.sync(read),
        currentTimeNanosUnsafe: () => clock.currentTimeNanosUnsafe(),
        currentTimeNanos: clock.currentTimeNanos,
        monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe(),
        monotonicTimeNanos: clock.monotonicTimeNanos,
        sleep: (duration) => clock.sleep(duration)
      }
      this.#steady = { clock, over }
    }
    return this.#steady.over
  }
}
