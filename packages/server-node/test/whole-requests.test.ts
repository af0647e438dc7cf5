import { assert, describe, it } from "@effect/vitest"
import type { WireRequest, WireResponse } from "@enwrap/server"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Scope from "effect/Scope"
import { vi } from "vitest"
import { defaultLimits } from "../src/index.ts"
import { connect, echo, echoServer, fakeServer, json, listenOnLoopback, parsed } from "./echo-server.ts"
import type { RawAnswer, RawClient } from "./raw-client.ts"
import { answerOf, chunked, expectLast, expectService, get, handled, post, request, seen } from "./requests.ts"

const endOf = (client: RawClient): Effect.Effect<string> => Effect.promise(() => client.end())

/** Sends a request in two pieces, so that Node's HTTP server reads it. */
const sendInPieces = (client: RawClient, text: string): Effect.Effect<void> =>
  Effect.promise(() => client.sendInPieces(text.slice(0, 10), text.slice(10)))

const withoutTime = ({ body, headers, status }: RawAnswer): unknown => ({
  status,
  body,
  headers: [...headers].map(([name, value]) => [name, name === "date" ? Number.isNaN(Date.parse(value)) : value])
})

/** A client whose request is answered while the listener closes. It has sent another one, which is ignored. */
const answeredAtStop = (respond: (received: WireRequest) => WireResponse) =>
  Effect.gen(function* () {
    const release = yield* Deferred.make<void>()
    const scope = yield* Scope.make()
    const server = fakeServer((received) => Effect.as(Deferred.await(release), respond(received)))
    const { address } = yield* Scope.provide(listenOnLoopback(server), scope)
    const client = yield* connect(address)
    client.send(get("/v1/a"))
    yield* handled(client)
    const closed = yield* Effect.forkChild(Scope.close(scope, Exit.void), { startImmediately: true })
    client.send(get("/v1/b"))
    yield* handled(client)
    yield* Deferred.succeed(release, undefined)
    return { client, closed }
  })

