import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { connect, echo, fakeServer, listenOnLoopback, parsed } from "./echo-server.ts"
import { setImmediate } from "node:timers/promises"
import { answerOf, get, post, request } from "./requests.ts"

/** Requests with whose response the connection ends, and the status of that response. */
const LAST = [
  ["asks to close the connection", request("POST", "/v1/last", "{}", "connection: close"), 200],
  ["asks for an upgrade", get("/v1/last", "connection: upgrade", "upgrade: h2c"), 200],
  ["is of HTTP/1.0", "GET /v1/last HTTP/1.0\r\nhost: x\r\n\r\n", 200],
  ["unwraps from a page", request("POST", "/v1/sys/wrapping/unwrap", "{}", "origin: https://x"), 200],
  ["has two hosts", get("/v1/last", "host: y"), 400],
  ["has too large a body", post("/v1/last", "x".repeat(2000)), 413],
  ["is not HTTP", "GARBAGE\r\n\r\n", 400]
] as const

describe("pipelined requests", () => {
  it.live("get their responses in order, whichever is ready first", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(
        fakeServer((request) =>
          Effect.sync(() => echo(request)).pipe(Effect.delay(request.target === "/v1/0" ? 40 : 1))
        )
      )
      const client = yield* connect(address)
      client.send(get("/v1/0") + post("/v1/1", "{}") + get("/v1/2"))
      for (const target of ["/v1/0", "/v1/1", "/v1/2"]) {
        assert.strictEqual(parsed((yield* answerOf(client)).body).target, target)
      }
    })
  )

  it.live("begin in order, with or without a body", () =>
    Effect.gen(function* () {
      const begun: Array<string> = []
      const { address } = yield* listenOnLoopback(
        fakeServer((request) =>
          Effect.sync(() => {
            begun.push(request.target)
            return echo(request)
          })
        )
      )
      const client = yield* connect(address)
      const targets = Array.from({ length: 100 }, (_, i) => `/v1/${i}`)
      client.send(targets.map((target, i) => (i % 3 === 0 ? post(target, "{}") : get(target))).join(""))
      for (const target of targets) assert.strictEqual(parsed((yield* answerOf(client)).body).target, target)
      assert.deepStrictEqual(begun, targets)
    })
  )

  it.live("take effect in order: none begins before the one before it has ended, at once or later", () =>
    Effect.gen(function* () {
      const steps: Array<string> = []
      const { address } = yield* listenOnLoopback(
        fakeServer((request) =>
          Effect.gen(function* () {
            steps.push(`begin ${request.target}`)
            const milliseconds = Number(request.target.slice(-1)) % 3
            if (milliseconds > 0) yield* Effect.sleep(milliseconds)
            steps.push(`end ${request.target}`)
            return echo(request)
          })
        )
      )
      const client = yield* connect(address)
      const requests = [..."012210021120011022210000012"].map((milliseconds, i) => ({
        method: ["GET", "POST", "DELETE", "LIST"][i % 4]!,
        target: `/v1/${i}-${milliseconds}`
      }))
      client.send(requests.map(({ method, target }) => request(method, target, "{}")).join(""))
      for (const { target } of requests) assert.strictEqual(parsed((yield* answerOf(client)).body).target, target)
      assert.deepStrictEqual(
        steps,
        requests.flatMap(({ target }) => [`begin ${target}`, `end ${target}`])
      )
    })
  )

  it.live("wait while the client does not read its responses, and get theirs when it does", () =>
    Effect.gen(function* () {
      let begun = 0
      const body = "x".repeat(300_000)
      const server = fakeServer(() =>
        Effect.sync(() => {
          begun++
          return { status: 200, headers: {}, body }
        })
      )
      const { address } = yield* listenOnLoopback(server)
      const [greedy, other] = [yield* connect(address), yield* connect(address)]
      greedy.socket.pause()
      greedy.send(Array.from({ length: 300 }, (_, i) => get(`/v1/${i}`)).join(""))
      yield* Effect.sleep(50)
      other.send(get("/v1/other"))
      assert.strictEqual((yield* answerOf(other)).body.length, body.length)
      assert.isBelow(begun, 150)
      greedy.socket.resume()
      for (let i = 0; i < 300; i++) assert.strictEqual((yield* answerOf(greedy)).body.length, body.length)
      assert.strictEqual(begun, 301)
    })
  )

  for (const [title, last, status] of LAST) {
    it.live(`do not cost the client responses that it has not read, if they follow one that ${title}`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(fakeServer((request) => Effect.sync(() => echo(request))))
        for (let round = 0; round < 10; round++) {
          const client = yield* connect(address)
          client.socket.pause()
          client.send(post("/v1/a", "{}").repeat(3) + last)
          // The server has ended its half of the connection before all of this arrives.
          for (let i = 0; i < 20; i++) {
            client.send(post("/v1/b", "y".repeat(1000)).repeat(20))
            yield* Effect.promise(() => setImmediate())
          }
          client.socket.resume()
          for (let i = 0; i < 3; i++) assert.strictEqual(parsed((yield* answerOf(client)).body).target, "/v1/a")
          assert.strictEqual((yield* answerOf(client)).status, status)
          assert.strictEqual(yield* Effect.promise(() => client.end()), "")
          client.close()
        }
      })
    )
  }

  it.live("are not carried out behind the last response, also if only that shows that the connection ends", () =>
    Effect.gen(function* () {
      const begun: Array<string> = []
      const { address } = yield* listenOnLoopback(
        fakeServer(({ target }) => Effect.sync(() => (begun.push(target), { status: 204, headers: {}, body: "" })))
      )
      const client = yield* connect(address)
      // A response without a body has no length, which a client of HTTP/1.0 needs to read the next one.
      const old = (target: string) => `POST ${target} HTTP/1.0\r\nconnection: keep-alive\r\ncontent-length: 2\r\n\r\n{}`
      client.send(Array.from({ length: 8 }, (_, i) => old(`/v1/${i}`)).join("") + old("/v1/half").slice(0, -1))
      assert.strictEqual((yield* answerOf(client, true)).headers.get("connection"), "close")
      client.send("}" + old("/v1/later"))
      assert.strictEqual(yield* Effect.promise(() => client.end()), "")
      yield* Effect.sleep(50)
      assert.deepStrictEqual(begun, ["/v1/0"])
    })
  )

  it.live("are carried out if they had begun when the client left, and dropped if they were waiting", () =>
    Effect.gen(function* () {
      const release = yield* Deferred.make<void>()
      const begun: Array<string> = []
      let ended = 0
      const server = fakeServer((request) =>
        Effect.gen(function* () {
          begun.push(request.target)
          assert.isFalse(request.hasLeft!())
          yield* Deferred.await(release)
          assert.isTrue(request.hasLeft!())
          ended++
          return echo(request)
        })
      )
      const { address, close } = yield* listenOnLoopback(server)
      const client = yield* connect(address)
      client.send(Array.from({ length: 200 }, (_, i) => post(`/v1/${i}`, "{}")).join(""))
      while (begun.length < 1) yield* Effect.sleep(1)
      client.reset()
      yield* Effect.sleep(50)
      yield* Deferred.succeed(release, undefined)
      yield* close
      assert.deepStrictEqual(begun, ["/v1/0"])
      assert.strictEqual(ended, 1)
    })
  )

  it.live("are not needed: a single request is carried out even if its client leaves before it begins", () =>
    Effect.gen(function* () {
      const done = yield* Deferred.make<string>()
      const { address } = yield* listenOnLoopback(
        fakeServer((request) => Effect.as(Deferred.succeed(done, request.target), echo(request)))
      )
      const client = yield* connect(address)
      yield* Effect.promise(
        () =>
          new Promise<void>((resolve) =>
            client.socket.write(post("/v1/sys/wrapping/wrap", "{}"), () => {
              client.reset()
              resolve()
            })
          )
      )
      assert.strictEqual(yield* Deferred.await(done), "/v1/sys/wrapping/wrap")
    })
  )
})

