import { setTimeout as sleep } from "node:timers/promises"
import { isClientError, type Fetch } from "@enwrap/client"
import { WRAP_TTL_HEADER } from "@enwrap/protocol"
import { checkNumber, checkWholeNumber } from "./check-number.ts"
import { rejectUnknown } from "./reject-unknown.ts"

/** How often reads are sent again, and how long to wait before that. */
export interface RetryOptions {
  /** How many times a read is sent again after a failed connection, 429 or 503. */
  readonly retries: number
  /**
   * The wait before the first retry, in milliseconds. It doubles each time, with jitter.
   *
   * @default 250
   */
  readonly waitMs?: number | undefined
  /**
   * The longest wait, in milliseconds, even if `Retry-After` asks for a longer one.
   *
   * @default 10_000
   */
  readonly maxWaitMs?: number | undefined
}

/** A longer timer would elapse at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1
/** The longest body of a response that is read to keep its connection. Errors are shorter. */
const LONGEST_REST_BYTES = 65_536

/**
 * Adds retries to a `fetch`: a read is sent again after a failed connection, 429 or 503. All other requests are sent once:
 * POST, PUT, PATCH and DELETE, a read that creates a wrapping token, and a read of `cubbyhole/response`.
 *
 * `createNodeClient` does this if you set `retries`; use it directly for your own waits, or for another `fetch`.
 *
 * @example
 * ```ts
 * import { createNodeClient, createNodeFetch, retryingFetch } from "@enwrap/client-node"
 *
 * const fetch = retryingFetch(createNodeFetch(), { retries: 3, waitMs: 100, maxWaitMs: 2_000 })
 * const client = createNodeClient({ address: "http://127.0.0.1:8200", token: "s.the-token", fetch })
 * await client.operations.tokenLookupSelf()
 * ```
 *
 * @throws InvalidArgumentError if a number is not valid, or an option is unknown
 * @see RW-SEC-6
 */
export const retryingFetch = (fetch: Fetch, options: RetryOptions): Fetch => {
  const { retries, waitMs = 250, maxWaitMs = 10_000, ...unread } = options
  rejectUnknown("retryingFetch", unread)
  checkWholeNumber("retries", retries)
  checkNumber("waitMs", waitMs)
  checkNumber("maxWaitMs", maxWaitMs)
  const longestMs = Math.min(maxWaitMs, LONGEST_TIMER_MS)
  return async (url, init) => {
    const attempts = isRepeatable(url, init) ? retries : 0
    for (let attempt = 0; ; attempt++) {
      const backoff = waitMs * 2 ** attempt * (0.5 + Math.random() / 2)
      let wait = backoff
      let abandon = (): void => {}
      try {
        const response = await fetch(url, init)
        if (attempt >= attempts || (response.status !== 429 && response.status !== 503)) return response
        wait = Math.max(backoff, retryAfterMs(response))
        abandon = drain(response)
      } catch (error) {
        if (attempt >= attempts || init.signal?.aborted || isClientError(error)) throw error
      }
      try {
        await sleep(Math.min(wait, longestMs), undefined, init.signal ? { signal: init.signal } : {})
      } finally {
        abandon()
      }
    }
  }
}

/**
 * Reads the rest of a response: only then can its connection be used for the next attempt.
 *
 * @returns ends the reading, and the connection with it if there is more to read
 */
const drain = ({ body }: Response): (() => void) => {
  if (body === null || body.locked) return () => {}
  const reader = body.getReader()
  const abandon = (): void => void reader.cancel().catch(() => {})
  const read = async (): Promise<void> => {
    let size = 0
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length
      if (size > LONGEST_REST_BYTES) return abandon()
    }
  }
  read().catch(() => {})
  return abandon
}

/** Whether a request only reads: it creates no wrapping token, and uses none up. */
export const isRepeatable = (url: string, init: RequestInit): boolean =>
  (init.method === "GET" || init.method === "HEAD") &&
  !new Headers(init.headers).has(WRAP_TTL_HEADER) &&
  !new URL(url).pathname.endsWith("/cubbyhole/response")

const retryAfterMs = (response: Response): number => {
  const value = response.headers.get("retry-after") ?? ""
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now())
}
