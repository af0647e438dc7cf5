import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { rateLimitedFetch, type RateLimit } from "./rate-limited-fetch.ts"

const url = "https://vault.example/v1/secret/foo"

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A limited fetch, and the requests that it has sent. */
const limited = (limit: RateLimit) => {
  const sent: Array<string> = []
  const fetch = rateLimitedFetch(async (target) => {
    sent.push(target)
    return new Response()
  }, limit)
  return { sent, fetch }
}

describe("rateLimitedFetch", () => {
  it("an aborted request does not delay those behind it: it returns its slot", async () => {
    const { fetch, sent } = limited({ perSecond: 10, burst: 1 })
    const first = fetch("first", {})
    const controller = new AbortController()
    const { signal } = controller
    const given = Array.from({ length: 300 }, () => fetch("aborted", { signal }).catch((error: unknown) => error))
    const behind = fetch("behind", {})
    await vi.advanceTimersByTimeAsync(50)
    controller.abort(new Error("of the test"))
    const errors = await Promise.all(given)
    expect(errors).toHaveLength(300)
    expect(errors[0]).toMatchObject({ sent: false, cause: signal.reason })
    await first
    await vi.advanceTimersByTimeAsync(51)
    await behind
    expect(sent).toEqual(["first", "behind"])
    expect(vi.getTimerCount()).toBe(0)
  })

  it("an aborted request leaves nothing behind if no other waits", async () => {
    const { fetch, sent } = limited({ perSecond: 10, burst: 1 })
    await fetch("first", {})
    const controller = new AbortController()
    const given = fetch("aborted", { signal: controller.signal })
    controller.abort()
    await expect(given).rejects.toMatchObject({ sent: false })
    expect(vi.getTimerCount()).toBe(0)
    await expect(fetch("aborted", { signal: controller.signal })).rejects.toMatchObject({ sent: false })
    await vi.advanceTimersByTimeAsync(100)
    await fetch("second", {})
    expect(sent).toEqual(["first", "second"])
  })

  it("sends a burst at once, and then in order and at its rate", async () => {
    const { fetch, sent } = limited({ perSecond: 10, burst: 3 })
    const all = Array.from({ length: 8 }, (_, index) => fetch(`${index}`, {}))
    const counts: Array<number> = []
    for (let step = 0; step < 6; step++) {
      await vi.advanceTimersByTimeAsync(step === 0 ? 1 : 100)
      counts.push(sent.length)
    }
    expect(counts).toEqual([3, 4, 5, 6, 7, 8])
    await Promise.all(all)
    expect(sent).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"])
    // After a pause, the burst is available again.
    await vi.advanceTimersByTimeAsync(10_000)
    void Array.from({ length: 8 }, () => fetch("later", {}))
    await vi.advanceTimersByTimeAsync(1)
    expect(sent.filter((target) => target === "later")).toHaveLength(3)
  })

  it("waits longer than the longest timer of Node.js if its rate is that low", async () => {
    const { fetch, sent } = limited({ perSecond: 1e-9 })
    await fetch(url, {})
    void fetch(url, {})
    await vi.advanceTimersByTimeAsync(2 ** 31)
    expect(sent).toHaveLength(1)
  })
})
