import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { connect as connectTcp, type Socket } from "node:net"
import { connect as connectTls } from "node:tls"
import { echoServer, listenOnLoopback } from "./echo-server.ts"
import type { TlsOptions } from "../src/index.ts"
import { selfSigned } from "./self-signed.ts"

const portOf = (address: string): number => Number(new URL(address).port)

/** Waits until a client is closed, and returns the place that it came from. */
const closed = (client: Socket): Effect.Effect<string> =>
  Effect.callback((resume) => {
    let place = ""
    client.on("connect", () => (place = `127.0.0.1:${client.localPort}`))
    client.on("error", () => {})
    client.on("close", () => resume(Effect.succeed(place)))
    client.resume()
  })

const loggedBy = (
  tls: TlsOptions,
  run: (port: number) => Effect.Effect<string>
): Effect.Effect<{ readonly place: string; readonly messages: ReadonlyArray<string> }> => {
  const messages: Array<string> = []
  const logger = Logger.make(({ logLevel, message }) => void messages.push(`${logLevel}: ${String(message)}`))
  return Effect.gen(function* () {
    const { address } = yield* listenOnLoopback(echoServer, { tls })
    const place = yield* run(portOf(address))
    while (messages.length === 0) yield* Effect.sleep("5 millis")
    return { place, messages }
  }).pipe(Effect.scoped, Effect.provide(Logger.layer([logger])), Effect.orDie)
}

const host = "127.0.0.1"

describe("TLS handshakes that fail", () => {
  const handshake = (options: object) => (port: number) =>
    closed(connectTls({ host, port, rejectUnauthorized: false, ...options }))

  it.live("are logged if the client has a certificate of another authority, with the peer and the reason", () =>
    Effect.gen(function* () {
      const tls = { ...selfSigned(), clientCertificates: { authorities: selfSigned("client").cert } }
      const { messages, place } = yield* loggedBy(tls, handshake(selfSigned("stranger")))
      assert.deepStrictEqual(messages, [
        `Info: TLS handshake error from ${place}: the certificate of the client was refused: DEPTH_ZERO_SELF_SIGNED_CERT`
      ])
    })
  )

  it.live("are logged if the client supports no version of the server", () =>
    Effect.gen(function* () {
      const old = { minVersion: "TLSv1.2", maxVersion: "TLSv1.2" }
      const { messages, place } = yield* loggedBy({ ...selfSigned(), minVersion: "TLSv1.3" }, handshake(old))
      assert.deepStrictEqual(messages, [`Info: TLS handshake error from ${place}: unsupported protocol`])
    })
  )

  it.live("are logged if a client does not trust the server, or does not use TLS, without what it sent", () =>
    Effect.gen(function* () {
      const { messages, place } = yield* loggedBy(selfSigned(), handshake({ rejectUnauthorized: true }))
      assert.strictEqual(messages.length, 1)
      assert.include(messages[0], `Info: TLS handshake error from ${place}: `)
      for (const text of ["GET /v1/s3cret HTTP/1.1\r\n\r\n", "s3cret s3cret s3cret\r\n\r\n"]) {
        const logged = yield* loggedBy(selfSigned(), (port) => {
          const client = connectTcp({ host, port }, () => client.end(text))
          return closed(client)
        })
        const reason = text.startsWith("GET") ? "the client sent an HTTP request" : "wrong version number"
        assert.deepStrictEqual(logged.messages, [`Info: TLS handshake error from ${logged.place}: ${reason}`])
      }
    })
  )

  it.live("a flood of them does not fill the log", () =>
    Effect.gen(function* () {
      const { messages } = yield* loggedBy({ ...selfSigned(), minVersion: "TLSv1.3" }, (port) => {
        const flood = Array.from({ length: 20 }, () => handshake({ maxVersion: "TLSv1.2" })(port))
        return Effect.gen(function* () {
          yield* Effect.all(flood, { concurrency: 4 })
          yield* Effect.sleep("1 second")
          return yield* handshake({ maxVersion: "TLSv1.2" })(port)
        })
      })
      assert.isBelow(messages.length, 5)
      assert.match(messages.at(-1)!, /: unsupported protocol; \d+ more since the last message$/)
    })
  )
})
