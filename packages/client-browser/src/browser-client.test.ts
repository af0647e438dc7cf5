import { inspect } from "node:util"
import { afterEach, describe, expect, it, vi } from "vitest"
import { Redacted } from "@enwrap/client"
import {
  envelopeText,
  foreignBodies,
  foreignSuccesses,
  gatewayErrors,
  revocations,
  unmarkedRevocations,
  unwrapped
} from "../../client/test/unwrapped-errors.ts"
import { createBrowserClient } from "./browser-client.ts"
import { isClientError, type ClientError } from "./client-error.ts"
import { explain } from "./hints.ts"
import type { BrowserClientOptions } from "./options.ts"
import { takeToken } from "./take-token.ts"

const address = "https://vault.example"
const token = "s.TopSecretWrappingToken01"
const session = "s.SessionTokenOfTheCaller1"
const wrapInfo = {
  token: "s.NewWrappingToken",
  accessor: "A1",
  ttl: 300,
  creation_time: "2026-08-21T18:58:13.123456789Z",
  creation_path: "secret/foo"
}
const lookedUp = { data: { creation_path: "secret/foo", creation_time: "2026-08-21T18:58:13.1Z", creation_ttl: 300 } }
const noStore = { "cache-control": "no-store" }

type Client = ReturnType<typeof createBrowserClient>
type Respond = (url: string, init: RequestInit) => Response | Promise<Response>

/** A client whose requests are recorded and answered by a function. */
const scripted = (respond: Respond, options: Partial<BrowserClientOptions> = {}) => {
  const fetch = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(async (url, init) => respond(url, init))
  return { fetch, client: createBrowserClient({ address, token: session, fetch, ...options }) }
}

