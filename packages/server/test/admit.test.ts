import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { TestClock } from "effect/testing"
import { type EnwrapServer, webHandler } from "../src/index.ts"
import { asking, freshServer, ROOT } from "./asking.ts"

const KIB = 1024

const admit = (
  server: EnwrapServer,
  path: string,
  { method = "POST", remoteAddress = "127.0.0.1", token }: { method?: string; remoteAddress?: string; token?: string }
) =>
  Effect.map(
    server.admit({
      method,
      target: path.startsWith("/") ? path : `/v1/${path}`,
      header: (name) => (name === "x-vault-token" ? token : undefined),
      remoteAddress
    }),
    ({ beyond, maxBytes }) => [maxBytes, beyond.status] as const
  )

describe("how much of a request body is read", () => {
  it.effect("64 KiB without a valid token, 1 MiB if no token is needed, the whole body with a valid one", () =>
    Effect.gen(function* () {
      const server = yield* freshServer()
      const ask = asking(server)
      yield* ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })
      for (const token of [undefined, "unknown", "hvs.x"]) {
        const as = token === undefined ? {} : { token }
        assert.deepStrictEqual(yield* admit(server, "secret/data/a", as), [64 * KIB, 403])
        assert.deepStrictEqual(yield* admit(server, "sys/wrapping/wrap", as), [64 * KIB, 403])
        assert.deepStrictEqual(yield* admit(server, "nothing/is/here", as), [64 * KIB, 403])
        assert.deepStrictEqual(yield* admit(server, "sys/wrapping/lookup", as), [1024 * KIB, 413])
        assert.deepStrictEqual(yield* admit(server, "auth/userpass/login/alice", as), [1024 * KIB, 413])
      }
      for (const path of ["secret/data/a", "sys/wrapping/lookup", "nothing/is/here"]) {
        assert.deepStrictEqual(yield* admit(server, path, { token: ROOT }), [32 * KIB * KIB, 413])
      }
    })
  )

  it.effect("an invalid request gets the response that it would get with a body", () =>
    Effect.gen(function* () {
      const server = yield* freshServer()
      assert.deepStrictEqual(yield* admit(server, "/v1/a//b", {}), [64 * KIB, 307])
      assert.deepStrictEqual(yield* admit(server, "/other", {}), [64 * KIB, 404])
      assert.deepStrictEqual(yield* admit(server, "secret/data/a", { method: "BREW" }), [64 * KIB, 405])
      assert.deepStrictEqual(yield* admit(server, "secret/data/a", { method: "GET" }), [64 * KIB, 413])
    })
  )

  it.effect(
    "a token is not valid from another address, used up, expired or revoked; the check does not count as a use",
    () =>
      Effect.gen(function* () {
        const server = yield* freshServer()
        const ask = asking(server)
        const create = (body: object) =>
          Effect.map(ask("POST", "auth/token/create", { body }), ({ json }) => json.auth.client_token as string)
        yield* ask("POST", "auth/token/roles/bound", {
          body: { token_bound_cidrs: "10.0.0.0/8", allowed_policies: "default" }
        })
        const bound = yield* Effect.map(
          ask("POST", "auth/token/create/bound"),
          ({ json }) => json.auth.client_token as string
        )
        assert.deepStrictEqual(yield* admit(server, "secret/data/a", { token: bound }), [64 * KIB, 403])
        const inside = { token: bound, remoteAddress: "10.1.2.3" }
        assert.deepStrictEqual(yield* admit(server, "secret/data/a", inside), [32 * KIB * KIB, 413])

        const once = yield* create({ num_uses: 1, policies: ["default"] })
        for (let i = 0; i < 3; i++) {
          assert.deepStrictEqual(yield* admit(server, "secret/data/a", { token: once }), [32 * KIB * KIB, 413])
        }
        assert.strictEqual((yield* ask("GET", "auth/token/lookup-self", { token: once })).status, 200)
        assert.deepStrictEqual(yield* admit(server, "secret/data/a", { token: once }), [64 * KIB, 403])

        const short = yield* create({ ttl: "1m" })
        const revoked = yield* create({})
        yield* ask("POST", "auth/token/revoke", { body: { token: revoked } })
        yield* TestClock.adjust("2 minutes")
        for (const token of [short, revoked]) {
          assert.deepStrictEqual(yield* admit(server, "secret/data/a", { token }), [64 * KIB, 403])
        }
      })
  )

  it.effect("a sealed server reads only 64 KiB, and the limits are options", () =>
    Effect.gen(function* () {
      const server = yield* freshServer({ maxRequestSize: 200 * KIB, maxOpenRequestSize: 100 * KIB })
      assert.deepStrictEqual(yield* admit(server, "sys/wrapping/lookup", {}), [100 * KIB, 413])
      assert.deepStrictEqual(yield* admit(server, "sys/wrapping/unwrap", { token: ROOT }), [200 * KIB, 413])
      yield* asking(server)("POST", "sys/seal")
      assert.deepStrictEqual(yield* admit(server, "sys/wrapping/unwrap", { token: ROOT }), [64 * KIB, 503])
    })
  )
})

