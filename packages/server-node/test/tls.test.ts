import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { once } from "node:events"
import { connect as connectTcp, type Socket } from "node:net"
import { setImmediate } from "node:timers/promises"
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from "node:tls"
import { acceptedFrom } from "./accepted-sockets.ts"
import { connect, echoServer, listenOnLoopback, parsed } from "./echo-server.ts"
import { RawClient } from "./raw-client.ts"
import { answerOf, get } from "./requests.ts"
import { selfSigned } from "./self-signed.ts"

/** A client that has received a response, which with TLS 1.3 is the first sign that the server accepts it. */
const serve = (address: string, options: ConnectionOptions = {}) =>
  Effect.gen(function* () {
    const client = yield* Effect.acquireRelease(
      Effect.tryPromise(() => RawClient.connect(address, options)),
      (client) => Effect.sync(() => client.close())
    )
    client.send(get("/v1/a"))
    const answer = yield* Effect.tryPromise(() => client.answer())
    assert.strictEqual(answer.status, 200)
    return client.socket as TLSSocket
  })

const nameOf = (socket: TLSSocket): string => String(socket.getPeerCertificate().subject.CN)

describe("TLS", () => {
  it.live("client certificates: only a client with a certificate of the authority is served", () =>
    Effect.gen(function* () {
      const trusted = selfSigned("client")
      const { address } = yield* listenOnLoopback(echoServer, {
        tls: { ...selfSigned(), clientCertificates: { authorities: trusted.cert } }
      })
      assert.isTrue(Exit.isFailure(yield* Effect.exit(serve(address))))
      assert.isTrue(Exit.isFailure(yield* Effect.exit(serve(address, selfSigned("client")))))
      assert.isTrue(
        Exit.isFailure(yield* Effect.exit(serve(address, { ...trusted, maxVersion: "TLSv1.2", key: selfSigned().key })))
      )
      yield* serve(address, trusted)
      yield* serve(address, { ...trusted, maxVersion: "TLSv1.2" })
    })
  )

  it.live(
    "client certificates: without authorities, those that Node trusts are used, and no other client is served",
    () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer, { tls: { ...selfSigned(), clientCertificates: {} } })
        assert.isTrue(Exit.isFailure(yield* Effect.exit(serve(address))))
        assert.isTrue(Exit.isFailure(yield* Effect.exit(serve(address, selfSigned("client")))))
      })
  )

  it.live("versions: at least TLS 1.2 by default, and only those between the limits", () =>
    Effect.gen(function* () {
      const usual = yield* listenOnLoopback(echoServer, { tls: selfSigned() })
      assert.strictEqual((yield* serve(usual.address)).getProtocol(), "TLSv1.3")
      assert.strictEqual((yield* serve(usual.address, { maxVersion: "TLSv1.2" })).getProtocol(), "TLSv1.2")
      const old = { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const
      assert.isTrue(Exit.isFailure(yield* Effect.exit(serve(usual.address, old))))
      const newest = yield* listenOnLoopback(echoServer, { tls: { ...selfSigned(), minVersion: "TLSv1.3" } })
      assert.isTrue(Exit.isFailure(yield* Effect.exit(serve(newest.address, { maxVersion: "TLSv1.2" }))))
      const older = yield* listenOnLoopback(echoServer, { tls: { ...selfSigned(), maxVersion: "TLSv1.2" } })
      assert.strictEqual((yield* serve(older.address)).getProtocol(), "TLSv1.2")
    })
  )

  it.live("ciphers: only the listed ones with TLS 1.2, and those of TLS 1.3 as before", () =>
    Effect.gen(function* () {
      const tls = { ...selfSigned(), ciphers: ["ECDHE-ECDSA-CHACHA20-POLY1305"] }
      const { address } = yield* listenOnLoopback(echoServer, { tls })
      assert.match((yield* serve(address)).getCipher().name, /^TLS_/)
      const only = yield* serve(address, { maxVersion: "TLSv1.2" })
      assert.strictEqual(only.getCipher().name, "ECDHE-ECDSA-CHACHA20-POLY1305")
      const others = { maxVersion: "TLSv1.2", ciphers: "ECDHE-ECDSA-AES256-GCM-SHA384" } as const
      assert.isTrue(Exit.isFailure(yield* Effect.exit(serve(address, others))))
    })
  )

  it.live(
    "setTls: new connections get the new certificate, open ones are kept, and an unusable one changes nothing",
    () =>
      Effect.gen(function* () {
        const listener = yield* listenOnLoopback(echoServer, { tls: selfSigned("first") })
        const before = yield* connect(listener.address)
        before.send(get("/v1/before"))
        yield* answerOf(before)
        yield* listener.setTls(selfSigned("second"))
        assert.strictEqual(nameOf(yield* serve(listener.address)), "second")
        const { message } = yield* Effect.flip(listener.setTls({ cert: "no certificate", key: "no key" }))
        assert.include(message, "cannot listen on")
        const mismatch = { cert: selfSigned().cert, key: selfSigned().key }
        yield* Effect.flip(listener.setTls(mismatch))
        assert.strictEqual(nameOf(yield* serve(listener.address)), "second")
        before.send(get("/v1/after"))
        assert.strictEqual(parsed((yield* answerOf(before)).body).target, "/v1/after")
      })
  )

  it.live("setTls: a listener without TLS dies", () =>
    Effect.gen(function* () {
      const listener = yield* listenOnLoopback(echoServer)
      assert.isTrue(Exit.isFailure(yield* Effect.exit(listener.setTls(selfSigned()))))
    })
  )

  it.live("a connection ends with a record that is none, and with the fourth renegotiation", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { tls: selfSigned() })
      for (const maxVersion of ["TLSv1.2", "TLSv1.3"] as const) {
        const transport = connectTcp({ host: "127.0.0.1", port: Number(new URL(address).port) })
        const closed = new Promise((resolve) => transport.once("close", resolve))
        const client = connectTls({ socket: transport, rejectUnauthorized: false, maxVersion })
        client.on("error", () => {})
        client.write(get("/v1/a"))
        yield* Effect.promise(() => new Promise((resolve) => client.once("data", resolve)))
        transport.write("no record of TLS")
        yield* Effect.promise(() => closed)
      }
      const socket = yield* serve(address, { maxVersion: "TLSv1.2" })
      const closed = new Promise((resolve) => socket.once("close", resolve))
      const renegotiate = (): boolean | undefined =>
        socket.renegotiate({ rejectUnauthorized: false }, (error) => error === null && renegotiate())
      renegotiate()
      yield* Effect.promise(() => closed)
    })
  )

  it.live("a client that resets its connection before the handshake has ended for the server keeps nothing open", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer, { tls: selfSigned() })
      const { hostname, port } = new URL(address)
      const accepted: Array<Socket | undefined> = []
      const other = yield* serve(address)
      for (let i = 0; i < 20; i++) {
        const transport = connectTcp(Number(port), hostname)
        const client = connectTls({ socket: transport, rejectUnauthorized: false }).on("error", () => {})
        yield* Effect.promise(() => once(client, "secureConnect"))
        client.write(get("/v1/a"))
        yield* Effect.promise(() => setImmediate())
        accepted.push(acceptedFrom(transport.localPort!))
        transport.resetAndDestroy()
      }
      while (accepted.some((socket) => socket?.destroyed !== true)) yield* Effect.sleep(10)
      assert.isFalse(other.destroyed)
    })
  )
})
