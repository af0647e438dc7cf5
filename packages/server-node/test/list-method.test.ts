import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { connect, echoServer, listenOnLoopback, parsed } from "./echo-server.ts"

const request = (method: string, target: string, body?: string): string =>
  `${method} ${target} HTTP/1.1\r\nhost: x\r\n${body === undefined ? "" : `content-length: ${body.length}\r\n`}\r\n${body ?? ""}`

describe("LIST and SCAN", () => {
  it.live("first", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const client = yield* connect(address)
      for (const m of ["LIST", "SCAN", "LIST", "GET", "LIST"]) {
        client.send(request(m, "/v1/a?x=1"))
        const a = yield* Effect.promise(() => client.answer())
        assert.strictEqual(a.status, 200)
        assert.deepInclude(parsed(a.body), { method: m, target: "/v1/a?x=1", body: "" })
      }
    }))
})