const failureOf = async (call: Promise<unknown>): Promise<ClientError> => {
  const error: unknown = await call.then(
    () => expect.fail("it did not fail"),
    (error: unknown) => error
  )
  if (!isClientError(error)) throw error
  return error
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe("the requests of the browser client", () => {
  it("are sent with the page's fetch, without cookies, cache, referrer or additional headers", async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json({ request_id: "1", data: { a: 1 } }))
    vi.stubGlobal("fetch", fetch)
    expect((await createBrowserClient({ address, token: session }).unwrap(token)).data).toEqual({ a: 1 })
    expect(fetch.mock.calls).toEqual([
      [
        "https://vault.example/v1/sys/wrapping/unwrap",
        {
          method: "POST",
          headers: { "x-vault-token": token },
          body: null,
          redirect: "manual",
          signal: expect.any(AbortSignal) as unknown,
          credentials: "omit",
          cache: "no-store",
          referrerPolicy: "no-referrer"
        }
      ]
    ])
  })

  const sentBy = async (call: (client: ReturnType<typeof createBrowserClient>) => Promise<unknown>, options = {}) => {
    const { client, fetch } = scripted(
      () => Response.json({ ...lookedUp, wrap_info: wrapInfo }, { headers: noStore }),
      options
    )
    await call(client)
    const [url, { headers, body }] = fetch.mock.calls[0]!
    return { path: url.slice(`${address}/v1/`.length), headers: headers as unknown, body: JSON.parse(String(body)) }
  }
  const json = { "content-type": "application/json" }

  it("have the caller's token if they need it, and tokens only in headers and bodies [RW-SU-5 RW-LK-2]", async () => {
    expect(await sentBy((client) => client.wrap({ a: 1 }))).toEqual({
      path: "sys/wrapping/wrap",
      headers: { ...json, "x-vault-token": session, "x-vault-wrap-ttl": "5m" },
      body: { a: 1 }
    })
    expect(await sentBy((client) => client.lookup(token))).toEqual({
      path: "sys/wrapping/lookup",
      headers: json,
      body: { token }
    })
    expect(await sentBy((client) => client.rewrap(new Redacted(token), { ttl: 60 }))).toEqual({
      path: "sys/wrapping/rewrap",
      headers: { ...json, "x-vault-token": session, "x-vault-wrap-ttl": "60" },
      body: { token }
    })
    expect(await sentBy((client) => client.revoke("A1"), { namespace: "team", headers: { "x-trace": "1" } })).toEqual({
      path: "auth/token/revoke-accessor",
      headers: { ...json, "x-trace": "1", "x-vault-namespace": "team", "x-vault-token": session },
      body: { accessor: "A1" }
    })
  })

  it("wrap with the TTL of the options unless a call has one", async () => {
    for (const [own, expected] of [
      [{ ttl: "1h30m" }, "1h30m"],
      [{ ttl: undefined }, "2d"]
    ] as const) {
      const { headers } = await sentBy((client) => client.wrap({}, own), { wrapTtl: "2d" })
      expect(headers).toMatchObject({ "x-vault-wrap-ttl": expected })
    }
  })

  it("are sent without a token of the caller, and with data that has members", async () => {
    class Login {
      readonly password = "correct horse"
    }
    expect((await sentBy((client) => client.wrap(new Login()), { token: "" })).body).toEqual(new Login())
    expect((await sentBy((client) => client.wrap({}))).body).toEqual({})
    expect((await sentBy((client) => client.wrap(Object.create(null) as object))).body).toEqual({})
  })

  it("take the token and the accessor of a wrap info", async () => {
    const { client, fetch } = scripted(() => Response.json({ data: null, wrap_info: wrapInfo }, { headers: noStore }))
    const info = await client.wrap({})
    expect(info).toMatchObject({ accessor: "A1", ttl: 300, creationPath: "secret/foo", wrappedAccessor: undefined })
    expect(info.expiresAt.toISOString()).toBe("2026-08-21T19:03:13.123Z")
    expect(`${info.token} ${JSON.stringify(info)} ${inspect(info, { depth: 9 })}`).not.toContain("NewWrapping")
    await client.revoke(info)
    await client.unwrap(info)
    expect(fetch.mock.calls[1]?.[1].body).toBe('{"accessor":"A1"}')
    expect(fetch.mock.calls[2]?.[1].headers).toEqual({ "x-vault-token": "s.NewWrappingToken" })
  })

  it.each([
    ["a token that is not a string", (client) => client.unwrap(5 as never), "token"],
    ["an empty token", (client) => client.lookup(""), "token"],
    ["the label of a token", (client) => client.receive({ token: "<wrapping token>", expectedPath: "a" }), "token"],
    ["an object that is no wrap info", (client) => client.rewrap({ accessor: "a" } as never), "token"],
    ["an accessor with white space", (client) => client.revoke("a "), "accessor"],
    ["data that is not an object", (client) => client.wrap("text" as never), "data"],
    ["data that has no JSON", (client) => client.wrap({ a: 1n }), "data"],
    ["a form, of which JSON has nothing", (client) => client.wrap(new FormData()), "data"],
    ["a map, of which JSON has nothing", (client) => client.wrap(new Map([["a", 1]])), "data"],
    ["parameters, of which JSON has nothing", (client) => client.wrap(new URLSearchParams("a=1")), "data"],
    ["headers, of which JSON has nothing", (client) => client.wrap(new Headers({ a: "1" })), "data"],
    ["bytes, of which JSON has nothing", (client) => client.wrap(new ArrayBuffer(8)), "data"],
    ["data that is not there yet", (client) => client.wrap(Promise.resolve({ a: 1 })), "data"],
    ["an accessor instead of a token", (client) => client.unwrap("kR2DQBjLmqFb5lIVGcvvVpQL"), "token"],
    ["an accessor with a namespace", (client) => client.lookup("kR2DQBjLmqFb5lIVGcvvVpQL.x1Y2z"), "token"],
    ["the client's own token", (client) => client.receive({ token: session, expectedPath: "a" }), "token"],
    ["no path to expect", (client) => client.receive({ token } as never), "expectedPath"],
    ["an empty path to expect", (client) => client.receive({ token, expectedPath: "" }), "expectedPath"],
    ["no path in the list", (client) => client.receive({ token, expectedPath: [] }), "expectedPath"],
    ["a list of undefined", (client) => client.receive({ token, expectedPath: [undefined] as never }), "expectedPath"],
    ...["/sys/wrapping/wrap", "v1/sys/wrapping/wrap", ["a", "/secret/foo"]].map(
      (expectedPath) =>
        [
          `${expectedPath}, which no token has, to expect`,
          (client: Client) => client.receive({ token, expectedPath }),
          "expectedPath"
        ] as const
    ),
    ...["expectedTtl", "maxTtl"].flatMap((name) =>
      ["1h", "60s", NaN, null, 0, -1, {}].map(
        (limit) =>
          [
            `a limit of the TTL that cannot be compared: ${name} ${limit}`,
            (client: Client) => client.receive({ token, expectedPath: "a", [name]: limit }),
            "ttl"
          ] as const
      )
    ),
    ...["maxTTL", "maxttl", "expectedTTL", "ttl", "maxAge", "schema"].map(
      (name) =>
        [
          `a check that does not exist: ${name}`,
          (client: Client) => client.receive({ token, expectedPath: "a", [name]: 60 }),
          name
        ] as const
    ),
    ["a misspelt option", (client) => client.lookup(token, { timeout: 3 } as never), "timeout"],
    ["a misspelt option of a wrap", (client) => client.wrap({}, { wrapTtl: "1m" } as never), "wrapTtl"],
    ["a TTL of an unwrap", (client) => client.unwrap(token, { ttl: 60 } as never), "ttl"],
    ["a TTL of zero, which would not wrap [RW-TTL-6]", (client) => client.wrap({}, { ttl: "0s" }), "ttl"],
    ["a TTL that is zero for the server", (client) => client.wrap({}, { ttl: "0.5ns" }), "ttl"],
    ["a TTL of less than a nanosecond", (client) => client.wrap({}, { ttl: "0.0000000001s" }), "ttl"],
    ["a TTL that is not a duration", (client) => client.rewrap(token, { ttl: "soon" }), "ttl"]
  ] as ReadonlyArray<readonly [string, (client: Client) => Promise<unknown>, string]>)(
    "are not sent with %s",
    async (_, call, name) => {
      const { client, fetch } = scripted(() => Response.json({}))
      expect(await failureOf(call(client))).toMatchObject({
        code: "INVALID_ARGUMENT",
        message: expect.stringContaining(name)
      })
      expect(fetch).not.toHaveBeenCalled()
    }
  )

  it.each([{ "X-Vault-Token": "s.Other" }, { authorization: "Bearer s.Other" }, { "x vault": "s.Other" }])(
    "are not sent with the additional header %o",
    async (headers) => {
      const { client, fetch } = scripted(() => Response.json({}), { headers })
      const error = await failureOf(client.wrap({}))
      expect(error).toMatchObject({ code: "INVALID_ARGUMENT", message: expect.stringContaining("headers") })
      expect(inspect(error)).not.toContain("s.Other")
      expect(fetch).not.toHaveBeenCalled()
    }
  )
})

