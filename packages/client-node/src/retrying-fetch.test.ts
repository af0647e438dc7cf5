import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { retryingFetch } from "./retrying-fetch.ts"

const url = "https://vault.example/v1/secret/foo"

beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(1)
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** A fetch that counts its calls, and returns the given responses in turn; the last one is repeated. */
const responding = (...responses: ReadonlyArray<() => Response>) => {
  let calls = 0
  return vi.fn<() => Promise<Response>>(async () => {
    const respond = responses[Math.min(++calls, responses.length) - 1]
    if (respond === undefined) throw new Error("no response")
    return respond()
  })
}
const busy = (retryAfter?: string) => () =>
  new Response("", { status: 503, ...(retryAfter !== undefined && { headers: { "retry-after": retryAfter } }) })
const ok = () => new Response("ok")

/** How long a read takes that is sent again once. */
const waited = async (retryAfter: string | undefined, maxWaitMs: number): Promise<number> => {
  const started = performance.now()
  await retryingFetch(responding(busy(retryAfter), ok), { retries: 1, waitMs: 1, maxWaitMs })(url, { method: "GET" })
  return performance.now() - started
}

describe("retryingFetch", () => {
  it("returns the last response, or throws the last error, after all retries", async () => {
    const stillBusy = responding(busy())
    const response = await retryingFetch(stillBusy, { retries: 2, waitMs: 1 })(url, { method: "GET" })
    expect(response.status).toBe(503)
    expect(stillBusy).toHaveBeenCalledTimes(3)

    const broken = responding()
    await expect(retryingFetch(broken, { retries: 2, waitMs: 1 })(url, { method: "GET" })).rejects.toThrow(
      "no response"
    )
    expect(broken).toHaveBeenCalledTimes(3)
  })

  it.each(["POST", "PUT", "PATCH", "DELETE", undefined])("never repeats %s [RW-SEC-6]", async (method) => {
    const fetch = responding(busy("0"), ok)
    await retryingFetch(fetch, { retries: 3, waitMs: 1 })(url, method === undefined ? {} : { method })
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it("never repeats a read that creates or uses up a wrapping token [RW-SEC-6]", async () => {
    const fetch = responding(busy("0"), ok)
    const retrying = retryingFetch(fetch, { retries: 3, waitMs: 1 })
    await retrying(url, { method: "GET", headers: { "X-Vault-Wrap-TTL": "5m" } })
    await retrying("https://vault.example/v1/cubbyhole/response", { method: "GET" })
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it("waits as long as the server asks for, up to the maximum", async () => {
    expect(await waited("1", 40)).toBeGreaterThanOrEqual(39)
    expect(await waited(new Date(Date.now() + 60_000).toUTCString(), 40)).toBeGreaterThanOrEqual(39)
    expect(await waited("nonsense", 60_000)).toBeLessThan(5000)
  })

  it.each([
    ["ends", 50, "closed"],
    ["is too long", 100_000, "cancelled"],
    ["does not end", undefined, "cancelled"]
  ])(
    "does not leave the body of a response unread, which would keep its connection: %s",
    async (_, bytes, expected) => {
      let end: string | undefined
      const source: UnderlyingDefaultSource<Uint8Array> = {
        pull: async (controller) => {
          if (bytes === undefined) return new Promise<void>(() => {})
          controller.enqueue(new Uint8Array(bytes))
          if (bytes > 100) return
          controller.close()
          end = "closed"
        },
        cancel: () => {
          end = "cancelled"
        }
      }
      const body = new ReadableStream(source, { highWaterMark: 0 })
      const fetch = responding(() => new Response(body, { status: 429 }), ok)
      const response = await retryingFetch(fetch, { retries: 1, waitMs: 5 })(url, { method: "GET" })
      expect(await response.text()).toBe("ok")
      expect(end).toBe(expected)
    }
  )

  it("reads no body that the given fetch reads", async () => {
    const fetch = responding(() => {
      const response = busy()()
      void response.text()
      return response
    }, ok)
    const response = await retryingFetch(fetch, { retries: 1, waitMs: 1 })(url, { method: "GET" })
    expect(response.status).toBe(200)
  })

  it("does not send again at once if the server asks for more than the longest timer of Node.js", async () => {
    const fetch = responding(busy("9999999999"), ok)
    const signal = AbortSignal.timeout(50)
    const sending = retryingFetch(fetch, { retries: 1, maxWaitMs: Infinity })(url, { method: "GET", signal })
    await expect(sending).rejects.toThrow(/abort/)
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it("stops waiting when it is aborted", async () => {
    const controller = new AbortController()
    const fetch = responding(() => {
      queueMicrotask(() => controller.abort())
      return busy("60")()
    })
    const sending = retryingFetch(fetch, { retries: 3 })(url, { method: "GET", signal: controller.signal })
    await expect(sending).rejects.toThrow(/abort/)
    expect(fetch).toHaveBeenCalledTimes(1)
  })
})
