import { operationTable, type OperationId } from "@enwrap/protocol"
import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import { failureOf } from "../test/failure-of.ts"
import { createClient, type ClientOptions } from "./client.ts"
import {
  InsecureAddressError,
  InvalidArgumentError,
  OutcomeUnknownError,
  PermissionDeniedError,
  WrappingTokenInvalidError
} from "./errors.ts"
import * as operations from "./operations.ts"
import { Redacted } from "./redacted.ts"

const address = "https://vault.example"
const session = "s.SessionTokenOfTheCaller1"

interface Sent {
  readonly url: string
  readonly method: string
  readonly headers: Record<string, string>
  readonly body: unknown
}

/** A client whose requests are recorded, and answered in turn; the last answer stays. */
const scripted = (
  answers: ReadonlyArray<() => Response | Promise<Response>>,
  options: Partial<ClientOptions<OperationId>> = {}
) => {
  const sent: Array<Sent> = []
  const client = createClient({
    address,
    operations,
    token: session,
    fetch: async (url, { method = "", headers, body }) => {
      sent.push({
        url: url.slice(address.length),
        method,
        headers: headers as Record<string, string>,
        body: typeof body === "string" ? JSON.parse(body) : undefined
      })
      const answer = answers[Math.min(sent.length, answers.length) - 1]
      return answer === undefined ? new Response(null, { status: 204 }) : answer()
    },
    ...options
  })
  return { client, sent }
}

const envelope =
  (data: unknown, rest: object = {}) =>
  () =>
    Response.json({
      request_id: "1",
      lease_id: "",
      renewable: false,
      lease_duration: 0,
      data,
      wrap_info: null,
      warnings: null,
      auth: null,
      ...rest
    })
const wrapInfo = {
  token: "s.Wrapping",
  accessor: "A",
  ttl: 300,
  creation_time: "2026-08-21T18:58:13.1Z",
  creation_path: "secret/foo"
}
const wrapped = envelope(null, { wrap_info: wrapInfo })
const lookedUp = envelope({ creation_path: "secret/foo", creation_time: "2026-08-21T18:58:13.1Z", creation_ttl: 300 })
const invalid = () => Response.json({ errors: ["wrapping token is not valid or does not exist"] }, { status: 400 })

describe("createClient", () => {
  it("shows no token when printed [RW-SEC-1]", () => {
    const { client } = scripted([])
    expect(inspect(client, { showHidden: true, depth: 9 }) + JSON.stringify(client)).not.toContain(session)
  })

  it("refuses to send tokens in the clear", () => {
    expect(() => scripted([], { address: "http://vault.example" })).toThrow(InsecureAddressError)
    expect(() => scripted([], { address: "http://vault.example", allowInsecureHttp: true })).not.toThrow()
  })

  it("has the operations that it is given: every one of the spec, some, or none", () => {
    const ids = (given: object) => Object.keys(given).toSorted()
    expect(ids(scripted([]).client.operations)).toEqual(ids(operationTable))
    const fetch = async () => new Response(null, { status: 204 })
    const { kvV2Read, kvV2Write } = operations
    expect(ids(createClient({ address, fetch, operations: { kvV2Read, kvV2Write } }).operations)).toEqual([
      "kvV2Read",
      "kvV2Write"
    ])
    expect(ids(createClient({ address, fetch }).operations)).toEqual([])
  })

  it("prints with no token when its fetch cannot connect", async () => {
    const { client } = scripted([() => Promise.reject(new Error(`no way with ${session}`))])
    const error = await client.operations
      .tokenLookupSelf()
      .send()
      .catch((reason: unknown) => reason)
    expect(inspect(error)).not.toContain(session)
  })
})

