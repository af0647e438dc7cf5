import type { Fetch } from "@enwrap/client"
import { checkPositive, checkWholeNumber } from "./check-number.ts"
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

/** A longer timer would elapse at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * Delays requests that would exceed a limit, and sends them in their order. A request that is aborted while it waits is not
 * sent, and does not delay those behind it.
 *
 * @throws InvalidArgumentError if the rate is not a positive number, or the burst not a whole number
 */
export const rateLimitedFetch = (fetch: Fetch, { perSecond, burst, ...unread }: RateLimit): Fetch => {
  rejectUnknown("rateLimit", unread)
  checkPositive("rateLimit.perSecond", perSecond)
  checkWholeNumber("rateLimit.burst", burst)
  const intervalMs = 1000 / perSecond
  const headStartMs = (Math.max(1, burst ?? perSecond) - 1) * intervalMs
  const waiting = new Set<() => void>()
  let next = -Infinity
  let timer: NodeJS.Timeout | undefined

  /** Whether a request may be sent now. If it may, it counts. */
  const take = (): boolean => {
    if (next > performance.now()) return false
    next += intervalMs
    return true
  }

  const schedule = (): void => {
    clearTimeout(timer)
    if (waiting.size > 0) timer = setTimeout(sendNext, Math.min(next - performance.now(), LONGEST_TIMER_MS))
  }

  const sendNext = (): void => {
    for (const send of waiting) {
      if (!take()) break
      waiting.delete(send)
      send()
    }
    schedule()
  }

  const turn = (signal: AbortSignal | null | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const send = (): void => {
        signal?.removeEventListener("abort", abort)
        resolve()
      }
      const abort = (): void => {
        waiting.delete(send)
        if (waiting.size === 0) clearTimeout(timer)
        reject(aborted(signal))
      }
      signal?.addEventListener("abort", abort, { once: true })
      waiting.add(send)
      if (waiting.size === 1) schedule()
    })

  return async (url, init) => {
    if (init.signal?.aborted) throw aborted(init.signal)
    if (waiting.size === 0) next = Math.max(next, performance.now() - headStartMs)
    if (waiting.size > 0 || !take()) await turn(init.signal)
    return fetch(url, init)
  }
}

const aborted = (signal: AbortSignal | null | undefined): Error =>
  Object.assign(new Error("aborted while waiting for the rate limit", { cause: signal?.reason }), { sent: false })