describe("the address of the browser client", () => {
  it.each([
    ["vault.example", "INVALID_ARGUMENT"],
    ["ftp://vault.example", "INVALID_ARGUMENT"],
    ["https://user:pass@vault.example", "INVALID_ARGUMENT"],
    ["https://vault.example/?a", "INVALID_ARGUMENT"],
    ["//vault.example", "INVALID_ARGUMENT"],
    ["/\\vault.example", "INVALID_ARGUMENT"],
    ["/\t/vault.example", "INVALID_ARGUMENT"],
    ["/\n\\vault.example", "INVALID_ARGUMENT"],
    ["https://vault.example?", "INVALID_ARGUMENT"],
    ["https://vault.example/a#", "INVALID_ARGUMENT"],
    ["https://user@vault.example", "INVALID_ARGUMENT"],
    ["https://vault.example/#a", "INVALID_ARGUMENT"],
    ["http://vault.example//localhost/", "INVALID_ARGUMENT"],
    ["http://vault.example/localhost/", "INSECURE_ADDRESS"],
    ["http://127.0.0.1.example", "INSECURE_ADDRESS"],
    ["", "INVALID_ARGUMENT"],
    ["http://vault.example", "INSECURE_ADDRESS"],
    ["http://localhost.example", "INSECURE_ADDRESS"],
    // Safari and Node.js ask DNS for such a name.
    ["http://vault.localhost", "INSECURE_ADDRESS"]
  ])("%s is rejected when the client is created", (address, code) => {
    vi.stubGlobal("location", { origin: "https://app.example" })
    expect(() => createBrowserClient({ address })).toThrow(expect.objectContaining({ code }))
  })

  it.each([
    ["http://localhost:8200/", "http://localhost:8200"],
    ["http://[::1]:8200", "http://[::1]:8200"],
    ["http://127.0.0.2:8200/a/b//", "http://127.0.0.2:8200/a/b"],
    ["https://vault.example/proxy/", "https://vault.example/proxy"],
    ["/", "https://app.example"],
    ["/vault/", "https://app.example/vault"]
  ])("%s is accepted, and a path is one of the page's origin", async (address, base) => {
    vi.stubGlobal("location", { origin: "https://app.example" })
    const { client, fetch } = scripted(() => Response.json({ data: null }), { address })
    await client.unwrap(token)
    expect(fetch.mock.calls[0]?.[0]).toBe(`${base}/v1/sys/wrapping/unwrap`)
  })

  it("can be a path where a page is rendered on a server, but nothing is sent from there", async () => {
    const { client, fetch } = scripted(() => Response.json({}), { address: "/vault" })
    expect(await failureOf(client.unwrap(token))).toMatchObject({ code: "INVALID_ARGUMENT" })
    expect(fetch).not.toHaveBeenCalled()
  })

  it("may be insecure if the option says so", async () => {
    const { client } = scripted(() => Response.json({ data: 1 }), {
      address: "http://a.example",
      allowInsecureHttp: true
    })
    expect(await client.unwrap<unknown>(token)).toEqual({ data: 1 })
  })
})

