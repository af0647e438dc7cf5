import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { retryingFetch } from "./retrying-fetch.ts"

const url = "https://vault.example/v1/secret/foo"

beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(1)
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** A fetch that answers in turn, and tells how often it was asked; the last answer stays. */
const answering = (...answers: ReadonlyArray<() => Response>) => {
  let calls = 0
  return vi.fn<() => Promise<Response>>(async () => {
    const answer = answers[Math.min(++calls, answers.length) - 1]
    if (answer === undefined) throw new Error("no answer")
    return answer()
  })
}
const busy = (retryAfter?: string) => () =>
  new Response("", { status: 503, ...(retryAfter !== undefined && { headers: { "retry-after": retryAfter } }) })
const well = () => new Response("well")

/** How long a read takes that is tried again once, at the least. */
const waited = async (retryAfter: string | undefined, maxWaitMs: number): Promise<number> => {
  const started = performance.now()
  await retryingFetch(answering(busy(retryAfter), well), { retries: 1, waitMs: 1, maxWaitMs })(url, { method: "GET" })
  return performance.now() - started
}

describe("retryingFetch", () => {
  it("gives the last answer, or throws the last error, when retries are used up", async () => {
    const stillBusy = answering(busy())
    const response = await retryingFetch(stillBusy, { retries: 2, waitMs: 1 })(url, { method: "GET" })
    expect(response.status).toBe(503)
    expect(stillBusy).toHaveBeenCalledTimes(3)

    const broken = answering()
    await expect(retryingFetch(broken, { retries: 2, waitMs: 1 })(url, { method: "GET" })).rejects.toThrow("no answer")
    expect(broken).toHaveBeenCalledTimes(3)
  })

  it.each(["POST", "PUT", "PATCH", "DELETE", undefined])("never repeats %s [RW-SEC-6]", async (method) => {
    const fetch = answering(busy("0"), well)
    await retryingFetch(fetch, { retries: 3, waitMs: 1 })(url, method === undefined ? {} : { method })
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it("never repeats a read that makes or uses up a wrapping token [RW-SEC-6]", async () => {
    const fetch = answering(busy("0"), well)
    const retrying = retryingFetch(fetch, { retries: 3, waitMs: 1 })
    await retrying(url, { method: "GET", headers: { "X-Vault-Wrap-TTL": "5m" } })
    await retrying("https://vault.example/v1/cubbyhole/response", { method: "GET" })
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it("waits as long as the server asks for, but no longer than it may", async () => {
    expect(await waited("1", 40)).toBeGreaterThanOrEqual(39)
    expect(await waited(new Date(Date.now() + 60_000).toUTCString(), 40)).toBeGreaterThanOrEqual(39)
    expect(await waited("nonsense", 60_000)).toBeLessThan(5000)
  })

  it("stops waiting when it is aborted", async () => {
    const controller = new AbortController()
    const fetch = answering(() => {
      queueMicrotask(() => controller.abort())
      return busy("60")()
    })
    const sending = retryingFetch(fetch, { retries: 3 })(url, { method: "GET", signal: controller.signal })
    await expect(sending).rejects.toThrow(/abort/)
    expect(fetch).toHaveBeenCalledTimes(1)
  })
})
