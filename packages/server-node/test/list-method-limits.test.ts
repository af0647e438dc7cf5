import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { connect, echo, echoServer, fakeServer, listenOnLoopback } from "./echo-server.ts"
import { expectLast, request, seen } from "./requests.ts"

/** Milliseconds. A busy machine must not take as long between the opening of a connection and its first request. */
const HEADERS_TIMEOUT = 250

describe("the limits for LIST", () => {
  it.live("headers above the limit get 431", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { limits: { headerBytes: 2048 } })
      const client = yield* connect(address)
      client.send(request("LIST", "/v1/a"))
      assert.strictEqual((yield* seen(client)).method, "LIST")
      client.send(`LIST /v1/a HTTP/1.1\r\nhost: x\r\nx-vault-token: ${"a".repeat(4000)}\r\n\r\n`)
      yield* expectLast(client, 431)
    })
  )

  it.live("RW-ER-8: a body above the limit gets 413", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const client = yield* connect(address)
      client.send(request("LIST", "/v1/a", "a".repeat(1025)))
      yield* expectLast(client, 413, ["http: request body too large"])
    })
  )

  for (const part of ["LI", "LIS", "LIST", "LIST ", "S", "SCA", "LIST /v1/a HTTP/1.1\r\nhost: x\r\n"]) {
    it.live(
      `a request that stops after ${JSON.stringify(part)} gets 408, on a new connection and after another LIST`,
      () =>
        Effect.gen(function* () {
          const { address } = yield* listenOnLoopback(echoServer, { limits: { headersTimeout: HEADERS_TIMEOUT } })
          const client = yield* connect(address)
          client.send(part)
          yield* expectLast(client, 408)
          const second = yield* connect(address)
          second.send(request("LIST", "/v1/a"))
          yield* seen(second)
          second.send(part)
          yield* expectLast(second, 408)
        })
    )
  }

  it.live("headersTimeout does not apply while earlier requests or the LIST itself are processed", () =>
    Effect.gen(function* () {
      const slow = fakeServer((wire) => Effect.sync(() => echo(wire)).pipe(Effect.delay(2 * HEADERS_TIMEOUT)))
      const { address } = yield* listenOnLoopback(slow, {
        limits: { headersTimeout: HEADERS_TIMEOUT, requestTimeout: HEADERS_TIMEOUT }
      })
      const client = yield* connect(address)
      client.send(request("GET", "/v1/a") + request("LIST", "/v1/b"))
      assert.strictEqual((yield* seen(client)).method, "GET")
      assert.strictEqual((yield* seen(client)).method, "LIST")
    })
  )

  it.live("an idle connection is closed after keepAliveTimeout, also after a LIST", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { limits: { keepAliveTimeout: 50 } })
      const client = yield* connect(address)
      client.send(request("LIST", "/v1/a"))
      yield* seen(client)
      // Node adds a second to the time that it announces.
      assert.strictEqual(yield* Effect.promise(() => client.end()), "")
    })
  )
})