describe("the responses of the browser client", () => {
  const invalidText = "wrapping token is not valid or does not exist"
  const errors =
    (status: number, ...texts: ReadonlyArray<string>) =>
    () =>
      Response.json({ errors: texts }, { status })

  it.each([
    [errors(400, invalidText), "WRAPPING_TOKEN_INVALID"],
    [errors(400, "no data"), "INVALID_REQUEST"],
    [errors(405), "INVALID_REQUEST"],
    [errors(403, "permission denied"), "PERMISSION_DENIED"],
    [errors(404), "NOT_FOUND"],
    [errors(429, "quota"), "RATE_LIMITED"],
    [errors(503, "Vault is sealed"), "SEALED"],
    [errors(503, "busy"), "SERVER_ERROR"],
    [() => new Response("<html>", { status: 502 }), "SERVER_ERROR"],
    [() => new Response("<html>"), "UNEXPECTED_RESPONSE"],
    [() => Response.json([1]), "UNEXPECTED_RESPONSE"],
    [() => Response.redirect("https://other.example/"), "UNEXPECTED_RESPONSE"],
    [() => Response.error(), "UNEXPECTED_RESPONSE"]
  ] as const)("become the error of their status and texts %#", async (respond, code) => {
    const { client } = scripted(respond)
    expect(await failureOf(client.unwrap(token))).toMatchObject({ code, name: "ClientError" })
  })

  it("that quote a token become errors without it", async () => {
    const { client } = scripted(errors(400, `bad ${token} of ${session}`, "root is not the root of roots"), {
      token: "root"
    })
    const error = await failureOf(client.rewrap(token))
    expect(error.errors).toEqual([`bad <token> of ${session}`, "<token> is not the <token> of roots"])
    expect(`${inspect(error)} ${JSON.stringify(error)} ${error.stack}`).not.toContain(token)
  })

  it.each([
    ["has no wrap info", { data: { secret: 1 } }],
    ["has no token", { wrap_info: { ...wrapInfo, token: undefined } }],
    ["has a time that is not valid", { wrap_info: { ...wrapInfo, creation_time: "soon" } }],
    ["has a TTL that is a string", { wrap_info: { ...wrapInfo, ttl: "300" } }]
  ])("to a wrap are rejected if the body %s", async (_, body) => {
    const { client } = scripted(() => Response.json(body))
    expect(await failureOf(client.wrap({}))).toMatchObject({ code: "UNEXPECTED_RESPONSE" })
  })

  it("to an unwrap are whatever was wrapped [RW-WE-11]", async () => {
    const pem = () => new Response("-----BEGIN", { headers: { "content-type": "application/pem", ...noStore } })
    const raw = (await scripted(pem).client.unwrap<unknown>(token)) as { text: () => string; contentType: string }
    expect([raw.text(), raw.contentType]).toEqual(["-----BEGIN", "application/pem"])
    const list = await scripted(() => Response.json([1], { headers: noStore })).client.unwrap<unknown>(token)
    expect((list as typeof raw).text()).toBe("[1]")
    const json = () => Response.json({ key: "of an upstream server" }, { headers: noStore })
    expect(await scripted(json).client.unwrap<unknown>(token)).toEqual({ key: "of an upstream server" })
    const html = () => new Response('{"data":null}', { headers: { "content-type": "text/html" } })
    expect(await scripted(html).client.unwrap<unknown>(token)).toEqual({ data: null })
  })

  it.each(foreignBodies)("do not take %s with no-store for the content of a token", async (_, contentType, body) => {
    const headers = { "content-type": contentType, "cache-control": "no-cache, no-store, must-revalidate" }
    const { client } = scripted((url) =>
      url.endsWith("lookup") ? Response.json(lookedUp) : new Response(body, { headers })
    )
    const error = await failureOf(client.unwrap(token))
    expect(error).toMatchObject({ code: "UNEXPECTED_RESPONSE", status: 200 })
    expect(inspect(error)).not.toMatch(/zip|ign/)
    expect(await client.receive({ token, expectedPath: "secret/foo" })).toMatchObject({
      verdict: "unknown",
      consumed: "maybe"
    })
  })

  it.each([...foreignSuccesses, ...unmarkedRevocations])("do not take %s for a revocation", async (_, respond) => {
    const error = await failureOf(scripted(respond).client.revoke("A1"))
    expect(error).toMatchObject({ code: "UNEXPECTED_RESPONSE", envelope: undefined })
    expect(explain(error)?.hint).toMatch(/may still be valid/)
    expect(inspect(error)).not.toMatch(/ign/)
  })

  it.each(revocations)("take %s of a server for a revocation", async (_, respond) => {
    await expect(scripted(respond).client.revoke("A1")).resolves.not.toBe(false)
  })

  it("keep large numbers exact with a codec, and never quote the body in an error", async () => {
    const parse = (text: string): unknown => {
      throw new Error(text)
    }
    const { client } = scripted(() => Response.json({ secret: "hunter2" }), {
      json: { parse, stringify: JSON.stringify }
    })
    expect(inspect(await failureOf(client.unwrap(token)), { showHidden: true })).not.toContain("hunter2")
  })

  it("have the envelope of a 404 that was unwrapped, which is not printed", async () => {
    const envelope = { request_id: "1", data: { metadata: "deleted" }, wrap_info: null }
    const { client } = scripted(unwrapped(404, JSON.stringify(envelope)))
    const error = await failureOf(client.unwrap(token))
    expect(error).toMatchObject({ code: "NOT_FOUND", envelope })
    expect(inspect(error, { showHidden: true }) + JSON.stringify(error)).not.toContain("deleted")
  })
})

