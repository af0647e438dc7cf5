import { engines } from "@enwrap/engines"
import { layerMemory, makeServer } from "@enwrap/server"
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import { layerNodeCrypto } from "../src/index.ts"
import { connect, echo, fakeServer, listenOnLoopback, parsed } from "./echo-server.ts"
import { answerOf, get, request } from "./requests.ts"

const limits = { requestDuration: 30 }

describe("a request that takes too long", () => {
  for (const [before, behind] of [
    [[], []],
    [[], ["/v1/never"]],
    [["/v1/quick"], ["/v1/never", "/v1/never"]]
  ] as const)
    it.live(
      `RW-CO-9: is answered 503 and finished, and is the last one of its connection, with ${before.length} before it and ${behind.length} behind it`,
      () =>
        Effect.gen(function* () {
          const release = yield* Deferred.make<void>()
          const ended = yield* Deferred.make<string>()
          const begun: Array<string> = []
          const server = fakeServer((request) => {
            begun.push(request.target)
            return request.target === "/v1/slow"
              ? Effect.uninterruptible(
                  Effect.gen(function* () {
                    yield* Deferred.await(release)
                    yield* Deferred.succeed(ended, request.target)
                    return echo(request)
                  })
                )
              : Effect.sync(() => echo(request))
          })
          const { address } = yield* listenOnLoopback(server, { limits })
          const client = yield* connect(address)
          client.send([...before, "/v1/slow", ...behind].map((target) => get(target)).join(""))
          for (const target of before) assert.strictEqual(parsed((yield* answerOf(client)).body).target, target)
          const late = yield* answerOf(client)
          assert.deepStrictEqual(
            [late.status, late.headers.get("connection"), late.body],
            [503, "close", '{"errors":["http: the request took too long; it may still be carried out"]}\n']
          )
          assert.strictEqual(yield* Effect.promise(() => client.end()), "")
          yield* Deferred.succeed(release, undefined)
          assert.strictEqual(yield* Deferred.await(ended), "/v1/slow")
          const other = yield* connect(address)
          other.send(get("/v1/again"))
          assert.include((yield* answerOf(other)).body, "/v1/again")
          assert.deepStrictEqual(begun, [...before, "/v1/slow", "/v1/again"])
        })
    )

  it.live("RW-CO-9: an unwrap that was cut off has used its token up, once and completely", () =>
    Effect.gen(function* () {
      const server = yield* makeServer({ engines })
      const release = yield* Deferred.make<void>()
      let isHeld = false
      const held = {
        ...server,
        handle: (request: Parameters<typeof server.handle>[0]) =>
          isHeld ? Effect.tap(server.handle(request), () => Deferred.await(release)) : server.handle(request)
      }
      const { address } = yield* listenOnLoopback(held, { limits })
      const ask = Effect.fnUntraced(function* (path: string, body: string, ...headers: ReadonlyArray<string>) {
        const client = yield* connect(address)
        client.send(request("POST", `/v1/sys/wrapping/${path}`, body, ...headers))
        return yield* answerOf(client)
      })
      const wrapped = yield* ask("wrap", '{"a":"b"}', `x-vault-token: ${server.rootToken}`, "x-vault-wrap-ttl: 60")
      const { token } = (JSON.parse(wrapped.body) as { wrap_info: { token: string } }).wrap_info
      isHeld = true
      assert.strictEqual((yield* ask("unwrap", "", `x-vault-token: ${token}`)).status, 503)
      isHeld = false
      yield* Deferred.succeed(release, undefined)
      assert.strictEqual((yield* ask("unwrap", "", `x-vault-token: ${token}`)).status, 400)
    }).pipe(Effect.provide([layerMemory, layerNodeCrypto]))
  )
})