describe("a request that arrives whole", () => {
  const bodies: ReadonlyArray<readonly [string, WireResponse]> = [
    ["text", json(200, { a: "b" })],
    ["text that is not ASCII", json(200, { a: "é😀" })],
    [
      "bytes",
      { status: 200, headers: { "content-type": "application/octet-stream" }, body: Buffer.from([0, 255, 10]) }
    ],
    ["nothing", { status: 204, headers: { "cache-control": "no-store" }, body: "" }],
    ["a body that its status forbids", { status: 204, headers: {}, body: "a" }],
    ["a large body that its status forbids", { status: 304, headers: {}, body: "a".repeat(100_000) }],
    ["nothing, with a length", { status: 205, headers: {}, body: "" }],
    ["a large text", { status: 200, headers: {}, body: "x".repeat(300_000) }],
    ["a large text that is not ASCII", { status: 200, headers: {}, body: "é".repeat(100_000) }],
    ["an error", json(403, { errors: ["permission denied"] })],
    ["a header that is not ASCII", { status: 200, headers: { "x-a": "\u00e9" }, body: "é" }],
    ["a header that cannot be sent", { status: 200, headers: { "x-a": "a\r\nx-b: c" }, body: "" }],
    ["a header whose name cannot be sent", { status: 200, headers: { "x-a\r\nx-b: c\r\nx-c": "d" }, body: "" }],
    ["a status without a name", { status: 299, headers: {}, body: "" }],
    ["a status that is none", { status: 7, headers: {}, body: "" }]
  ]
  for (const [name, response] of bodies) {
    it.live(`has the same response as one that arrives in pieces: ${name}`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(fakeServer(() => Effect.succeed(response)))
        const [whole, pieces] = [yield* connect(address), yield* connect(address)]
        for (let i = 0; i < 2; i++) {
          whole.send(post("/v1/a", "{}"))
          yield* sendInPieces(pieces, post("/v1/a", "{}"))
          assert.deepStrictEqual(withoutTime(yield* answerOf(whole)), withoutTime(yield* answerOf(pieces)))
        }
      })
    )
  }

  it.live("may be followed by others of any kind, on the same connection", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const client = yield* connect(address)
      for (const method of ["GET", "LIST", "SCAN", "DELETE", "PATCH", "POST"]) {
        client.send(request(method, "/v1/a", method))
        assert.deepStrictEqual(yield* seen(client), { method, target: "/v1/a", body: method })
      }
      client.send(chunked("POST", "/v1/b", ["ab", "c"]))
      assert.deepStrictEqual(yield* seen(client), { method: "POST", target: "/v1/b", body: "abc" })
      client.send(get("/v1/c") + request("LIST", "/v1/d") + post("/v1/e", "{}"))
      for (const target of ["/v1/c", "/v1/d", "/v1/e"]) assert.strictEqual((yield* seen(client)).target, target)
      client.send(get("/v1/f", "connection: close"))
      assert.strictEqual((yield* answerOf(client)).headers.get("connection"), "close")
      assert.strictEqual(yield* endOf(client), "")
    })
  )

  it.live("is answered before what arrives meanwhile is read", () =>
    Effect.gen(function* () {
      const release = yield* Deferred.make<void>()
      const begun: Array<string> = []
      const server = fakeServer((received) =>
        Effect.gen(function* () {
          begun.push(received.target)
          if (received.target === "/v1/0") yield* Deferred.await(release)
          return echo(received)
        })
      )
      const { address } = yield* listenOnLoopback(server)
      const client = yield* connect(address)
      client.send(get("/v1/0"))
      yield* handled(client)
      client.send(post("/v1/1", "{}") + get("/v1/2").slice(0, 7))
      yield* handled(client)
      client.send(get("/v1/2").slice(7))
      assert.deepStrictEqual(begun, ["/v1/0"])
      yield* Deferred.succeed(release, undefined)
      for (const target of ["/v1/0", "/v1/1", "/v1/2"]) assert.strictEqual((yield* seen(client)).target, target)
    })
  )

  it.live("is answered if its client then closes its half, and the connection ends", () =>
    Effect.gen(function* () {
      const release = yield* Deferred.make<void>()
      const { address } = yield* listenOnLoopback(
        fakeServer((received) => Effect.as(Deferred.await(release), echo(received)))
      )
      const [client, idle] = [yield* connect(address), yield* connect(address)]
      client.send(get("/v1/a"))
      yield* handled(client)
      yield* Effect.promise(() => new Promise<void>((resolve) => client.socket.end(resolve)))
      yield* Deferred.succeed(release, undefined)
      assert.strictEqual((yield* seen(client)).target, "/v1/a")
      assert.strictEqual(yield* endOf(client), "")
      idle.send(get("/v1/b"))
      assert.strictEqual((yield* seen(idle)).target, "/v1/b")
      idle.socket.end()
      assert.strictEqual(yield* endOf(idle), "")
    })
  )

  it.live("has the last response of its connection while the listener closes", () =>
    Effect.gen(function* () {
      const { client, closed } = yield* answeredAtStop(echo)
      const answer = yield* answerOf(client)
      assert.strictEqual(parsed(answer.body).target, "/v1/a")
      assert.strictEqual(answer.headers.get("connection"), "close")
      assert.strictEqual(yield* endOf(client), "")
      assert.isUndefined(client.error)
      yield* Fiber.await(closed)
    })
  )

  it.live("has a large response that is the last one: the listener closes when the client has read it", () =>
    Effect.gen(function* () {
      const body = "x".repeat(300_000)
      const { client, closed } = yield* answeredAtStop(() => ({ status: 200, headers: {}, body }))
      assert.strictEqual((yield* answerOf(client)).body, body)
      client.socket.end()
      assert.strictEqual(yield* endOf(client), "")
      // Within the time that a stop waits for its clients.
      yield* Fiber.join(closed).pipe(Effect.timeout(defaultLimits.drainTimeout / 2))
    })
  )

  it.live("is not carried out if its client's address is not known, as in pieces", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, {
        forwardedFor: { authorizedAddresses: ["127.0.0.1"] }
      })
      const client = yield* connect(address)
      client.send(get("/v1/a", "x-forwarded-for: 192.0.2.1"))
      assert.strictEqual(parsed((yield* answerOf(client)).body).remoteAddress, "192.0.2.1")
      client.send(get("/v1/a"))
      yield* expectLast(client, 400)
    })
  )
})

