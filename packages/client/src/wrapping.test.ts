import { describe, expect, it, vi } from "vitest"
import { failureOf } from "../test/failure-of.ts"
import { address, envelope, invalid, scripted, session, wrapped } from "../test/scripted-client.ts"
import { createClient } from "./create-client.ts"
import { InvalidArgumentError, OutcomeUnknownError, WrappingTokenInvalidError } from "./errors.ts"
import { Redacted } from "./redacted.ts"

describe("wrap, rewrap and revoke", () => {
  it("wraps an object unchanged [RW-WE-7]", async () => {
    const { client, sent } = scripted([wrapped])
    const info = await client.wrap({ token: "not one of ours", ttl: 5 }, { ttl: "10m" })
    expect(info.creationPath).toBe("secret/foo")
    expect(sent[0]).toMatchObject({
      url: "/v1/sys/wrapping/wrap",
      method: "POST",
      headers: { "x-vault-token": session, "x-vault-wrap-ttl": "10m" },
      body: { token: "not one of ours", ttl: 5 }
    })
  })

  it("rewraps, with a TTL only if one is given [RW-RW-4]", async () => {
    const { client, sent } = scripted([wrapped])
    expect((await client.rewrap("s.Old")).token.reveal()).toBe("s.Wrapping")
    expect((await client.rewrap("s.Old", { ttl: 60 })).token.reveal()).toBe("s.Wrapping")
    expect(sent.map(({ headers, body }) => [headers["x-vault-wrap-ttl"], body])).toEqual([
      [undefined, { token: "s.Old" }],
      ["60", { token: "s.Old" }]
    ])
  })

  it("revokes by accessor, or by wrap info [RW-AC-4]", async () => {
    const { client, sent } = scripted([
      wrapped,
      () => new Response(null, { status: 204, headers: { "cache-control": "no-store" } })
    ])
    const info = await client.wrap({})
    expect(await client.revoke(info)).toBeUndefined()
    await client.revoke("B")
    expect(sent.slice(1).map(({ url, body }) => [url, body])).toEqual([
      ["/v1/auth/token/revoke-accessor", { accessor: "A" }],
      ["/v1/auth/token/revoke-accessor", { accessor: "B" }]
    ])
  })
})

