import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Logger from "effect/Logger"
import { once } from "node:events"
import { connect as connectUnix, type Socket } from "node:net"
import { connect as connectTls } from "node:tls"
import type { Limits } from "../src/index.ts"
import { echo, echoServer, fakeServer, listenOnLoopback } from "./echo-server.ts"
import { RawClient } from "./raw-client.ts"
import { answerOf, get } from "./requests.ts"
import { selfSigned } from "./self-signed.ts"
import { socketPath } from "./socket-path.ts"

const open = (path: string, isTls: boolean) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const transport = connectUnix(path)
      const socket: Socket = isTls ? connectTls({ socket: transport, rejectUnauthorized: false }) : transport
      await once(socket, isTls ? "secureConnect" : "connect")
      return new RawClient(socket, transport)
    }),
    (client) => Effect.sync(() => client.close())
  )

const started = (server: typeof echoServer, limits?: Partial<Limits>) =>
  Effect.gen(function* () {
    const path = yield* socketPath
    const { close } = yield* listenOnLoopback(server, { socketPath: path, tls: selfSigned(), limits })
    return { close, connect: open(path, true), plain: open(path, false) }
  })

/** All clients of a Unix domain socket have the same address: none. */
describe("TLS over a Unix domain socket", () => {
  it.live("when one client had left, a shutdown cut off the others as if their TLS handshake had failed", () => {
    const messages: Array<unknown> = []
    return Effect.gen(function* () {
      const [begun, release] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
      const server = fakeServer((request) =>
        Effect.as(Effect.andThen(Deferred.succeed(begun, undefined), Deferred.await(release)), echo(request))
      )
      const { close, connect } = yield* started(server, { drainTimeout: 20_000 })
      const [client, leaving, idle] = [yield* connect, yield* connect, yield* connect]
      client.send(get("/v1/a"))
      yield* Deferred.await(begun)
      leaving.socket.end()
      yield* Effect.promise(() => once(leaving.socket, "close"))
      const closing = yield* Effect.forkChild(close)
      assert.strictEqual(yield* Effect.promise(() => idle.end()), "")
      yield* Deferred.succeed(release, undefined)
      assert.strictEqual((yield* answerOf(client)).status, 200)
      assert.strictEqual(yield* Effect.promise(() => client.end()), "")
      const before = performance.now()
      yield* Fiber.join(closing)
      assert.isBelow(performance.now() - before, 5000)
      assert.deepStrictEqual(messages, [])
    }).pipe(Effect.provide(Logger.layer([Logger.make(({ message }) => void messages.push(message))])))
  })

  it.live("an idle client kept its connection when there was one too many, and the new one was refused", () =>
    Effect.gen(function* () {
      const { connect } = yield* started(echoServer, { connections: 2, drainTimeout: 10 })
      const [first, second] = [yield* connect, yield* connect]
      for (const client of [first, second]) {
        client.send(get("/v1/a"))
        assert.strictEqual((yield* answerOf(client)).status, 200)
      }
      const third = yield* connect
      assert.strictEqual(yield* Effect.promise(() => first.end()), "")
      for (const client of [second, third]) {
        client.send(get("/v1/b"))
        assert.strictEqual((yield* answerOf(client)).status, 200)
      }
    })
  )

  it.live("a client whose request is carried out keeps its connection", () =>
    Effect.gen(function* () {
      const [begun, release] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
      const server = fakeServer((request) =>
        Effect.as(Effect.andThen(Deferred.succeed(begun, undefined), Deferred.await(release)), echo(request))
      )
      const { connect } = yield* started(server, { connections: 1 })
      const client = yield* connect
      client.send(get("/v1/a"))
      yield* Deferred.await(begun)
      assert.isTrue(Exit.isFailure(yield* Effect.exit(connect)))
      yield* Deferred.succeed(release, undefined)
      assert.strictEqual((yield* answerOf(client)).status, 200)
    })
  )

  it.live("the time of a handshake is limited, and plain HTTP gets a response", () =>
    Effect.gen(function* () {
      const { connect, plain } = yield* started(echoServer, { handshakeTimeout: 1000 })
      const [client, silent, forgetful] = [yield* connect, yield* plain, yield* plain]
      forgetful.send(get("/v1/a"))
      assert.include(yield* Effect.promise(() => forgetful.end()), "HTTP request to an HTTPS server")
      yield* Effect.promise(() => silent.end())
      // Its handshake was finished in time.
      client.send(get("/v1/a"))
      assert.strictEqual((yield* answerOf(client)).status, 200)
    })
  )
})
