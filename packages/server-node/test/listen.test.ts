import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ListenError } from "../src/index.ts"
import { connect, echoServer, listenOnLoopback, parsed } from "./echo-server.ts"
import { answerOf, expectService, get } from "./requests.ts"
import { selfSigned } from "./self-signed.ts"

describe("listen", () => {
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
