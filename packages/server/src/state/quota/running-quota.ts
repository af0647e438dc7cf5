import { ClientCounters, type Counter } from "./client-counters.ts"
import type { RateLimit } from "./rate-limit.ts"

/** The decision about a request. Times are seconds, rounded up: a client that waits for them is not too early. */
export interface QuotaDecision {
  readonly isAllowed: boolean
  readonly limit: number
  readonly remaining: number
  readonly resetAfter: number
  readonly retryAfter: number
}

const MS = 1000

const secondsUntil = (atMs: number, nowMs: number): number => Math.max(1, Math.ceil((atMs - nowMs) / MS))

/** A quota with the counters of its clients. */
export class RunningQuota {
  readonly rule: RateLimit
  readonly #limit: number
  readonly #intervalMs: number
  readonly #blockMs: number
  readonly #clients = new ClientCounters()

  constructor(rule: RateLimit) {
    this.rule = rule
    this.#limit = Math.max(1, Math.round(rule.rate))
    this.#intervalMs = rule.interval * MS
    this.#blockMs = rule.blockInterval * MS
  }

  /** Counts a request of a client, and decides about it. @see RW-QU-8 */
  take(client: string, nowMs: number): QuotaDecision {
    const counter = this.#clients.of(client, nowMs)
    this.#enterInterval(counter, nowMs)
    const endMs = counter.intervalStartMs + this.#intervalMs
    if (counter.blockedUntilMs <= nowMs && counter.used < this.#limit) {
      counter.used++
      return this.#decision(true, counter, endMs, endMs, nowMs)
    }
    if (counter.blockedUntilMs <= nowMs) counter.blockedUntilMs = this.#blockMs === 0 ? 0 : nowMs + this.#blockMs
    return this.#decision(false, counter, endMs, counter.blockedUntilMs || endMs, nowMs)
  }

  /** A client's intervals follow each other from its first request on. */
  #enterInterval(counter: Counter, nowMs: number): void {
    const passed = Math.floor((nowMs - counter.intervalStartMs) / this.#intervalMs)
    if (passed > 0) {
      counter.intervalStartMs += passed * this.#intervalMs
      counter.used = 0
    } else if (passed < 0) {
      // The clock was set back: nobody waits longer than the quota says.
      counter.intervalStartMs = nowMs
      counter.blockedUntilMs = Math.min(counter.blockedUntilMs, nowMs + this.#blockMs)
    }
  }

  #decision(isAllowed: boolean, { used }: Counter, endMs: number, retryMs: number, nowMs: number): QuotaDecision {
    return {
      isAllowed,
      limit: this.#limit,
      remaining: this.#limit - used,
      resetAfter: secondsUntil(endMs, nowMs),
      retryAfter: secondsUntil(retryMs, nowMs)
    }
  }
}
