import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as http from "node:http"
import { type Echo, echoServer, listenOnLoopback, parsed } from "./echo-server.ts"

describe("Node's own clients", () => {
  it.live("LIST and SCAN: work with kept connections", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
      yield* Effect.addFinalizer(() => Effect.sync(() => agent.destroy()))
      const call = (method: string): Promise<string> =>
        new Promise((resolve, reject) => {
          http
            .request(`${address}/v1/a`, { method, agent }, (res) => {
              res.setEncoding("utf8").on("data", (text: string) => resolve(parsed(text).method))
            })
            .on("error", reject)
            .end()
        })
      for (const method of ["LIST", "GET", "SCAN", "LIST"]) {
        assert.strictEqual(yield* Effect.promise(() => call(method)), method)
        const viaFetch = yield* Effect.promise(() =>
          fetch(`${address}/v1/a`, { method }).then((response) => response.json())
        )
        assert.strictEqual((viaFetch as Echo).method, method)
      }
    })
  )

  it.live("RW-ER-8: receive the 413 although they have not finished sending", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(echoServer)
      const status = yield* Effect.promise(
        () =>
          new Promise<number>((resolve, reject) => {
            http
              .request(`${address}/v1/a`, { method: "POST", headers: { "content-length": 5_000_000 } }, (res) =>
                resolve(res.resume().statusCode!)
              )
              .on("error", reject)
              .end(Buffer.alloc(5_000_000))
          })
      )
      assert.strictEqual(status, 413)
    })
  )
})