describe("requests that arrive together", () => {
  /** More than are carried out before the first response is written. */
  const MANY = Array.from({ length: 50 }, (_, i) => i)

  it.live("begin in order, and each gets its own response, whatever happens to the others", () =>
    Effect.gen(function* () {
      const begun: Array<string> = []
      const server = fakeServer((request) => {
        begun.push(request.target)
        const i = Number(request.target.slice("/v1/".length))
        return i % 7 === 3
          ? Effect.die("")
          : i % 5 === 1
            ? Effect.delay(
                Effect.sync(() => echo(request)),
                i
              )
            : Effect.sync(() => echo(request))
      })
      const { address } = yield* listenOnLoopback(server).pipe(Effect.provide(Logger.layer([])))
      const client = yield* connect(address)
      client.send(MANY.map((i) => get(`/v1/${i}`)).join(""))
      for (const i of MANY) {
        const answer = yield* answerOf(client)
        assert.strictEqual(answer.status, i % 7 === 3 ? 500 : 200)
        if (answer.status === 200) assert.strictEqual(parsed(answer.body).target, `/v1/${i}`)
      }
      assert.deepStrictEqual(
        begun,
        MANY.map((i) => `/v1/${i}`)
      )
    })
  )

  it.live("do not wait for a slow one among them", () =>
    Effect.gen(function* () {
      const release = yield* Deferred.make<void>()
      const server = fakeServer((request) =>
        request.target === "/v1/0"
          ? Effect.as(Deferred.await(release), echo(request))
          : Effect.sync(() => echo(request))
      )
      const { address } = yield* listenOnLoopback(server)
      const clients = yield* Effect.forEach(MANY, () => connect(address))
      clients.forEach((client, i) => client.send(get(`/v1/${i}`)))
      for (const i of MANY.slice(1)) assert.strictEqual(parsed((yield* answerOf(clients[i]!)).body).target, `/v1/${i}`)
      yield* Deferred.succeed(release, undefined)
      assert.strictEqual(parsed((yield* answerOf(clients[0]!)).body).target, "/v1/0")
    })
  )
})