describe("calls of operations", () => {
  it("are not sent before they are awaited, and then once", async () => {
    const { client, sent } = scripted([envelope({ zip: "zap" })])
    const call = client.operations.kvV1Read({ mount: "secret", path: "foo" })
    await Promise.resolve()
    expect(sent).toHaveLength(0)
    expect((await call).data).toEqual({ zip: "zap" })
    expect(await call).toBe(await call.send())
    expect(call.send()).toBe(call.send())
    expect(sent).toEqual([
      { url: "/v1/secret/foo", method: "GET", headers: { "x-vault-token": session }, body: undefined }
    ])
  })

  it("have catch and finally, as a promise has", async () => {
    const { client, sent } = scripted([() => Response.json({ errors: [] }, { status: 403 }), envelope({ zip: "zap" })])
    const read = () => client.operations.kvV1Read({ mount: "secret", path: "foo" })
    expect(await read().catch((error: unknown) => error)).toBeInstanceOf(PermissionDeniedError)
    let ended = 0
    const call = read()
    expect(await call.finally(() => ended++)).toMatchObject({ data: { zip: "zap" } })
    expect(await call.catch(() => "never")).toMatchObject({ data: { zip: "zap" } })
    expect([ended, sent.length]).toEqual([1, 2])
    await expect(
      read()
        .wrapped()
        .catch(() => "caught")
    ).resolves.toBe("caught")
  })

  it("wrapped, are sent with the wrap TTL instead", async () => {
    const { client, sent } = scripted([wrapped])
    const info = await client.operations.kvV1Read({ mount: "secret", path: "foo" }).wrapped("90s")
    expect(info.token.reveal()).toBe("s.Wrapping")
    await client.operations.kvV1Read({ mount: "secret", path: "foo" }).wrapped()
    await client.call("kvV1Read", { mount: "secret", path: "foo" }).wrapped(60).send()
    await client.call(operations.kvV1Read, { mount: "secret", path: "foo" }).wrapped("2m")
    expect(sent.map(({ headers }) => headers["x-vault-wrap-ttl"])).toEqual(["90s", "5m", "60", "2m"])
  })

  it("need no more than the route, and by an id that the client was not given they fail", async () => {
    const { client, sent } = scripted([envelope({ zip: "zap" })], { operations: undefined })
    const parameters = { mount: "secret", path: "foo" }
    expect((await client.call(operations.kvV1Read, parameters)).data).toEqual({ zip: "zap" })
    expect(() => client.call("kvV1Read", parameters)).toThrow(/The client has no operation kvV1Read/)
    expect(sent).toHaveLength(1)
  })

  it("take the default wrap TTL of the client", async () => {
    const { client, sent } = scripted([wrapped], { wrapTtl: "1h" })
    await client.operations.tokenCreate().wrapped()
    await client.wrap({ a: 1 })
    expect(sent.map(({ headers }) => headers["x-vault-wrap-ttl"])).toEqual(["1h", "1h"])
  })

  it("reject what no request can be made of, and send nothing", async () => {
    const { client, sent } = scripted([])
    await expect(client.operations.kvV1Read({ mount: "secret", path: "../sys" }).send()).rejects.toThrow(
      InvalidArgumentError
    )
    await expect(client.operations.tokenCreate().wrapped(0).send()).rejects.toThrow(InvalidArgumentError)
    expect(sent).toHaveLength(0)
  })

  it("are not sent again after an error", async () => {
    const { client, sent } = scripted([
      () => Response.json({ errors: [] }, { status: 503, headers: { "retry-after": "0" } })
    ])
    await expect(client.operations.kvV1Read({ mount: "secret", path: "foo" }).send()).rejects.toThrow(/503/)
    expect(sent).toHaveLength(1)
  })
})