describe("a connection whose requests arrive whole", () => {
  it.live("is closed when it has been idle for too long, and one that never sends anything gets 408", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, {
        limits: { keepAliveTimeout: 200, headersTimeout: 200 }
      })
      const [idle, silent] = [yield* connect(address), yield* connect(address)]
      idle.send(get("/v1/a"))
      assert.strictEqual((yield* seen(idle)).target, "/v1/a")
      assert.strictEqual(yield* endOf(idle), "")
      yield* expectLast(silent, 408)
    })
  )

  it.live("stays open while a request takes longer than a connection may be idle", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(
        fakeServer((received) => Effect.sync(() => echo(received)).pipe(Effect.delay(500))),
        { limits: { keepAliveTimeout: 100, headersTimeout: 100, writeTimeout: 100 } }
      )
      const client = yield* connect(address)
      client.send(get("/v1/a"))
      assert.strictEqual((yield* seen(client)).target, "/v1/a")
    })
  )

  it.live("holds a bounded part of what arrives before its response, together with all others", () =>
    Effect.gen(function* () {
      const release = yield* Deferred.make<void>()
      const { address } = yield* listenOnLoopback(
        fakeServer((received) => Effect.as(Deferred.await(release), echo(received))),
        { limits: { allHeadBytes: 1000 } }
      )
      const clients = [yield* connect(address), yield* connect(address), yield* connect(address)]
      for (const client of clients) {
        client.send(get("/v1/a"))
        yield* handled(client)
        client.send(`${get("/v1/b")}${"x".repeat(400)}`)
        yield* handled(client)
      }
      // The first has held its part longest.
      assert.strictEqual(yield* endOf(clients[0]!), "")
      yield* Deferred.succeed(release, undefined)
      for (const client of clients.slice(1)) assert.strictEqual((yield* answerOf(client)).status, 200)
      yield* expectService(address)
    })
  )

  it.live("is freed when its client leaves, or is closed, with input that was not read", () =>
    Effect.gen(function* () {
      const release = yield* Deferred.make<void>()
      const left: Array<() => boolean> = []
      const { address } = yield* listenOnLoopback(
        fakeServer((received) => {
          left.push(received.hasLeft!)
          return Effect.as(Deferred.await(release), echo(received))
        }),
        { limits: { allHeadBytes: 60_000 } }
      )
      for (let i = 0; i < 20; i++) {
        const client = yield* connect(address)
        client.send(get("/v1/a"))
        yield* handled(client)
        // Above the limit, the connection is closed while it holds this.
        client.send("x".repeat(i % 2 === 0 ? 10_000 : 61_000))
        yield* handled(client)
        client.reset()
      }
      yield* Deferred.succeed(release, undefined)
      yield* Effect.promise(() => vi.waitUntil(() => left.length === 20 && left.every((hasLeft) => hasLeft())))
      const client = yield* connect(address)
      client.send(get("/v1/a"))
      yield* handled(client)
      // There is room for as much as before.
      client.send(post("/v1/b", "x".repeat(1000)))
      yield* handled(client)
      for (const target of ["/v1/a", "/v1/b"]) assert.strictEqual((yield* seen(client)).target, target)
    })
  )

  it.live("keeps much, or many pieces, behind a request, and reads them after its response", () =>
    Effect.gen(function* () {
      const release = yield* Deferred.make<void>()
      const server = fakeServer(
        (received) => Effect.as(Deferred.await(release), { ...json(200, {}), body: `${received.body.length}` }),
        1_000_000
      )
      const { address } = yield* listenOnLoopback(server)
      const [much, pieces] = [yield* connect(address), yield* connect(address)]
      for (const client of [much, pieces]) {
        client.send(get("/v1/a"))
        yield* handled(client)
      }
      much.send(post("/v1/b", "x".repeat(200_000)))
      for (const byte of post("/v1/b", "x".repeat(100))) {
        pieces.send(byte)
        yield* handled(pieces)
      }
      yield* Deferred.succeed(release, undefined)
      for (const client of [much, pieces]) assert.strictEqual((yield* answerOf(client)).body, "0")
      assert.strictEqual((yield* answerOf(much)).body, "200000")
      assert.strictEqual((yield* answerOf(pieces)).body, "100")
    })
  )
})
