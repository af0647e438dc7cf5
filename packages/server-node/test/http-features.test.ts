import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { connect, echo, echoServer, fakeServer, listenOnLoopback, parsed } from "./echo-server.ts"
import { answerOf, expectLast, get, post, request } from "./requests.ts"

describe("features of HTTP", () => {
  it.live("HTTP/1.0: needs no Host, and the connection is closed by default", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const client = yield* connect(address)
      client.send("GET /v1/a HTTP/1.0\r\n\r\n")
      assert.strictEqual((yield* answerOf(client)).status, 200)
      assert.strictEqual(yield* Effect.promise(() => client.end()), "")
    })
  )

  it.live("half-close: a client that closes its half after the request gets the response", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(
        fakeServer((request) => Effect.sync(() => echo(request)).pipe(Effect.delay(20)))
      )
      const client = yield* connect(address)
      client.socket.end(post("/v1/a", "{}"))
      assert.strictEqual((yield* answerOf(client)).status, 200)
      assert.strictEqual(yield* Effect.promise(() => client.end()), "")
    })
  )

  it.live(
    "a connection ends after a response to a page below sys/wrapping, so that no browser sends an unwrap again",
    () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer)
        const origin = "origin: https://app.example"
        for (const method of ["POST", "OPTIONS"]) {
          const page = yield* connect(address)
          page.send(request(method, "/v1/auth/token/lookup-self", "", origin))
          assert.strictEqual((yield* answerOf(page)).headers.get("connection"), "keep-alive")
          page.send(request(method, "/v1/team/sys/wrapping/lookup", "", origin))
          assert.strictEqual((yield* answerOf(page)).headers.get("connection"), "close")
          assert.strictEqual(yield* Effect.promise(() => page.end()), "")
        }
        const other = yield* connect(address)
        other.send(post("/v1/sys/wrapping/lookup", ""))
        assert.strictEqual((yield* answerOf(other)).headers.get("connection"), "keep-alive")
      })
  )

  it.live("Expect: 100-continue is supported, and any other expectation is refused with 417", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const client = yield* connect(address)
      client.send(post("/v1/a", "").replace("content-length: 0", "expect: 100-continue\r\ncontent-length: 2"))
      assert.strictEqual((yield* answerOf(client)).status, 100)
      client.send("{}")
      assert.strictEqual(parsed((yield* answerOf(client)).body).body, "{}")
      client.send(get("/v1/a", "expect: miracles"))
      yield* expectLast(client, 417)
    })
  )

  it.live("Expect: 100-continue behind other requests: 100 comes before the response, or not at all", () =>
    Effect.gen(function* () {
      const body = "b".repeat(500_000)
      const { address } = yield* listenOnLoopback(
        fakeServer((request) =>
          request.target === "/v1/large"
            ? Effect.succeed({ ...echo(request), body: Buffer.from(body) })
            : Effect.delay(
                Effect.sync(() => echo(request)),
                20
              )
        )
      )
      const expecting = (target: string): string => request("POST", target, "x", "expect: 100-continue")
      const client = yield* connect(address)
      client.send(
        get("/v1/slow") + expecting("/v1/large") + get("/v1/large") + expecting("/v1/large") + get("/v1/slow")
      )
      const bodies: Array<string> = []
      while (bodies.length < 5) {
        const answer = yield* answerOf(client)
        if (answer.status === 100) continue
        assert.deepStrictEqual([answer.status, answer.headers.get("connection")], [200, "keep-alive"])
        bodies.push(answer.body)
      }
      assert.deepStrictEqual(bodies.slice(1, 4), [body, body, body])
      // A client that waits for it gets it once the response before it has been sent.
      client.send(get("/v1/slow") + expecting("/v1/a").slice(0, -1))
      assert.strictEqual((yield* answerOf(client)).status, 200)
      assert.strictEqual((yield* answerOf(client)).status, 100)
      client.send("x")
      assert.strictEqual(parsed((yield* answerOf(client)).body).body, "x")
    })
  )

  for (const body of [undefined, ""])
    it.live(`Expect: 100-continue without a body (${body === undefined ? "no" : "a"} length) is ignored`, () =>
      Effect.gen(function* () {
        const carriedOut: Array<string> = []
        const { address } = yield* listenOnLoopback(
          fakeServer((request) =>
            Effect.sync(() => {
              carriedOut.push(request.target)
              return echo(request)
            })
          )
        )
        const client = yield* connect(address)
        client.send(request("GET", "/v1/a", body, "expect: 100-continue") + post("/v1/b", "{}"))
        for (const target of ["/v1/a", "/v1/b"]) {
          const answer = yield* answerOf(client)
          assert.deepStrictEqual([answer.status, answer.headers.get("connection")], [200, "keep-alive"])
          assert.strictEqual(parsed(answer.body).target, target)
        }
        assert.deepStrictEqual(carriedOut, ["/v1/a", "/v1/b"])
      })
    )

  for (const method of ["TRACE", "OPTIONS", "PURGE", "QUERY"]) {
    it.live(`${method}: passed to the core`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer)
        const client = yield* connect(address)
        client.send(get("/v1/a").replace("GET", method))
        const answer = yield* answerOf(client)
        assert.strictEqual(answer.status, method === "OPTIONS" ? 200 : 405)
      })
    )
  }

  it.live("Upgrade: ignored, the request gets its response, and nothing after it is carried out", () =>
    Effect.gen(function* () {
      const carriedOut: Array<string> = []
      const server = fakeServer((request) =>
        Effect.sync(() => {
          carriedOut.push(request.target)
          return echo(request)
        }).pipe(Effect.delay(5))
      )
      const { address } = yield* listenOnLoopback(server)
      const client = yield* connect(address)
      const smuggled = get("/v1/smuggled")
      client.send(
        get("/v1/a", "connection: keep-alive, Upgrade", "upgrade: websocket") +
          `POST /v1/b HTTP/1.1\r\nhost: x\r\ncontent-length: ${smuggled.length}\r\n\r\n`
      )
      client.send(smuggled)
      const answer = yield* answerOf(client)
      assert.deepStrictEqual([answer.status, answer.headers.get("connection")], [200, "close"])
      assert.strictEqual(yield* Effect.promise(() => client.end()), "")
      assert.deepStrictEqual(carriedOut, ["/v1/a"])
    })
  )

  it.live("CONNECT: 405, after the responses to earlier requests", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(
        fakeServer((request) => Effect.sync(() => echo(request)).pipe(Effect.delay(10)))
      )
      const client = yield* connect(address)
      client.send("CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n")
      yield* expectLast(client, 405)
      const second = yield* connect(address)
      second.send(get("/v1/a") + "CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\nmore")
      assert.strictEqual((yield* answerOf(second)).status, 200)
      yield* expectLast(second, 405)
    })
  )
})