describe("unwrap", () => {
  it("accepts a string, a Redacted or a wrap info, and sends no other token [RW-SU-5]", async () => {
    const { client, sent } = scripted([wrapped, envelope({ zip: "zap" })])
    const info = await client.wrap({ zip: "zap" })
    expect((await client.unwrap(info)).data).toEqual({ zip: "zap" })
    await client.unwrap(new Redacted("s.Wrapping"))
    await client.unwrap("s.Wrapping")
    await client.operations.wrappingUnwrap({ body: { token: "s.Wrapping" } })
    expect(sent).toHaveLength(5)
    for (const request of sent.slice(1)) {
      expect(request).toEqual({
        url: "/v1/sys/wrapping/unwrap",
        method: "POST",
        headers: { "x-vault-token": "s.Wrapping" },
        body: undefined
      })
    }
  })

  it("is sent once for simultaneous calls, and again for a later call [RW-SEC-6]", async () => {
    const { client, sent } = scripted([envelope({ zip: "zap" }), invalid])
    const [first, second] = await Promise.all([client.unwrap("s.W"), client.unwrap(new Redacted("s.W"))])
    expect(second).toEqual(first)
    expect(sent).toHaveLength(1)
    await expect(client.unwrap("s.W")).rejects.toThrow(WrappingTokenInvalidError)
    expect(sent).toHaveLength(2)
  })

  it("ends each of those calls by its own signal and timeout, and aborts the request with the last one [RW-SEC-6]", async () => {
    const underWay: Array<AbortSignal | null | undefined> = []
    const client = createClient({
      address,
      fetch: (_, { signal }) => {
        underWay.push(signal)
        return new Promise((_resolve, reject) => {
          signal?.addEventListener("abort", () => reject(signal.reason as Error))
        })
      }
    })
    const controller = new AbortController()
    const last = new AbortController()
    const waiting = failureOf(client.unwrap("s.W", { signal: last.signal, timeoutMs: 0 }))
    const aborted = failureOf(client.unwrap("s.W", { signal: controller.signal }))
    const late = await failureOf(client.unwrap("s.W", { timeoutMs: 5 }))
    expect(late).toBeInstanceOf(OutcomeUnknownError)
    expect(late.message).toContain("got no response within 5 ms")
    controller.abort()
    expect(await aborted).toBeInstanceOf(OutcomeUnknownError)
    expect((await aborted).message).toContain("was aborted")
    expect(underWay.map((signal) => signal?.aborted)).toEqual([false])
    last.abort()
    expect(await waiting).toBeInstanceOf(OutcomeUnknownError)
    expect(underWay.map((signal) => signal?.aborted)).toEqual([true])
  })

  it.each(["ends at its abort", "ignores its signal"])(
    "does not join a request that all its callers have given up, and that %s",
    async (how) => {
      let sent = 0
      const client = createClient({
        address,
        fetch: (_, { signal }) =>
          new Promise((resolve, reject) => {
            if (++sent > 1) resolve(envelope({ zip: "zap" })())
            else if (how === "ends at its abort")
              signal?.addEventListener("abort", () => setTimeout(reject, 5, signal.reason))
          })
      })
      const controller = new AbortController()
      const aborted = failureOf(client.unwrap("s.W", { signal: controller.signal }))
      await vi.waitFor(() => expect(sent).toBe(1))
      controller.abort()
      const later = Promise.all([client.unwrap("s.W"), client.unwrap("s.W")])
      expect(await aborted).toBeInstanceOf(OutcomeUnknownError)
      for (const { data } of await later) expect(data).toEqual({ zip: "zap" })
      expect(sent).toBe(2)
    }
  )

  it("responds to the other calls after the first has given up", async () => {
    let respond = (_: Response) => {}
    const { client, sent } = scripted([
      () =>
        new Promise((resolve) => {
          respond = resolve
        })
    ])
    const controller = new AbortController()
    const first = failureOf(client.unwrap("s.W", { signal: controller.signal }))
    const second = client.unwrap("s.W")
    controller.abort()
    expect(await first).toBeInstanceOf(OutcomeUnknownError)
    respond(envelope({ zip: "zap" })())
    expect((await second).data).toEqual({ zip: "zap" })
    expect(sent).toHaveLength(1)
  })

  it("keeps different tokens apart", async () => {
    const { client, sent } = scripted([envelope({})])
    await Promise.all([client.unwrap("s.W1"), client.unwrap("s.W2")])
    expect(sent.map(({ headers }) => headers["x-vault-token"])).toEqual(["s.W1", "s.W2"])
  })

  it("is sent once, whatever the response [RW-SEC-6]", async () => {
    for (const respond of [() => new Response("", { status: 503 }), () => Promise.reject(new Error("reset"))]) {
      const { client, sent } = scripted([respond])
      await expect(client.unwrap("s.W")).rejects.toThrow(/503|may have taken effect/)
      expect(sent).toHaveLength(1)
    }
  })

  it("rejects invalid tokens, accessors and data", async () => {
    const { client, sent } = scripted([])
    for (const invalidValue of [undefined, null, 5, {}, ""] as Array<never>) {
      for (const call of [
        () => client.unwrap(invalidValue),
        () => client.lookup(invalidValue),
        () => client.rewrap(invalidValue),
        () => client.receive({ token: invalidValue, expectedPath: "secret/foo" })
      ]) {
        const error = await failureOf(call())
        expect(error).toBeInstanceOf(InvalidArgumentError)
        expect(error.message).toMatch(/^The (token must be a non-empty string|JSON has no wrap_info)/)
      }
      const error = await failureOf(client.revoke(invalidValue))
      expect(error).toBeInstanceOf(InvalidArgumentError)
      expect(error.message).toMatch(/^The accessor must be/)
    }
    for (const invalidValue of [undefined, null, "text"] as Array<never>) {
      expect(await failureOf(client.wrap(invalidValue))).toBeInstanceOf(InvalidArgumentError)
    }
    expect(sent).toHaveLength(0)
  })

  it("rejects an empty token", async () => {
    const { client, sent } = scripted([])
    await expect(client.unwrap("")).rejects.toThrow(InvalidArgumentError)
    expect(sent).toHaveLength(0)
  })
})
