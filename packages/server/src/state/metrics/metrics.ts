import type { OperationId } from "@enwrap/protocol"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { DurationHistogram } from "./duration-histogram.ts"
import { PendingWraps } from "./pending-wraps.ts"

/** How an unwrap ended. */
export const UNWRAP_OUTCOMES = ["unwrapped", "invalid", "denied", "limited", "failed"] as const
export type UnwrapOutcome = (typeof UNWRAP_OUTCOMES)[number]

/** The name for requests that lead to no operation. */
export const NO_OPERATION = "none"

/**
 * Of this many requests or commits, one is timed: reading a clock twice can take longer than a lookup in memory. It is a prime
 * number, so that requests in pairs are all timed in turn.
 */
const TIMED_ONE_OF = 7

/** Says which of many events are timed: the first one, and then at intervals. */
export class Sampling {
  #until = 0

  next(): boolean {
    if (this.#until > 0) {
      this.#until--
      return false
    }
    this.#until = TIMED_ONE_OF - 1
    return true
  }
}

const noResponses = (): Array<number> => [0, 0, 0, 0, 0]

/**
 * What a server counts. All of it is numbers in plain objects. Names come only from the spec, never from a request, so their number
 * is bounded, and nothing secret is in them.
 *
 * @see RW-MT-2
 */
export class ServerMetrics {
  readonly requestSampling = new Sampling()
  readonly commitSampling = new Sampling()
  /** The number of responses with a status of 1xx, 2xx, 3xx, 4xx and 5xx, by operation. */
  readonly operations = new Map<string, Array<number>>([[NO_OPERATION, noResponses()]])
  readonly requests = new DurationHistogram()
  readonly logins = new DurationHistogram()
  readonly commits = new DurationHistogram()
  readonly pendingWraps = new PendingWraps()
  readonly unwraps: Record<UnwrapOutcome, number> = { unwrapped: 0, invalid: 0, denied: 0, limited: 0, failed: 0 }
  wraps = 0
  inFlight = 0
  limited = 0
  /** Entries that an audit device could not write, whether or not another one has. */
  auditFailures = 0
  committedRecords = 0
  committedBytes = 0
  commitConflicts = 0
  commitFailures = 0

  /** When all of its numbers were 0. */
  readonly startMs: number

  constructor(startMs: number) {
    this.startMs = startMs
  }

  /** A request has its response, after a time if it was timed. All are counted. */
  answered(operation: OperationId | undefined, status: number, ms: number | undefined): void {
    const name = operation ?? NO_OPERATION
    const durations = name === "appRoleLogin" || name === "userpassLogin" ? this.logins : this.requests
    durations.count++
    if (ms !== undefined) durations.add(ms)
    let known = this.operations.get(name)
    if (known === undefined) this.operations.set(name, (known = noResponses()))
    known[Math.floor(status / 100) - 1]!++
  }

  /** An unwrap has its response. A wrapped response may have any status, so that of an unwrap does not say how it ended. */
  unwrapAnswered(isUnwrapped: boolean, status: number): void {
    this.unwraps[isUnwrapped ? "unwrapped" : status >= 500 ? "failed" : status === 400 ? "invalid" : "denied"]++
  }
}

/** The metrics of the server. */
export class Metrics extends Context.Service<Metrics, ServerMetrics>()("@enwrap/server/Metrics") {
  static readonly layer = Layer.effect(
    this,
    Effect.map(Clock.currentTimeMillis, (nowMs) => new ServerMetrics(nowMs))
  )
}
