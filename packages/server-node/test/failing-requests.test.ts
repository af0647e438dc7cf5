import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { connect, echo, fakeServer, listenOnLoopback } from "./echo-server.ts"
import { answerOf, get, post } from "./requests.ts"

describe("a request runs in one fiber", () => {
  it.live("and is carried out to its end if its client leaves", () =>
    Effect.gen(function* () {
      const begun = yield* Deferred.make<void>()
      const release = yield* Deferred.make<void>()
      const ended = yield* Deferred.make<string>()
      const server = fakeServer((request) =>
        Effect.gen(function* () {
          yield* Deferred.succeed(begun, undefined)
          yield* Deferred.await(release)
          yield* Deferred.succeed(ended, request.target)
          return echo(request)
        }).pipe(Effect.onInterrupt(() => Deferred.succeed(ended, "interrupted")))
      )
      const { address } = yield* listenOnLoopback(server)
      const client = yield* connect(address)
      client.send(post("/v1/a", "{}"))
      yield* Deferred.await(begun)
      client.close()
      yield* Effect.sleep(20)
      yield* Deferred.succeed(release, undefined)
      assert.strictEqual(yield* Deferred.await(ended), "/v1/a")
    })
  )

  for (const [title, handle] of [
    ["dies", () => Effect.die(new Error("a secret"))],
    ["dies later", () => Effect.delay(Effect.die({ secret: "a secret" }), 1)],
    [
      "throws",
      () => {
        throw new Error("a secret")
      }
    ],
    ["is interrupted", () => Effect.interrupt],
    [
      "returns a header that cannot be sent",
      () => Effect.succeed({ status: 200, headers: { "x-a": "a secret\r\n" }, body: "" })
    ],
    ["returns an invalid status", () => Effect.succeed({ status: 7, headers: {}, body: "a secret" })]
  ] as const) {
    it.live(`RW-SEC-1: if it ${title}, the response is 500 without the reason, and the connection stays usable`, () =>
      Effect.gen(function* () {
        const server = fakeServer((request) =>
          request.target === "/v1/bad" ? handle() : Effect.sync(() => echo(request))
        )
        const logged: Array<unknown> = []
        const { address } = yield* listenOnLoopback(server).pipe(
          Effect.provide(Logger.layer([Logger.make(({ message }) => void logged.push(message))]))
        )
        const client = yield* connect(address)
        client.send(get("/v1/bad"))
        const answer = yield* answerOf(client)
        assert.deepStrictEqual([answer.status, answer.body], [500, `{"errors":["internal error"]}\n`])
        assert.notInclude(JSON.stringify([...answer.headers, logged]), "a secret")
        client.send(get("/v1/good"))
        assert.strictEqual((yield* answerOf(client)).status, 200)
      })
    )
  }
})
