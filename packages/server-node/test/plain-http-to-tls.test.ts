import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { connect as connectTcp, type Socket } from "node:net"
import { Duplex } from "node:stream"
import { connect, echoServer, fakeServer, listenOnLoopback } from "./echo-server.ts"
import { RawClient } from "./raw-client.ts"
import { answerOf, expectService, get, post } from "./requests.ts"
import { selfSigned } from "./self-signed.ts"

const tls = selfSigned()

const RESPONSE = "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"

/** A client that does not use TLS. */
const plain = (address: string) => connect(address.replace("https:", "http:"))

const rest = (client: RawClient) => Effect.promise(() => client.end())

const expectResponse = (client: RawClient) =>
  Effect.gen(function* () {
    assert.strictEqual(yield* rest(client), RESPONSE)
    assert.isUndefined(client.error)
  })

/** How long an effect takes. */
const elapsed = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const before = yield* Clock.currentTimeMillis
    yield* effect
    return (yield* Clock.currentTimeMillis) - before
  })

/** A stream that sends each byte on its own. */
const byteByByte = (transport: Socket): Duplex => {
  transport.setNoDelay(true)
  const stream = new Duplex({
    read: () => {},
    write(chunk: Buffer, _encoding, done) {
      const send = (i: number): void =>
        i === chunk.length ? done() : void transport.write(chunk.subarray(i, i + 1), () => setImmediate(send, i + 1))
      send(0)
    },
    destroy: (error, done) => {
      transport.destroy()
      done(error)
    }
  })
  transport.on("data", (chunk) => stream.push(chunk))
  transport.on("end", () => stream.push(null))
  return stream
}

describe("plain HTTP to a listener with TLS", () => {
  it.live("a client that forgets https:// got an empty reply: it gets the response of the original", () =>
    Effect.gen(function* () {
      let handled = 0
      const server = fakeServer(() => Effect.sync(() => (handled++, { status: 200, headers: {}, body: "" })))
      const { address } = yield* listenOnLoopback(server, { tls })
      for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "LIST", "SCAN", "OPTIONS"]) {
        const client = yield* plain(address)
        client.send(`${method} /v1/a HTTP/1.1\r\nhost: x\r\nx-vault-token: secret\r\n\r\n`)
        yield* expectResponse(client)
      }
      assert.strictEqual(handled, 0)
    })
  )

  it.live("the request may arrive in pieces, or with the end of its half of the connection", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { tls })
      const pieces = yield* plain(address)
      yield* Effect.promise(() => pieces.sendInPieces("P", "O", "ST", " /v1/a HTTP/1.1\r\n", "\r\n"))
      yield* expectResponse(pieces)
      const half = yield* plain(address)
      half.socket.end(get("/v1/a"))
      yield* expectResponse(half)
    })
  )

  it.live("a client that sends a large body before it reads receives the response, not a reset", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { tls })
      const client = yield* plain(address)
      client.socket.pause()
      client.send(post("/v1/a", "x".repeat(4 * 1024 * 1024)))
      yield* Effect.promise(() => new Promise<void>((sent) => client.socket.write("", () => sent())))
      client.socket.resume()
      yield* expectResponse(client)
    })
  )

  for (const reads of [true, false]) {
    it.live(`a client that ${reads ? "keeps its half open" : "never reads"} is disconnected after a second`, () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer, { tls })
        const socket = connectTcp({ port: Number(new URL(address).port), host: "127.0.0.1", allowHalfOpen: true })
        yield* Effect.addFinalizer(() => Effect.sync(() => socket.destroy()))
        if (reads) socket.resume()
        else socket.pause()
        socket.write(get("/v1/a"))
        const timer = setInterval(() => socket.write("more"), 20)
        const reset = new Promise<void>((resolve) => socket.on("error", () => resolve()))
        const time = yield* elapsed(Effect.promise(() => reset))
        clearInterval(timer)
        assert.isAbove(time, 500)
        assert.isBelow(time, 5000)
      })
    )
  }

  it.live("the next client with TLS is served, also if its handshake arrives byte by byte", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { tls })
      const client = yield* plain(address)
      client.send(get("/v1/a"))
      yield* expectResponse(client)
      yield* expectService(address)
      const { port } = new URL(address)
      const socket = byteByByte(connectTcp({ port: Number(port), host: "127.0.0.1" }))
      const slow = yield* Effect.promise(() => RawClient.connect(address, { socket }))
      yield* Effect.addFinalizer(() => Effect.sync(() => slow.close()))
      slow.send(get("/v1/a"))
      assert.strictEqual((yield* answerOf(slow)).status, 200)
    })
  )

  it.live("nothing else gets the response: a failed handshake gets an alert, or nothing", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { tls })
      for (const [bytes, reply] of [
        // A record with an unknown handshake message.
        ["\x16\x03\x01\x00\x04\x09\x00\x00\x00", "\x15\x03\x03\x00\x02\x02\x0a"],
        ["GETAWAY / HTTP/1.1\r\n\r\n", ""],
        ["get / HTTP/1.1\r\n\r\n", ""],
        ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", ""],
        ["\x00\x00\x00\x00\x00\x00\x00\x00", ""]
      ] as const) {
        const client = yield* plain(address)
        client.send(bytes)
        assert.strictEqual(yield* rest(client), reply)
      }
      const left = yield* plain(address)
      left.socket.end("GET")
      assert.strictEqual(yield* rest(left), "")
      const silent = yield* plain(address)
      silent.socket.end()
      assert.strictEqual(yield* rest(silent), "")
      const reset = yield* plain(address)
      reset.reset()
      yield* expectService(address)
    })
  )

  it.live("handshakeTimeout: begins with the connection, and not with its first byte", () =>
    Effect.gen(function* () {
      const limits = { handshakeTimeout: 400 }
      const { address } = yield* listenOnLoopback(echoServer, { tls, limits })
      for (const late of ["", "G", "\x16"]) {
        const client = yield* plain(address)
        const time = yield* elapsed(
          Effect.gen(function* () {
            yield* Effect.sleep(300)
            client.send(late)
            assert.strictEqual(yield* rest(client), "")
          })
        )
        assert.isBelow(time, 650)
      }
      const client = yield* connect(address)
      yield* Effect.sleep(500)
      client.send(get("/v1/a"))
      assert.strictEqual((yield* answerOf(client)).status, 200)
    })
  )

  it.live("connections: those that have not begun TLS count, and give way to others", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { tls, limits: { connections: 2 } })
      const silent = yield* plain(address)
      const begun = yield* plain(address)
      begun.send("GE")
      yield* expectService(address)
      assert.strictEqual(yield* rest(silent), "")
      assert.isFalse(begun.ended)
      for (let i = 0; i < 20; i++) {
        const client = yield* plain(address)
        client.send(get("/v1/a"))
        yield* expectResponse(client)
      }
      yield* expectService(address)
    })
  )

  it.live("a shutdown does not wait for connections that have not begun TLS", () =>
    Effect.gen(function* () {
      const { address, close } = yield* listenOnLoopback(echoServer, { tls, limits: { drainTimeout: 20_000 } })
      const silent = yield* plain(address)
      const begun = yield* plain(address)
      begun.send("GE")
      yield* expectService(address)
      assert.isBelow(yield* elapsed(close), 5000)
      assert.strictEqual((yield* rest(silent)) + (yield* rest(begun)), "")
    })
  )
})
