import { assert, describe, it, vi } from "@effect/vitest"
import { setImmediate as turn } from "node:timers/promises"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Queue from "effect/Queue"
import * as Scope from "effect/Scope"
import { connect, echo, echoServer, fakeServer, json, listenOnLoopback, parsed } from "./echo-server.ts"
import type { RawClient } from "./raw-client.ts"
import { answerOf, get, handled, post } from "./requests.ts"
import { selfSigned } from "./self-signed.ts"

describe("shutdown", () => {
  it.live("answers requests in flight, closes idle connections and accepts nothing more", () =>
    Effect.gen(function* () {
      const scope = yield* Scope.make()
      const release = yield* Deferred.make<void>()
      const begun = yield* Queue.unbounded<void>()
      const server = fakeServer((request) =>
        request.target === "/v1/fast"
          ? Effect.sync(() => echo(request))
          : Effect.as(Effect.andThen(Queue.offer(begun, undefined), Deferred.await(release)), echo(request))
      )
      const { address } = yield* listenOnLoopback(server).pipe(Scope.provide(scope))
      const clients: Record<string, RawClient> = {}
      for (const name of ["idle", "fresh", "inFlight", "listing", "pipelined", "half", "listed"])
        clients[name] = yield* connect(address)
      const { fresh, half, idle, inFlight, listed, listing, pipelined } = clients as Record<string, RawClient> &
        Record<"idle", RawClient>
      idle.send(get("/v1/fast"))
      yield* answerOf(idle)
      listed!.send(get("/v1/fast").replace("GET", "LIST"))
      yield* answerOf(listed!)
      inFlight!.send(post("/v1/slow", "{}"))
      listing!.send(get("/v1/slow").replace("GET", "LIST"))
      pipelined!.send(get("/v1/slow") + get("/v1/slow2") + get("/v1/slow").replace("GET", "SCAN"))
      half!.send("GET /v1/fast HTTP/1.1\r\n")
      // The first of each connection.
      yield* Queue.takeN(begun, 3)
      for (const client of [pipelined!, half!]) yield* handled(client)

      const closing = yield* Effect.forkChild(Scope.close(scope, Exit.void))
      for (const client of [idle, fresh!, listed!]) {
        assert.strictEqual(yield* Effect.promise(() => client.end()), "")
        assert.isUndefined(client.error)
      }
      assert.isTrue(Exit.isFailure(yield* Effect.exit(Effect.tryPromise(() => fetch(`${address}/v1/fast`)))))
      half!.send("host: x\r\n\r\n")
      const last = yield* answerOf(half!)
      assert.deepStrictEqual([last.status, last.headers.get("connection")], [200, "close"])

      yield* Deferred.succeed(release, undefined)
      for (const client of [inFlight!, listing!]) {
        const answer = yield* answerOf(client)
        assert.deepStrictEqual([answer.status, answer.headers.get("connection")], [200, "close"])
        assert.strictEqual(yield* Effect.promise(() => client.end()), "")
      }
      for (const [target, connection] of [
        ["/v1/slow", "keep-alive"],
        ["/v1/slow2", undefined],
        ["/v1/slow", "close"]
      ] as const) {
        const answer = yield* answerOf(pipelined!)
        assert.strictEqual(parsed(answer.body).target, target)
        if (connection !== undefined) assert.strictEqual(answer.headers.get("connection"), connection)
      }
      assert.strictEqual(yield* Effect.promise(() => pipelined!.end()), "")
      yield* Fiber.join(closing)
    })
  )

  it.live("is not delayed by idle clients that had pipelined many requests, or padded their headers", () =>
    Effect.gen(function* () {
      const { address, close } = yield* listenOnLoopback(echoServer, {
        limits: { drainTimeout: 60_000, headersTimeout: 60_000, requestTimeout: 60_000 }
      })
      const pipelining = yield* connect(address)
      const window = 3
      pipelining.send(post("/v1/a", "{}").repeat(window))
      for (let i = 0; i < 1500; i++) {
        assert.strictEqual((yield* answerOf(pipelining)).status, 200)
        pipelining.send(post("/v1/a", "{}"))
      }
      for (let i = 0; i < window; i++) yield* answerOf(pipelining)
      const padding = yield* connect(address)
      padding.send(`GET /v1/a HTTP/1.1\r\nhost:${" ".repeat(20_000)}x\r\n\r\n`)
      yield* answerOf(padding)
      yield* close
    })
  )

  for (const [title, last, more] of [
    ["has sent an empty line after its last request", post("/v1/a", "{}"), "\r\n"],
    ["has read its last response, a large one, and does not close", get("/v1/a", "connection: close"), ""]
  ] as const)
    it.live(`is not delayed by a client that ${title}`, () =>
      Effect.gen(function* () {
        const server = fakeServer(() => Effect.succeed({ ...json(200, {}), body: "x".repeat(300_000) }))
        const { address, close } = yield* listenOnLoopback(server, {
          limits: { drainTimeout: 60_000, headersTimeout: 60_000, requestTimeout: 60_000 }
        })
        const client = yield* connect(address)
        Object.assign(client.socket, { allowHalfOpen: true })
        client.send(last)
        yield* answerOf(client)
        client.send(more)
        yield* handled(client)
        const setTimer = vi.spyOn(globalThis, "setTimeout")
        yield* close
        // The socket reports its end in one of the next turns. A timer that began then would keep the process alive.
        for (let i = 0; i < 2; i++) yield* Effect.promise(() => turn())
        assert.lengthOf(
          setTimer.mock.calls.filter(([, milliseconds]) => milliseconds === 1000),
          1
        )
        setTimer.mockRestore()
      })
    )

  it.live("is not delayed by a client that keeps sending requests, and answers all that were accepted", () =>
    Effect.gen(function* () {
      let begun = 0
      const server = fakeServer((request) =>
        Effect.sync(() => {
          begun++
          return echo(request)
        }).pipe(Effect.delay(2 + (Number(request.target.slice("/v1/".length)) % 5) * 3))
      )
      const { address, close } = yield* listenOnLoopback(server, { limits: { drainTimeout: 60_000 } })
      const client = yield* connect(address)
      // Several requests are always in flight, so there is never a moment without a response to come.
      const ask = (i: number) => client.send(get(`/v1/${i}`).replace("GET", i % 8 === 7 ? "LIST" : "GET"))
      for (let i = 0; i < 12; i++) ask(i)
      let answers = 0
      let closing: Fiber.Fiber<void> | undefined
      for (let last = false; !last;) {
        const answer = yield* Effect.exit(answerOf(client))
        // On a slow machine no request may be in flight for a moment, and the connection ends then.
        if (Exit.isFailure(answer)) break
        last = answer.value.headers.get("connection") === "close"
        answers++
        if (answers === 20) closing = yield* Effect.forkChild(close)
        ask(answers + 11)
      }
      yield* Fiber.join(closing!)
      assert.strictEqual(begun, answers)
    })
  )

  it.live(
    "waits for the whole of a response that is being sent, however large it is and however slowly it is read",
    () =>
      Effect.gen(function* () {
        const size = 20_000_000
        const { address, close } = yield* listenOnLoopback(
          fakeServer(() => Effect.succeed({ ...json(200, {}), body: "a".repeat(size) }))
        )
        const client = yield* connect(address)
        client.socket.pause()
        client.send(get("/v1/a"))
        yield* handled(client)
        const closing = yield* Effect.forkChild(close)
        // The time in which the rest of the response must not be lost.
        yield* Effect.sleep(30)
        client.socket.resume()
        assert.strictEqual((yield* answerOf(client)).body.length, size)
        yield* Fiber.join(closing)
      })
  )

  it.live("closes what is still open after drainTimeout", () =>
    Effect.gen(function* () {
      const begun = yield* Deferred.make<void>()
      const drainTimeout = 200
      const { address, close } = yield* listenOnLoopback(
        fakeServer(() => Effect.andThen(Deferred.succeed(begun, undefined), Effect.never)),
        { limits: { drainTimeout } }
      )
      const client = yield* connect(address)
      client.send(get("/v1/a"))
      yield* Deferred.await(begun)
      const before = performance.now()
      yield* close
      const elapsed = performance.now() - before
      // The request never ends. A timer may fire a little early.
      assert.isAtLeast(elapsed, drainTimeout - 2)
      assert.isBelow(elapsed, 5000)
      assert.strictEqual(yield* Effect.promise(() => client.end()), "")
      yield* close
    })
  )

  it.live("waits for a request whose client has left", () =>
    Effect.gen(function* () {
      const [begun, release] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
      const server = fakeServer((request) =>
        Effect.gen(function* () {
          yield* Deferred.succeed(begun, undefined)
          yield* Deferred.await(release)
          return echo(request)
        })
      )
      const { address, close } = yield* listenOnLoopback(server)
      const client = yield* connect(address)
      client.send(get("/v1/a"))
      yield* Deferred.await(begun)
      client.close()
      yield* handled(client)
      const closing = yield* Effect.forkChild(close)
      // The time in which it must not end.
      yield* Effect.sleep(50)
      assert.isUndefined(closing.pollUnsafe())
      yield* Deferred.succeed(release, undefined)
      yield* Fiber.join(closing)
    })
  )

  it.live("is not delayed by an unfinished TLS handshake", () =>
    Effect.gen(function* () {
      const { address, close } = yield* listenOnLoopback(echoServer, { tls: selfSigned() })
      const silent = yield* connect(address.replace("https", "http"))
      const idle = yield* connect(address)
      idle.send(get("/v1/a"))
      yield* answerOf(idle)
      const before = yield* Clock.currentTimeMillis
      yield* close
      assert.isBelow((yield* Clock.currentTimeMillis) - before, 3000)
      yield* Effect.promise(() => silent.end())
    })
  )
})
