import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { connect, echo, echoServer, fakeServer, listenOnLoopback, parsed } from "./echo-server.ts"
import { chunked, request, seen } from "./requests.ts"
import { selfSigned } from "./self-signed.ts"

describe("the methods LIST and SCAN", () => {
  for (const method of ["LIST", "SCAN"]) {
    it.live(`${method}: is the first request of a connection, with its target and token`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer)
        const client = yield* connect(address)
        client.send(`${method} /v1/secret/a%20b?x=1 HTTP/1.1\r\nHost: x\r\nX-Vault-Token: abc\r\n\r\n`)
        const answer = yield* Effect.promise(() => client.answer())
        assert.deepStrictEqual(parsed(answer.body), {
          method,
          target: "/v1/secret/a%20b?x=1",
          body: "",
          token: "abc",
          remoteAddress: "127.0.0.1"
        })
      })
    )

    it.live(`${method}: has a body`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer)
        const client = yield* connect(address)
        client.send(request(method, "/v1/a", "LIST /v1/x HTTP/1.1\r\n\r\n") + request("GET", "/v1/b"))
        assert.deepStrictEqual(yield* seen(client), { method, target: "/v1/a", body: "LIST /v1/x HTTP/1.1\r\n\r\n" })
        assert.deepStrictEqual(yield* seen(client), { method: "GET", target: "/v1/b", body: "" })
      })
    )

    it.live(`${method}: arrives in two pieces, wherever it is cut`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer)
        const bytes = request(method, "/v1/a")
        const fresh = yield* connect(address)
        const kept = yield* connect(address)
        for (let cut = 1; cut < bytes.length; cut++) {
          const first = cut <= 6 ? yield* connect(address) : fresh
          for (const client of [first, kept]) {
            yield* Effect.promise(() => client.sendInPieces(bytes.slice(0, cut), bytes.slice(cut)))
            assert.deepStrictEqual(yield* seen(client), { method, target: "/v1/a", body: "" }, `cut after ${cut}`)
          }
        }
      })
    )

    it.live(`${method}: arrives byte by byte`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer)
        const client = yield* connect(address)
        for (let i = 0; i < 2; i++) {
          yield* Effect.promise(() => client.sendInPieces(...request(method, "/v1/a")))
          assert.deepStrictEqual(yield* seen(client), { method, target: "/v1/a", body: "" })
        }
      })
    )
  }

  it.live("do not leak listeners after a thousand requests on one connection, in sequence and pipelined", () =>
    Effect.gen(function* () {
      const warnings: Array<Error> = []
      const onWarning = (warning: Error): void => void warnings.push(warning)
      process.on("warning", onWarning)
      yield* Effect.addFinalizer(() => Effect.sync(() => process.removeListener("warning", onWarning)))
      const { address } = yield* listenOnLoopback(echoServer)
      const client = yield* connect(address)
      for (let i = 0; i < 500; i++) {
        client.send(request(i % 2 ? "LIST" : "SCAN", `/v1/${i}`))
        assert.strictEqual((yield* seen(client)).target, `/v1/${i}`)
      }
      client.send(Array.from({ length: 500 }, (_, i) => request(i % 3 ? "LIST" : "SCAN", `/v1/${i}`)).join(""))
      for (let i = 0; i < 500; i++) {
        assert.deepStrictEqual(yield* seen(client), { method: i % 3 ? "LIST" : "SCAN", target: `/v1/${i}`, body: "" })
      }
      assert.deepStrictEqual(warnings, [])
    })
  )

  it.live("keep their order after requests that are still being processed", () =>
    Effect.gen(function* () {
      const slowFirst = fakeServer((wire) =>
        Effect.sync(() => echo(wire)).pipe(Effect.delay(wire.target === "/v1/slow" ? 60 : 1))
      )
      const { address } = yield* listenOnLoopback(slowFirst)
      const client = yield* connect(address)
      client.send(
        request("POST", "/v1/slow", "one") +
          request("GET", "/v1/b") +
          request("LIST", "/v1/slow") +
          request("SCAN", "/v1/d")
      )
      yield* Effect.promise(() => client.sendInPieces("", request("PUT", "/v1/e", "two")))
      assert.deepStrictEqual(yield* seen(client), { method: "POST", target: "/v1/slow", body: "one" })
      assert.deepStrictEqual(yield* seen(client), { method: "GET", target: "/v1/b", body: "" })
      assert.deepStrictEqual(yield* seen(client), { method: "LIST", target: "/v1/slow", body: "" })
      assert.deepStrictEqual(yield* seen(client), { method: "SCAN", target: "/v1/d", body: "" })
      assert.deepStrictEqual(yield* seen(client), { method: "PUT", target: "/v1/e", body: "two" })
    })
  )

  it.live("follow a body that ends like a method", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      for (const body of ["LIST ", "SCAN ", "LI", "S", "UN", "M-", "GE", "\r\n\r\nLIST"]) {
        for (const method of ["LIST", "SCAN"]) {
          for (const together of [true, false]) {
            const client = yield* connect(address)
            const post = request("POST", "/v1/a", body)
            if (together) client.send(post + request(method, "/v1/b"))
            else client.send(post)
            assert.deepStrictEqual(yield* seen(client), { method: "POST", target: "/v1/a", body })
            if (!together) client.send(request(method, "/v1/b"))
            assert.deepStrictEqual(yield* seen(client), { method, target: "/v1/b", body: "" })
          }
        }
      }
    })
  )

  it.live("are never read from a payload", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const payload = "LIST /v1/x HTTP/1.1\r\nhost: x\r\n\r\nSCAN /v1/y HTTP/1.1\r\nhost: x\r\n\r\n"
      const client = yield* connect(address)
      for (const bytes of [request("POST", "/v1/a", payload), chunked("POST", "/v1/a", [payload, "LIST ", payload])]) {
        for (const cut of [bytes.length, bytes.indexOf("LIST"), bytes.indexOf("LIST") + 2, bytes.indexOf("SCAN") + 1]) {
          yield* Effect.promise(() =>
            client.sendInPieces(bytes.slice(0, cut), bytes.slice(cut) + request("LIST", "/v1/b"))
          )
          const { body, method } = yield* seen(client)
          assert.strictEqual(method, "POST")
          assert.include([payload, `${payload}LIST ${payload}`], body)
          assert.deepStrictEqual(yield* seen(client), { method: "LIST", target: "/v1/b", body: "" })
        }
      }
    })
  )

  it.live("work over TLS", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { tls: selfSigned() })
      assert.match(address, /^https:/)
      const client = yield* connect(address)
      client.send(request("LIST", "/v1/a") + request("POST", "/v1/b", "LIST ") + request("SCAN", "/v1/c"))
      assert.strictEqual((yield* seen(client)).method, "LIST")
      assert.strictEqual((yield* seen(client)).method, "POST")
      assert.strictEqual((yield* seen(client)).method, "SCAN")
      yield* Effect.promise(() => client.sendInPieces("LI", "S", "T /v1/d HTTP/1.1\r\nhost: x\r\n\r\n"))
      assert.deepStrictEqual(yield* seen(client), { method: "LIST", target: "/v1/d", body: "" })
    })
  )

  it.live("get a response if the client closes its half after the request", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(
        fakeServer((wire) => Effect.sync(() => echo(wire)).pipe(Effect.delay(20)))
      )
      for (const bytes of [request("LIST", "/v1/a"), request("GET", "/v1/0") + request("LIST", "/v1/a")]) {
        const client = yield* connect(address)
        client.socket.end(bytes)
        if (bytes.startsWith("GET")) assert.strictEqual((yield* seen(client)).method, "GET")
        assert.strictEqual((yield* seen(client)).method, "LIST")
        assert.strictEqual(yield* Effect.promise(() => client.end()), "")
      }
    })
  )
})
