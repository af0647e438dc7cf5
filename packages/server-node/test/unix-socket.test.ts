import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { existsSync, statSync, writeFileSync } from "node:fs"
import { spawnSync } from "node:child_process"
import { connect, echoServer, listenOnLoopback } from "./echo-server.ts"
import { expectService, request, seen } from "./requests.ts"
import { socketPath } from "./socket-path.ts"

describe("a Unix domain socket", () => {
  it.live("has its mode and owner, serves LIST, and is removed with the listener", () =>
    Effect.gen(function* () {
      const path = yield* socketPath
      const [uid, gid] = [process.getuid!(), process.getgid!()]
      const before = process.umask()
      yield* Effect.gen(function* () {
        const { address } = yield* listenOnLoopback(echoServer, {
          socketPath: path,
          socketAccess: { mode: 0o620, uid, gid }
        })
        const { gid: group, mode, uid: owner } = statSync(path)
        assert.deepStrictEqual([mode & 0o777, owner, group], [0o620, uid, gid])
        const client = yield* connect(address)
        client.send(request("LIST", "/v1/a"))
        assert.strictEqual((yield* seen(client)).method, "LIST")
      }).pipe(Effect.scoped)
      assert.isFalse(existsSync(path))
      assert.strictEqual(process.umask(), before)
    })
  )

  it.live("replaces the socket of a server that was killed, and not one of a server that listens", () =>
    Effect.gen(function* () {
      const path = yield* socketPath
      // A process that is killed leaves its socket behind.
      const script = `require("net").createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, "SIGKILL"))`
      spawnSync(process.execPath, ["-e", script])
      assert.isTrue(statSync(path).isSocket())
      const { address } = yield* listenOnLoopback(echoServer, { socketPath: path })
      const { message } = yield* Effect.flip(listenOnLoopback(echoServer, { socketPath: path }))
      assert.strictEqual(message, `cannot listen on unix:${path}: the address is in use`)
      yield* expectService(address)
    })
  )

  it.live("does not replace any other file", () =>
    Effect.gen(function* () {
      const path = yield* socketPath
      writeFileSync(path, "precious")
      const { message } = yield* Effect.flip(listenOnLoopback(echoServer, { socketPath: path }))
      assert.strictEqual(message, `cannot listen on unix:${path}: the file exists and is not a socket`)
      assert.isTrue(statSync(path).isFile())
    })
  )

  it.live("a listener whose socket could not be given to its user kept serving, also after its scope", () =>
    Effect.gen(function* () {
      const path = yield* socketPath
      for (const socketAccess of [{ uid: 2 ** 40 }, { mode: 0o660, gid: 2 ** 40 }]) {
        const { message } = yield* Effect.flip(listenOnLoopback(echoServer, { socketPath: path, socketAccess }))
        assert.include(message, `cannot listen on unix:${path}: `)
        assert.isFalse(existsSync(path))
        // Even before the end of the scope, the place is free.
        yield* Effect.scoped(listenOnLoopback(echoServer, { socketPath: path }))
      }
    })
  )
})
