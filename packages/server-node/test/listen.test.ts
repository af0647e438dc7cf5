import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { mkdtempSync, rmSync } from "node:fs"
import { Server } from "node:net"
import { networkInterfaces, tmpdir } from "node:os"
import { join } from "node:path"
import { vi } from "vitest"
import { ListenError } from "../src/index.ts"
import { connect, echoServer, listenOnLoopback, parsed } from "./echo-server.ts"
import { answerOf, expectLast, expectService, get } from "./requests.ts"
import { selfSigned } from "./self-signed.ts"

const hasIpv6 = Object.values(networkInterfaces()).some((found) => found?.some(({ family }) => family === "IPv6"))

describe("listen", () => {
  it.live("an empty host was IPv4 only: Node chooses, and the address is the one that it has chosen", () =>
    Effect.gen(function* () {
      // A test must not listen on all addresses.
      const listen = Server.prototype.listen as (port: number, host: string, done: () => void) => Server
      const spy = vi.spyOn(Server.prototype, "listen").mockImplementation(function (this: Server, ...given) {
        const [port, done] = given as unknown as [number, () => void]
        assert.isFunction(done)
        return listen.call(this, port, "127.0.0.1", done)
      })
      yield* Effect.addFinalizer(() => Effect.sync(() => spy.mockRestore()))
      const { address } = yield* listenOnLoopback(echoServer, { host: "" })
      assert.match(address, /^http:\/\/127\.0\.0\.1:[1-9]\d*$/)
      yield* expectService(address)
    })
  )

  it.live.skipIf(!hasIpv6)("a client with IPv4 of a listener with IPv6 has its IPv4 address", () =>
    Effect.gen(function* () {
      for (const tls of [undefined, selfSigned()]) {
        const at = (options: Parameters<typeof listenOnLoopback>[1]) =>
          Effect.map(listenOnLoopback(echoServer, { host: "::ffff:127.0.0.1", tls, ...options }), ({ address }) => {
            assert.match(address, /\/\/\[::ffff:127\.0\.0\.1\]:\d+$/)
            return address.replace("[::ffff:127.0.0.1]", "127.0.0.1")
          })
        const seenBy = (address: string) =>
          Effect.gen(function* () {
            const client = yield* connect(address)
            client.send(get("/v1/a", "x-forwarded-for: 192.0.2.1"))
            return client
          })
        const own = yield* seenBy(yield* at({}))
        assert.strictEqual(parsed((yield* answerOf(own)).body).remoteAddress, "127.0.0.1")
        const trusted = yield* seenBy(yield* at({ forwardedFor: { authorizedAddresses: ["127.0.0.0/8"] } }))
        assert.strictEqual(parsed((yield* answerOf(trusted)).body).remoteAddress, "192.0.2.1")
        yield* expectLast(yield* seenBy(yield* at({ forwardedFor: { authorizedAddresses: ["10.0.0.0/8"] } })), 400)
      }
    })
  )

  it.live("serves over TLS and over a Unix domain socket", () =>
    Effect.gen(function* () {
      const secure = yield* listenOnLoopback(echoServer, { tls: selfSigned() })
      assert.match(secure.address, /^https:\/\/127\.0\.0\.1:\d+$/)
      yield* expectService(secure.address)
      const folder = mkdtempSync(join(tmpdir(), "enwrap-"))
      yield* Effect.addFinalizer(() => Effect.sync(() => rmSync(folder, { recursive: true })))
      const local = yield* listenOnLoopback(echoServer, { socketPath: join(folder, "socket") })
      assert.strictEqual(local.address, `unix:${folder}/socket`)
      const client = yield* connect(local.address)
      client.send(get("/v1/a"))
      assert.strictEqual(parsed((yield* answerOf(client)).body).remoteAddress, "")
    })
  )

  it.live(
    "names the reason if it fails: an address in use, a socket that cannot be created, an invalid certificate",
    () =>
      Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer)
        const port = Number(new URL(address).port)
        const inUse = yield* Effect.flip(listenOnLoopback(echoServer, { port }))
        assert.instanceOf(inUse, ListenError)
        assert.strictEqual(inUse.message, `cannot listen on ${address}: the address is in use`)
        const noFolder = yield* Effect.flip(listenOnLoopback(echoServer, { socketPath: "/nonexistent/socket" }))
        assert.match(noFolder.message, /^cannot listen on unix:\/nonexistent\/socket: /)
        const noCertificate = yield* Effect.flip(listenOnLoopback(echoServer, { tls: { cert: "a", key: "b" } }))
        assert.match(noCertificate.message, /^cannot listen on https:\/\/127\.0\.0\.1:0: /)
      })
  )
})