describe("a call of the browser client that gets no response", () => {
  const failing = (error: unknown) => async (): Promise<Response> => {
    throw error
  }

  it("has an unknown outcome if it was sent, and is safe to repeat if it only reads [RW-SEC-6]", async () => {
    const { client, fetch } = scripted(failing(new TypeError(`Failed to fetch ${token} ${session}`)))
    for (const call of [client.unwrap(token), client.wrap({}), client.rewrap(token), client.revoke("A1")]) {
      expect(await failureOf(call)).toMatchObject({ code: "OUTCOME_UNKNOWN" })
    }
    const error = await failureOf(client.lookup(token))
    expect(error.code).toBe("CONNECTION_FAILED")
    expect(String(error.cause)).toContain("TypeError: Failed to fetch <token>")
    expect(fetch).toHaveBeenCalledTimes(5)
  })

  it("is safe to repeat if the fetch says that nothing was sent", async () => {
    const { client } = scripted(failing(Object.assign(new Error("offline"), { sent: false })))
    expect(await failureOf(client.unwrap(token))).toMatchObject({ code: "CONNECTION_FAILED" })
  })

  const hanging: Respond = (_, { signal }) =>
    new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new Error("aborted"))))

  it("times out by the clock of the page, or of a test", async () => {
    vi.useFakeTimers()
    const { client } = scripted(hanging)
    const unwrapped = failureOf(client.unwrap(token))
    const lookup = failureOf(client.lookup(token, { timeoutMs: 1000 }))
    await vi.advanceTimersByTimeAsync(1000)
    expect(await lookup).toMatchObject({ code: "TIMED_OUT" })
    await vi.advanceTimersByTimeAsync(59_000)
    expect(await unwrapped).toMatchObject({ code: "OUTCOME_UNKNOWN" })
    expect(vi.getTimerCount()).toBe(0)
  })

  it("does not time out with a timeout of 0 or Infinity", async () => {
    vi.useFakeTimers()
    const settled = vi.fn<() => void>()
    const { client } = scripted(hanging)
    client.lookup(token, { timeoutMs: 0 }).finally(settled).catch(settled)
    client.lookup(token, { timeoutMs: Infinity }).finally(settled).catch(settled)
    await vi.advanceTimersByTimeAsync(86_400_000)
    expect(settled).not.toHaveBeenCalled()
  })

  it.each([-1, NaN, "soon"])("is not sent with a timeout that is not valid, which would be none: %j", async (given) => {
    const fetch = vi.fn<typeof globalThis.fetch>()
    const timeoutMs = given as number
    const ofClient = createBrowserClient({ address, fetch, timeoutMs })
    for (const call of [ofClient.lookup(token), createBrowserClient({ address, fetch }).unwrap(token, { timeoutMs })])
      expect(await failureOf(call)).toMatchObject({ code: "INVALID_ARGUMENT", message: "timeoutMs: INVALID_ARGUMENT" })
    expect(fetch).not.toHaveBeenCalled()
  })

  it("is aborted by its signal, with the signal's reason as the cause", async () => {
    const controller = new AbortController()
    const { client, fetch } = scripted(hanging)
    const lookup = failureOf(client.lookup(token, { signal: controller.signal }))
    const unwrapped = failureOf(client.unwrap(token, { signal: controller.signal }))
    controller.abort("left the page")
    expect(await lookup).toMatchObject({ code: "ABORTED", cause: "left the page" })
    expect(await unwrapped).toMatchObject({ code: "OUTCOME_UNKNOWN", cause: "left the page" })
    expect(await failureOf(client.unwrap(token, { signal: controller.signal }))).toMatchObject({ code: "ABORTED" })
    expect(fetch).toHaveBeenCalledTimes(2)
  })
})