describe("the web handler", () => {
  /** A request with an endless body, and how much of it was read. */
  const endless = (path: string, headers: Record<string, string> = {}) => {
    let bytes = 0
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          bytes += 16 * KIB
          controller.enqueue(new Uint8Array(16 * KIB).fill(32))
        }
      },
      { highWaterMark: 0 }
    )
    const request = new Request(`http://x/v1/${path}`, { method: "POST", headers, body, duplex: "half" } as RequestInit)
    return { request, taken: () => bytes }
  }

  it.effect("reads no more of a body than allowed", () =>
    Effect.gen(function* () {
      const handle = webHandler<Request, Response>(yield* freshServer({ maxRequestSize: 2048 * KIB }))
      for (const [path, token, status, most] of [
        ["secret/data/a", undefined, 403, 100 * KIB],
        ["sys/wrapping/lookup", undefined, 413, 1100 * KIB],
        ["secret/data/a", ROOT, 413, 2100 * KIB]
      ] as const) {
        const { request, taken } = endless(path, token === undefined ? {} : { "x-vault-token": token })
        const answer = yield* Effect.promise(() => handle(request))
        assert.strictEqual(answer.status, status)
        assert.isBelow(taken(), most)
      }
      const { request, taken } = endless("secret/data/a", { "content-length": "3000000" })
      assert.strictEqual((yield* Effect.promise(() => handle(request))).status, 413)
      assert.strictEqual(taken(), 0)
    })
  )

  it.effect("reads a body in many chunks", () =>
    Effect.gen(function* () {
      const handle = webHandler<Request, Response>(yield* freshServer())
      const text = JSON.stringify({ data: { a: "x".repeat(200_000) } })
      const pieces = text.match(/.{1,999}/g)!
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          const piece = pieces.shift()
          if (piece === undefined) controller.close()
          else controller.enqueue(new TextEncoder().encode(piece))
        }
      })
      const headers = { "x-vault-token": ROOT }
      const write = new Request("http://x/v1/secret/data/a", {
        method: "POST",
        headers,
        body,
        duplex: "half"
      } as RequestInit)
      assert.strictEqual((yield* Effect.promise(() => handle(write))).status, 200)
      const read = yield* Effect.promise(() => handle(new Request("http://x/v1/secret/data/a", { headers })))
      const { data } = (yield* Effect.promise(() => read.json())) as { data: { data: { a: string } } }
      assert.strictEqual(data.data.a.length, 200_000)
    })
  )

  it.live("an unknown peer is in no block of addresses; a known one can be", () =>
    Effect.gen(function* () {
      const server = yield* freshServer()
      const ask = asking(server)
      yield* ask("POST", "auth/token/roles/bound", {
        body: { token_bound_cidrs: "127.0.0.1/32", allowed_policies: "default" }
      })
      const { json } = yield* ask("POST", "auth/token/create/bound")
      const lookup = () =>
        new Request("http://x/v1/auth/token/lookup-self", { headers: { "x-vault-token": json.auth.client_token } })
      const unknown = webHandler<Request, Response>(server)
      const known = webHandler<Request, Response>(server, { remoteAddress: "127.0.0.1" })
      assert.strictEqual((yield* Effect.promise(() => unknown(lookup()))).status, 403)
      assert.strictEqual((yield* Effect.promise(() => known(lookup()))).status, 200)
    })
  )
})

describe("the log of internal errors", () => {
  it.effect("RW-SEC-1: names the place, and quotes no message", () => {
    const logged: Array<string> = []
    const logger = Logger.make(({ message }) => {
      logged.push(String(message))
    })
    return Effect.gen(function* () {
      const server = yield* freshServer()
      const answer = yield* server.handle({
        method: "GET",
        target: "/v1/sys/health",
        header: () => undefined,
        body: new Uint8Array(),
        remoteAddress: "127.0.0.1"
      })
      assert.strictEqual(answer.status, 200)
      const failing = yield* server.admit({
        method: "POST",
        target: "/v1/secret/data/a",
        header: () => undefined,
        get remoteAddress(): string {
          throw new TypeError("hvs.quoted", { cause: new RangeError("also-quoted") })
        }
      })
      assert.strictEqual(failing.beyond.status, 500)
      const text = logged.join("\n")
      assert.match(text, /TypeError\n {4}at /)
      assert.match(text, /caused by RangeError\n {4}at /)
      assert.notInclude(text, "quoted")
    }).pipe(Effect.provide(Logger.layer([logger])))
  })
})
