import { inspect } from "node:util"
import { describe, expect, it, vi } from "vitest"
import { failureOf } from "../test/failure-of.ts"
import { ConnectionError, OutcomeUnknownError } from "./errors.ts"
import { kvV1Read, wrappingUnwrap } from "./operations.ts"
import { buildRequest } from "./request.ts"
import { sendRequest as sendOver, sendWith, type Fetch } from "./transport.ts"

const token = "s.TopSecretWrappingToken01"
const defaults = { address: "https://vault.example", token }
const read = buildRequest(defaults, kvV1Read, { mount: "secret", path: "foo" })
const unwrap = buildRequest(defaults, wrappingUnwrap, { body: { token } })

const failing =
  (error: unknown): Fetch =>
  async () => {
    throw error
  }
const hanging: Fetch = (_, { signal }) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason as Error))
  })

const sendRequest = (fetch: Fetch, request: typeof read, options: Parameters<typeof sendOver>[2]) =>
  sendOver(sendWith(fetch, request), request, options)

describe("sendRequest", () => {
  it("sends once, and follows no redirect", async () => {
    const sent: Array<[string, RequestInit]> = []
    const response = await sendRequest(
      async (url, init) => {
        sent.push([url, init])
        return new Response("text", { status: 201 })
      },
      unwrap,
      {}
    )
    expect(response).toMatchObject({ status: 201, redirected: false, text: "text" })
    expect(sent).toEqual([
      [
        "https://vault.example/v1/sys/wrapping/unwrap",
        { method: "POST", headers: { "x-vault-token": token }, redirect: "manual", signal: expect.any(AbortSignal) }
      ]
    ])
  })

  it("never sends an unwrap that failed again, and reports that its outcome is unknown [RW-SEC-6]", async () => {
    let calls = 0
    const error = await failureOf(
      sendRequest(
        async () => {
          calls++
          throw Object.assign(new TypeError("fetch failed"), {
            cause: Object.assign(new Error(), { code: "ECONNRESET" })
          })
        },
        unwrap,
        { connectionHint: "Is it CORS?" }
      )
    )
    expect(calls).toBe(1)
    expect(error).toBeInstanceOf(OutcomeUnknownError)
    expect(error.message).toMatch(/wrappingUnwrap failed after it was sent: it may have taken effect/)
    expect(error.hint).toMatch(/revoke it by its accessor.*issue the secret again.*Is it CORS\?$/)
  })

  it("reports an unknown outcome when the response to an unwrap breaks off", async () => {
    const broken = new Response(
      new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode('{"data":')),
        pull: (controller) => controller.error(new Error("terminated"))
      })
    )
    const error = await failureOf(sendRequest(async () => broken, unwrap, {}))
    expect(error).toBeInstanceOf(OutcomeUnknownError)
  })

  it("reports that a failed read used nothing up", async () => {
    const error = await failureOf(sendRequest(failing(new TypeError("fetch failed")), read, {}))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error.message).toBe("kvV1Read failed: fetch failed")
  })

  it.each([
    ["a refused connection", Object.assign(new Error("refused"), { code: "ECONNREFUSED" })],
    [
      "a name that cannot be resolved",
      new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ENOTFOUND" }) })
    ],
    ["an error that says that nothing was sent", Object.assign(new Error("no socket"), { sent: false })]
  ])("knows that an unwrap was not sent after %s", async (_, cause) => {
    expect(await failureOf(sendRequest(failing(cause), unwrap, {}))).toBeInstanceOf(ConnectionError)
  })

  it("reports an unknown outcome when an unwrap times out", async () => {
    const error = await failureOf(sendRequest(hanging, unwrap, { timeoutMs: 5 }))
    expect(error).toBeInstanceOf(OutcomeUnknownError)
    expect(error.message).toContain("got no response within 5 ms")
  })

  it("times out by the clock of a test, and leaves no timer behind", async () => {
    vi.useFakeTimers()
    try {
      const sending = failureOf(sendRequest(hanging, unwrap, { timeoutMs: 60_000 }))
      await vi.advanceTimersByTimeAsync(60_000)
      expect(await sending).toMatchObject({ code: "OUTCOME_UNKNOWN", cause: { name: "TimeoutError" } })
      await sendRequest(async () => new Response("soon"), unwrap, { timeoutMs: 60_000 })
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  it("waits with a timeout that is longer than a timer of the platform can be", async () => {
    const slow: Fetch = async (_, { signal }) => {
      await new Promise((resolve) => {
        setTimeout(resolve, 30)
      })
      signal?.throwIfAborted()
      return new Response("late")
    }
    for (const timeoutMs of [2 ** 31, 2 ** 40]) {
      expect(await sendRequest(slow, unwrap, { timeoutMs })).toMatchObject({ text: "late" })
    }
  })

  it("reports an unknown outcome when an unwrap is aborted after it was sent", async () => {
    const controller = new AbortController()
    const sending = failureOf(sendRequest(hanging, unwrap, { signal: controller.signal, timeoutMs: 60_000 }))
    controller.abort()
    const error = await sending
    expect(error).toBeInstanceOf(OutcomeUnknownError)
    expect(error.message).toContain("was aborted")
  })

  it("settles although a fetch ignores its signal", async () => {
    const deaf: Fetch = () => new Promise(() => {})
    const late = await failureOf(sendRequest(deaf, unwrap, { timeoutMs: 5 }))
    expect(late).toMatchObject({ code: "OUTCOME_UNKNOWN", cause: { name: "TimeoutError" } })
    const controller = new AbortController()
    const reason = new Error("the user left the page")
    const sending = failureOf(sendRequest(deaf, read, { signal: controller.signal }))
    controller.abort(reason)
    const error = await sending
    expect(error).toMatchObject({ code: "ABORTED" })
    expect(error.cause).toBe(reason)
  })

  it("believes a fetch that says, after an abort, that nothing was sent", async () => {
    const waiting: Fetch = (_, { signal }) =>
      new Promise((_resolve, reject) => {
        const stop = () => setTimeout(reject, 5, Object.assign(new Error("was waiting"), { sent: false }))
        signal?.addEventListener("abort", stop)
      })
    expect(await failureOf(sendRequest(waiting, unwrap, { timeoutMs: 5 }))).toMatchObject({ code: "TIMED_OUT" })
  })

  it("does not send an unwrap that was aborted before", async () => {
    let calls = 0
    const counting: Fetch = async () => {
      calls++
      return new Response("")
    }
    const reason = new Error("the user left the page")
    const error = await failureOf(sendRequest(counting, unwrap, { signal: AbortSignal.abort(reason) }))
    expect(error).toMatchObject({ code: "ABORTED" })
    expect(error.cause).toBe(reason)
    expect(calls).toBe(0)
  })

  it("shows no token that the platform's error quotes [RW-SEC-1]", async () => {
    const inner = Object.assign(new Error(`inner ${token}`), { request: { headers: { token } } })
    const platform = Object.assign(new Error(`POST with ${token}`, { cause: inner }), { config: { token }, code: "E" })
    for (const request of [read, unwrap]) {
      const error = await failureOf(sendRequest(failing(platform), request, {}))
      expect(inspect(error, { showHidden: true }) + JSON.stringify(error) + error.stack).not.toContain(token)
      expect(inspect(error.cause, { showHidden: true, depth: 9 })).not.toContain(token)
      expect(error.cause).toMatchObject({ message: "POST with <token>", code: "E" })
    }
  })

  it("handles thrown values that are not errors, and errors that are their own cause", async () => {
    const circular = new Error("circular")
    circular.cause = circular
    for (const thrown of [undefined, "text", circular]) {
      expect(await failureOf(sendRequest(failing(thrown), unwrap, {}))).toBeInstanceOf(OutcomeUnknownError)
    }
  })
})
