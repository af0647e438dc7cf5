import { setTimeout as sleep } from "node:timers/promises"
import { InvalidArgumentError, type Fetch } from "@enwrap/client"
import { rejectUnknown } from "./reject-unknown.ts"

/** How many requests a client may send. */
export interface RateLimit {
  /** Requests per second; it may have a fraction. */
  readonly perSecond: number
  /**
   * How many requests may be sent at once.
   *
   * @default perSecond
   */
  readonly burst?: number | undefined
}

/**
 * Delays requests that would exceed a limit. A request that is aborted while it waits is not sent.
 *
 * @throws InvalidArgumentError if the rate is not positive, or the burst is negative
 */
export const rateLimitedFetch = (fetch: Fetch, { perSecond, burst = perSecond, ...unread }: RateLimit): Fetch => {
  rejectUnknown("rateLimit", unread)
  if (!(perSecond > 0 && burst >= 0)) throw new InvalidArgumentError("rateLimit.perSecond must be a positive number")
  const intervalMs = 1000 / perSecond
  const headStartMs = (Math.max(1, burst) - 1) * intervalMs
  let next = -Infinity
  return async (url, init) => {
    const now = performance.now()
    next = Math.max(next, now - headStartMs)
    const wait = next - now
    next += intervalMs
    if (wait > 0) {
      try {
        await sleep(wait, undefined, init.signal ? { signal: init.signal } : {})
      } catch (cause) {
        throw Object.assign(new Error("aborted while waiting for the rate limit", { cause }), { sent: false })
      }
    }
    return fetch(url, init)
  }
}