describe("error texts that are none", () => {
  it("do not hide the code of the error", async () => {
    const errors = [{ toString: 1, valueOf: 1 }, "busy", 7]
    const { client } = scripted(() => Response.json({ errors }, { status: 429 }))
    expect(await failureOf(client.unwrap(token))).toMatchObject({ code: "RATE_LIMITED", errors: ["busy"] })
  })
})

describe("takeToken", () => {
  it.each([
    ["#token=s.A%2B1", ""],
    ["#token=s.A%2B1%20", ""],
    ["#/orders/7&token=s.A%2B1", "#/orders/7"],
    ["#view=a%20b+c&token=s.A%2B1&end", "#view=a%20b+c&end"]
  ])("takes the token out of %s, and leaves the rest as it is: %s", (hash, rest) => {
    const replaceState = vi.fn<History["replaceState"]>()
    vi.stubGlobal("location", { hash, pathname: "/open", search: "?order=7" })
    vi.stubGlobal("history", { state: 1, replaceState })
    expect(takeToken()?.reveal()).toBe("s.A+1")
    expect(replaceState.mock.calls).toEqual([[1, "", `/open?order=7${rest}`]])
  })
})

describe("unwraps of the same token at the same time", () => {
  it("share one request, and each has an envelope of its own", async () => {
    const { client, fetch } = scripted(() => Response.json({ data: { a: 1 } }))
    const [first, second] = await Promise.all([client.unwrap(token), client.unwrap(new Redacted(token))])
    expect(fetch).toHaveBeenCalledTimes(1)
    expect(first).toEqual(second)
    expect(first).not.toBe(second)
    await client.unwrap(token)
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it("give up one by one; the request is aborted with the last of them", async () => {
    let signal: AbortSignal | null | undefined
    const { client } = scripted((_, init) => {
      signal = init.signal
      return new Promise(() => {})
    })
    const [first, second] = [new AbortController(), new AbortController()]
    const failures = [first, second].map(({ signal }) => failureOf(client.unwrap(token, { signal })))
    first.abort()
    expect(await failures[0]).toMatchObject({ code: "OUTCOME_UNKNOWN" })
    expect(signal?.aborted).toBe(false)
    second.abort()
    expect(await failures[1]).toMatchObject({ code: "OUTCOME_UNKNOWN" })
    expect(signal?.aborted).toBe(true)
  })

  it("share nothing with calls of another kind or another token", async () => {
    const { client, fetch } = scripted(() => Response.json(lookedUp))
    await Promise.all([client.unwrap(token), client.lookup(token), client.lookup(token), client.unwrap("s.Other")])
    expect(fetch).toHaveBeenCalledTimes(4)
  })
})

describe("receive of the browser client", () => {
  const respond =
    (unwrapped: () => Response, lookup: () => Response = () => Response.json(lookedUp)): Respond =>
    (url) =>
      url.endsWith("lookup") ? lookup() : unwrapped()
  const ok = () => Response.json({ data: { a: 1 } })
  const found = (ttl: number) => () => Response.json({ data: { ...lookedUp.data, creation_ttl: ttl } })
  const wrapped = () => Response.json({ data: null, wrap_info: { token } })
  const invalid = () => Response.json({ errors: ["wrapping token is not valid or does not exist"] }, { status: 400 })
  const options = { token, expectedPath: "secret/foo" }

  it.each([
    [respond(ok), {}, { verdict: "received", response: { data: { a: 1 } } }, 2],
    [respond(ok), { expectedPath: ["a", "secret/foo"], expectedTtl: 300, maxTtl: 300 }, { verdict: "received" }, 2],
    [respond(ok), { expectedPath: "sys/wrapping/wrap" }, { verdict: "tampered", mismatch: "path" }, 1],
    [respond(ok), { expectedTtl: 60 }, { verdict: "tampered", mismatch: "ttl" }, 1],
    [respond(ok), { maxTtl: 299 }, { verdict: "tampered", mismatch: "ttl" }, 1],
    ...[0, -5].map(
      (ttl) => [respond(ok, found(ttl)), { maxTtl: 300 }, { verdict: "tampered", mismatch: "ttl" }, 1] as const
    ),
    [respond(wrapped), {}, { verdict: "tampered", mismatch: "wrapped" }, 2],
    [respond(ok, invalid), {}, { verdict: "intercepted", error: { code: "WRAPPING_TOKEN_INVALID" } }, 1],
    [respond(invalid), {}, { verdict: "intercepted" }, 2],
    [respond(ok, () => new Response("<html>")), {}, { verdict: "refused", consumed: "no" }, 1],
    [
      respond(ok, () => Promise.reject(new Error("offline")) as never),
      {},
      { verdict: "unreachable", consumed: "no" },
      1
    ],
    [respond(() => Response.error()), {}, { verdict: "unknown", consumed: "maybe" }, 2],
    [respond(() => new Response(null, { status: 500 })), {}, { verdict: "unknown", consumed: "maybe" }, 2],
    [respond(() => new Response(null, { status: 204 })), {}, { verdict: "unknown", consumed: "maybe" }, 2],
    [respond(() => new Response(null, { status: 204, headers: noStore })), {}, { verdict: "unknown" }, 2],
    [respond(() => Response.json({ message: "please log in" })), {}, { verdict: "unknown", consumed: "maybe" }, 2],
    [respond(() => Response.json({ message: "no" }, { status: 403 })), {}, { verdict: "refused", consumed: "no" }, 2],
    [respond(() => new Response(null, { status: 429 })), {}, { verdict: "refused", consumed: "no" }, 2],
    ...[unwrapped(404, envelopeText), unwrapped(400, envelopeText), unwrapped(404, "")].map(
      (response) => [respond(response), {}, { verdict: "refused", consumed: "yes" }, 2] as const
    ),
    ...[unwrapped(404, '{"errors":["namespace not found"]}'), unwrapped(405, '{"errors":[]}')].map(
      (response) => [respond(response), {}, { verdict: "refused", consumed: "no" }, 2] as const
    ),
    ...gatewayErrors.map(
      (response) =>
        [
          respond(response),
          {},
          { verdict: "unknown", consumed: "maybe", error: { code: "UNEXPECTED_RESPONSE", envelope: undefined } },
          2
        ] as const
    )
  ] as const)(
    "looks a token up, compares it, and only then unwraps it %#",
    async (respond, own, expected, requests) => {
      const { client, fetch } = scripted(respond)
      expect(await client.receive({ ...options, ...own })).toMatchObject(expected)
      expect(fetch).toHaveBeenCalledTimes(requests)
    }
  )
})