describe("wrap, rewrap and revoke", () => {
  it("wraps an object as it is [RW-WE-7]", async () => {
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
    const { client, sent } = scripted([wrapped, () => new Response(null, { status: 204 })])
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
  it("takes a token bare, redacted or in its wrap info, and sends it alone [RW-SU-5]", async () => {
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

  it("is sent once for callers at the same time, and anew after that [RW-SEC-6]", async () => {
    const { client, sent } = scripted([envelope({ zip: "zap" }), invalid])
    const [first, second] = await Promise.all([client.unwrap("s.W"), client.unwrap(new Redacted("s.W"))])
    expect(second).toEqual(first)
    expect(sent).toHaveLength(1)
    await expect(client.unwrap("s.W")).rejects.toThrow(WrappingTokenInvalidError)
    expect(sent).toHaveLength(2)
  })

  it("gives each of those callers up by its own signal and time-out, and the request with the last [RW-SEC-6]", async () => {
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
    expect(late.message).toContain("had no answer in 5 ms")
    controller.abort()
    expect(await aborted).toBeInstanceOf(OutcomeUnknownError)
    expect((await aborted).message).toContain("was aborted")
    expect(underWay.map((signal) => signal?.aborted)).toEqual([false])
    last.abort()
    expect(await waiting).toBeInstanceOf(OutcomeUnknownError)
    expect(underWay.map((signal) => signal?.aborted)).toEqual([true])
  })

  it("answers those who waited when the first has given up", async () => {
    let answer = (_: Response) => {}
    const { client, sent } = scripted([
      () =>
        new Promise((resolve) => {
          answer = resolve
        })
    ])
    const controller = new AbortController()
    const first = failureOf(client.unwrap("s.W", { signal: controller.signal }))
    const second = client.unwrap("s.W")
    controller.abort()
    expect(await first).toBeInstanceOf(OutcomeUnknownError)
    answer(envelope({ zip: "zap" })())
    expect((await second).data).toEqual({ zip: "zap" })
    expect(sent).toHaveLength(1)
  })

  it("keeps different tokens apart", async () => {
    const { client, sent } = scripted([envelope({})])
    await Promise.all([client.unwrap("s.W1"), client.unwrap("s.W2")])
    expect(sent.map(({ headers }) => headers["x-vault-token"])).toEqual(["s.W1", "s.W2"])
  })

  it("is sent once, whatever the answer [RW-SEC-6]", async () => {
    for (const answer of [() => new Response("", { status: 503 }), () => Promise.reject(new Error("reset"))]) {
      const { client, sent } = scripted([answer])
      await expect(client.unwrap("s.W")).rejects.toThrow(/503|may have had its effect/)
      expect(sent).toHaveLength(1)
    }
  })

  it("takes nothing that is no token or no accessor, and wraps nothing that is no object", async () => {
    const { client, sent } = scripted([])
    for (const none of [undefined, null, 5, {}, ""] as Array<never>) {
      for (const call of [
        () => client.unwrap(none),
        () => client.lookup(none),
        () => client.rewrap(none),
        () => client.receive({ token: none, expectedPath: "secret/foo" })
      ]) {
        const error = await failureOf(call())
        expect(error).toBeInstanceOf(InvalidArgumentError)
        expect(error.message).toBe("The token is no text, or an empty one")
      }
      const error = await failureOf(client.revoke(none))
      expect(error).toBeInstanceOf(InvalidArgumentError)
      expect(error.message).toMatch(/^The accessor is/)
    }
    for (const none of [undefined, null, "text"] as Array<never>) {
      expect(await failureOf(client.wrap(none))).toBeInstanceOf(InvalidArgumentError)
    }
    expect(sent).toHaveLength(0)
  })

  it("refuses an empty token", async () => {
    const { client, sent } = scripted([])
    await expect(client.unwrap("")).rejects.toThrow(InvalidArgumentError)
    expect(sent).toHaveLength(0)
  })
})

describe("lookup and receive", () => {
  it("looks up with no token but the one in question [RW-LK-2]", async () => {
    const { client, sent } = scripted([lookedUp])
    expect(await client.lookup("s.W")).toEqual({
      creationPath: "secret/foo",
      creationTtl: 300,
      creationTime: new Date("2026-08-21T18:58:13.1Z"),
      expiresAt: new Date("2026-08-21T19:03:13.1Z")
    })
    expect(sent[0]?.headers["x-vault-token"]).toBeUndefined()
    expect(sent[0]?.body).toEqual({ token: "s.W" })
  })

  it("unwraps what is as promised", async () => {
    const { client, sent } = scripted([lookedUp, envelope({ zip: "zap" })])
    const receipt = await client.receive({
      token: "s.W",
      expectedPath: ["secret/foo", "secret/bar"],
      expectedTtl: 300,
      maxTtl: 300
    })
    expect(receipt).toMatchObject({ outcome: "ok", answer: { data: { zip: "zap" } }, lookup: { creationTtl: 300 } })
    expect(sent).toHaveLength(2)
  })

  it.each([
    ["pathMismatch", { expectedPath: "secret/bar" }],
    ["pathMismatch", { expectedPath: "secret/FOO" }],
    ["ttlMismatch", { expectedPath: "secret/foo", expectedTtl: 60 }],
    ["ttlMismatch", { expectedPath: "secret/foo", maxTtl: 299 }]
  ])("leaves alone what is not: %s", async (outcome, expectation) => {
    const { client, sent } = scripted([lookedUp])
    expect(await client.receive({ token: "s.W", ...expectation })).toMatchObject({
      outcome,
      lookup: { creationPath: "secret/foo" }
    })
    expect(sent.map(({ url }) => url)).toEqual(["/v1/sys/wrapping/lookup"])
  })

  it("says that a token is invalid, before or at the unwrap", async () => {
    for (const answers of [[invalid], [lookedUp, invalid]]) {
      const { client } = scripted(answers)
      const receipt = await client.receive({ token: "s.W", expectedPath: "secret/foo" })
      expect(receipt.outcome).toBe("invalid")
    }
  })

  it.each([
    ["no", [() => Promise.reject(new Error("reset"))]],
    ["no", [lookedUp, () => Response.json({ errors: ["permission denied"] }, { status: 403 })]],
    ["maybe", [lookedUp, () => Promise.reject(new Error("reset"))]],
    ["maybe", [lookedUp, () => Response.json({ errors: [] }, { status: 500 })]],
    ["maybe", [lookedUp, () => new Response("<html>")]],
    ["yes", [lookedUp, () => Response.json({ request_id: "1", data: null }, { status: 404 })]]
  ])("tells whether the token is used up when something else fails: %s", async (consumed, answers) => {
    const { client } = scripted(answers as ReadonlyArray<() => Response>)
    expect(await client.receive({ token: "s.W", expectedPath: "secret/foo" })).toMatchObject({
      outcome: "unknown",
      consumed
    })
  })

  it("throws for a mistake of the caller's", async () => {
    const { client } = scripted([])
    await expect(client.lookup("")).rejects.toThrow(InvalidArgumentError)
    await expect(scripted([() => Response.json({}, { status: 403 })]).client.lookup("s.W")).rejects.toThrow(
      PermissionDeniedError
    )
    await expect(scripted([envelope({})]).client.lookup("s.W")).rejects.toThrow(/lacks its creation path/)
  })
})
