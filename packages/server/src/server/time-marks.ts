import { formatDuration } from "@enwrap/protocol"
import type * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { internalErrorResponse } from "../ports/error-response.ts"
import type { WireResponse } from "../ports/exchange.ts"
import { Store, type StoreFailure } from "../ports/store/port.ts"
import { orElseLogged } from "../state/damaged-records.ts"
import { jsonRecord, readJson } from "../state/json-records.ts"
import { Keyring } from "../state/keyring.ts"
import { timeMarkKey } from "../state/records.ts"
import type { ClockSteps, ServerTime } from "../state/server-time.ts"
import { now } from "../values/now.ts"
import { whereItFailed } from "../values/where-it-failed.ts"

/** A larger step forward is reported. Smaller ones are corrections, or a process that had to wait. */
const REPORTED_MS = 5000
/** Without requests, nothing is seen to have expired: an idle server writes rarely. */
const IDLE_MS = 60_000
/** The mark of a busy server is stored every second. It covers the responses that are sent until then. */
const AFTER_THE_MARK_MS = 2000

interface TimeMark {
  readonly timeMs: number
}

const seconds = (ms: number): string => formatDuration(Math.round(ms / 1000))

/** The stored mark of how far the server's time has come. */
export interface TimeMarks {
  /** Somebody may see what has expired. */
  readonly noteRequest: () => void
  /**
   * Holds a response back until the present time is stored, if it may say that something has expired. It never fails.
   * `undefined` for a response that can be sent at once.
   *
   * @see RW-CO-6
   */
  readonly hold: (response: WireResponse) => Effect.Effect<WireResponse> | undefined
  /** Goes on after the mark of an earlier server, if the clock shows an earlier time. */
  readonly resume: Effect.Effect<void, StoreFailure>
  /** Logs that the clock was set back or forward. */
  readonly report: (steps: ClockSteps) => Effect.Effect<void>
  /** Stores the present time. It never fails: the next run tries again. */
  readonly store: Effect.Effect<void>
}

export const makeTimeMarks = Effect.fnUntraced(function* (
  time: ServerTime
): Effect.fn.Return<TimeMarks, never, Keyring | Store> {
  const keyring = yield* Keyring
  const store = yield* Store
  let marked = -Infinity
  let isUsed = false

  const mark = Effect.fnUntraced(function* (timeMs: number) {
    const value: TimeMark = { timeMs }
    yield* store.commit({ puts: [jsonRecord(keyring, timeMarkKey, value)] })
    marked = timeMs
    yield* Clock.clockWith((clock) => Effect.sync(() => time.cover(timeMs + AFTER_THE_MARK_MS, clock)))
  })

  const logNotStored = (cause: Cause.Cause<StoreFailure>) =>
    Effect.logError("the server's time could not be stored", whereItFailed(cause))

  const hold = (response: WireResponse): Effect.Effect<WireResponse> | undefined => {
    if (time.isCovered()) return undefined
    return Clock.clockWith((clock) => {
      const wasSetForward = time.wasSetForward(clock)
      const isSuccess = response.status === 200
      // What was found has not expired. It only says so of other things if a clock that is wrong has ended them.
      if (isSuccess && !wasSetForward) return Effect.succeed(response)
      return Effect.catchCause(Effect.as(Effect.flatMap(now, mark), response), (cause) =>
        // Without a step of the clock, requests that store nothing are answered as usual: the disk is the only fault.
        isSuccess || !wasSetForward ? Effect.succeed(response) : Effect.as(logNotStored(cause), internalErrorResponse)
      )
    })
  }

  return {
    noteRequest: () => {
      isUsed = true
    },
    hold,
    resume: Effect.gen(function* () {
      const last = yield* orElseLogged(
        readJson<TimeMark>(store, keyring, timeMarkKey),
        undefined,
        (texts) => texts.timeMark
      )
      const shownMs = yield* now
      if (last === undefined || last.timeMs <= shownMs) return
      const timeMs = last.timeMs + AFTER_THE_MARK_MS
      yield* Clock.clockWith((clock) => Effect.sync(() => time.startAt(timeMs, clock)))
      // At once: otherwise a server that stops within a second and starts again would see the same time twice.
      yield* mark(timeMs)
      yield* Effect.logWarning(
        `the clock is ${seconds(timeMs - shownMs)} behind the time at which the server last ran: the server's time continues from there`
      )
    }),
    report: Effect.fnUntraced(function* ({ back, forward }) {
      if (back > 0)
        yield* Effect.logWarning(
          `the clock was set back by ${seconds(back)}: the server's time continues without it until the clock has caught up`
        )
      if (forward >= REPORTED_MS)
        yield* Effect.logWarning(
          `the clock was set forward by ${seconds(forward)}, or the machine was suspended: what expires in this time has expired`
        )
    }),
    store: Effect.gen(function* () {
      const timeMs = yield* now
      if (timeMs <= marked || !(isUsed || timeMs >= marked + IDLE_MS)) return
      isUsed = false
      yield* mark(timeMs)
    }).pipe(Effect.catchCause(logNotStored))
  }
})
