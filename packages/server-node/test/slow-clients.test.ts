import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { connect, echo, echoServer, fakeServer, json, listenOnLoopback } from "./echo-server.ts"
import { answerOf, expectLast, expectService, get, handled, post } from "./requests.ts"

describe("slow clients", () => {
  // Long enough for the honest request afterwards, on a machine that is busy with other tests.
  const limits = { headersTimeout: 250, requestTimeout: 500 }
  for (const [title, bytes] of [
    ["nothing", ""],
    ["half a method", "GE"],
    ["half its headers", "GET /v1/a HTTP/1.1\r\nhost: x\r\n"],
    ["half its body", "POST /v1/a HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc"],
    ["half a chunk", "POST /v1/a HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab"]
  ] as const) {
    it.live(`a client that sends ${title} gets 408`, () =>
      Effect.gen(function* () {
        const handled: Array<string> = []
        const { address } = yield* listenOnLoopback(
          fakeServer((request) => Effect.sync(() => (handled.push(request.body.length.toString()), echo(request)))),
          { limits }
        )
        const client = yield* connect(address)
        client.send(bytes)
        yield* expectLast(client, 408)
        assert.deepStrictEqual(handled, [])
        yield* expectService(address)
      })
    )
  }

  it.live("a request whose client leaves before its body is complete is not carried out", () =>
    Effect.gen(function* () {
      let handled = 0
      const { address } = yield* listenOnLoopback(
        fakeServer((request) => Effect.sync(() => (handled++, echo(request))))
      )
      const client = yield* connect(address)
      yield* Effect.promise(() =>
        client.sendInPieces("POST /v1/a HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc")
      )
      client.close()
      const half = yield* connect(address)
      half.socket.end("POST /v1/a HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc")
      yield* expectLast(half, 400)
      assert.strictEqual(handled, 0)
    })
  )

  for (const [title, late] of [
    ["after the response", true],
    ["before the response", false]
  ] as const)
    it.live(`a client that sends an empty line behind a request, ${title}, gets no 408`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(
          fakeServer((request) => Effect.sync(() => echo(request)).pipe(Effect.delay(late ? 0 : 50))),
          { limits: { headersTimeout: 250, requestTimeout: 60_000 } }
        )
        const client = yield* connect(address)
        client.send(post("/v1/a", "{}"))
        yield* handled(client)
        if (late) assert.strictEqual((yield* answerOf(client)).status, 200)
        client.send("\r\n")
        yield* handled(client)
        if (!late) assert.strictEqual((yield* answerOf(client)).status, 200)
        yield* Effect.sleep(1500)
        client.send(get("/v1/b"))
        assert.strictEqual((yield* answerOf(client)).status, 200)
      })
    )

  it.live("a client that reads late gets no 408 for requests that it has sent completely", () =>
    Effect.gen(function* () {
      const body = "x".repeat(60_000)
      const { address } = yield* listenOnLoopback(
        fakeServer(() => Effect.succeed({ ...json(200, {}), body })),
        { limits: { headersTimeout: 700, requestTimeout: 60_000 } }
      )
      const client = yield* connect(address)
      client.socket.pause()
      // The server stops reading within the head of one of these.
      const requests = Array.from({ length: 1000 }, (_, i) => get(`/v1/${"a".repeat(i % 97)}`))
      client.send(requests.join(""))
      yield* Effect.sleep(2500)
      client.socket.resume()
      for (const _ of requests) assert.strictEqual((yield* answerOf(client)).status, 200)
      client.send("GET /v1/half")
      yield* expectLast(client, 408)
    })
  )

  it.live("nor later, when the connection is idle; but one that stops sending then gets it", () =>
    Effect.gen(function* () {
      const body = "x".repeat(2_000_000)
      const { address } = yield* listenOnLoopback(
        fakeServer(({ method }) => Effect.succeed({ ...json(200, {}), body: method === "GET" ? body : "" }), 200_000),
        { limits: { headersTimeout: 400, requestTimeout: 500 } }
      )
      const late = get("/v1/a").repeat(10)
      const head = `POST /v1/a HTTP/1.1\r\nhost: x\r\na: ${"a".repeat(6000)}\r\ncontent-length: 150000\r\n\r\n`
      // The whole body, none of it, or some.
      const clients = yield* Effect.all([0, 150_000, 149_990].map(() => connect(address)))
      const sent = [150_000, 0, 10].map((length) => "x".repeat(length))
      clients.forEach((client) => {
        client.socket.pause()
        client.send(late + head.slice(0, 3000))
      })
      yield* Effect.sleep(200)
      clients.forEach((client, i) => client.send(head.slice(3000) + sent[i]!))
      yield* Effect.sleep(1200)
      for (const client of clients) client.socket.resume()
      for (const client of clients)
        for (let i = 0; i < 10; i++) assert.strictEqual((yield* answerOf(client)).body.length, body.length)
      const [complete, ...incomplete] = clients
      assert.strictEqual((yield* answerOf(complete!)).status, 200)
      for (const client of incomplete) yield* expectLast(client, 408)
      yield* Effect.sleep(1000)
      complete!.send(get("/v1/a"))
      assert.strictEqual((yield* answerOf(complete!)).status, 200)
    })
  )

  it.live("a slow operation is not limited by the time limits of clients", () =>
    Effect.gen(function* () {
      const slow = fakeServer((request) => Effect.sync(() => echo(request)).pipe(Effect.delay(300)))
      const { address } = yield* listenOnLoopback(slow, {
        limits: { ...limits, writeTimeout: 80, keepAliveTimeout: 80 }
      })
      const client = yield* connect(address)
      for (let i = 0; i < 2; i++) {
        client.send(post("/v1/a", "{}"))
        assert.strictEqual((yield* answerOf(client)).status, 200)
      }
    })
  )

  it.live("a client that does not read its response is disconnected", () =>
    Effect.gen(function* () {
      const large = fakeServer(() => Effect.succeed({ ...json(200, {}), body: new Uint8Array(50_000_000) }))
      const { address, close } = yield* listenOnLoopback(large, { limits: { writeTimeout: 100 } })
      const client = yield* connect(address)
      client.socket.pause()
      client.send(get("/v1/a"))
      const before = yield* Clock.currentTimeMillis
      yield* Effect.sleep(300)
      yield* close
      assert.isBelow((yield* Clock.currentTimeMillis) - before, 5000)
    })
  )

  it.live("an idle connection is closed after keepAliveTimeout", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { limits: { keepAliveTimeout: 50 } })
      const client = yield* connect(address)
      client.send(get("/v1/a"))
      yield* answerOf(client)
      assert.strictEqual(yield* Effect.promise(() => client.end()), "")
    })
  )
})
