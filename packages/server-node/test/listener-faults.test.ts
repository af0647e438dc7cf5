/** What happens when the code behind a listener throws where it may not, or the listener itself does. */
import { assert, describe, it } from "@effect/vitest"
import type { EnwrapServer, WireResponse } from "@enwrap/server"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { connect, echo, fakeServer, listenOnLoopback } from "./echo-server.ts"
import { answerOf, chunked, expectService, get, post } from "./requests.ts"

const fail = (): never => {
  throw new Error("a secret")
}

/** A response that cannot even be looked at. */
const broken: WireResponse = {
  status: 200,
  headers: {},
  get body() {
    return fail()
  }
}

const admits = (admission: () => ReturnType<EnwrapServer["admit"]>): EnwrapServer =>
  fakeServer((request) => Effect.sync(() => echo(request)), 4096, 16, admission)

const responds = (response: unknown): EnwrapServer =>
  fakeServer((request) =>
    Effect.sync(() => (request.target === "/v1/bad" ? (response as WireResponse) : echo(request)))
  )

const large = "x".repeat(64)

const CASES: ReadonlyArray<readonly [title: string, server: EnwrapServer, request: string]> = [
  ["there is no response", responds(undefined), get("/v1/bad")],
  [
    "there is no response to a request that Node's parser reads",
    responds(undefined),
    chunked("POST", "/v1/bad", ["{}"])
  ],
  ["the response cannot be read", responds(broken), get("/v1/bad")],
  ["there is no admission", admits(() => Effect.succeed(undefined as never)), post("/v1/bad", large)],
  [
    "there is no admission of a chunked body",
    admits(() => Effect.succeed(undefined as never)),
    chunked("POST", "/v1/bad", [large])
  ],
  ["a refusal cannot be read", admits(() => Effect.succeed({ maxBytes: 20, beyond: broken })), post("/v1/bad", large)],
  [
    "a refusal of a chunked body cannot be read",
    admits(() => Effect.succeed({ maxBytes: 20, beyond: broken })),
    chunked("POST", "/v1/bad", [large])
  ]
]

describe("RW-SEC-1: an error inside the listener ends only its connection, and the reason is not in the log", () => {
  for (const [title, server, request] of CASES) {
    it.live(`if ${title}`, () =>
      Effect.gen(function* () {
        const logged: Array<unknown> = []
        const { address } = yield* listenOnLoopback(server).pipe(
          Effect.provide(Logger.layer([Logger.make(({ message }) => void logged.push(message))]))
        )
        const other = yield* connect(address)
        other.send(get("/v1/a"))
        yield* answerOf(other)

        const client = yield* connect(address)
        client.send(request)
        assert.strictEqual(yield* Effect.promise(() => client.end()), "")

        assert.strictEqual(logged.length, 1)
        assert.include(JSON.stringify(logged), "a connection failed inside the listener")
        assert.notInclude(JSON.stringify(logged), "a secret")
        other.send(get("/v1/a"))
        assert.strictEqual((yield* answerOf(other)).status, 200)
        yield* expectService(address)
      })
    )
  }

  it.live("and requests of other connections that end in the same turn get their responses", () =>
    Effect.gen(function* () {
      const server = fakeServer((request) =>
        Effect.as(Effect.sleep(20), request.target === "/v1/bad" ? (undefined as never) : echo(request))
      )
      const { address } = yield* listenOnLoopback(server).pipe(Effect.provide(Logger.layer([])))
      const clients = yield* Effect.all(Array.from({ length: 8 }, () => connect(address)))
      clients.forEach((client, i) => client.send(get(i === 0 ? "/v1/bad" : "/v1/a")))
      assert.strictEqual(yield* Effect.promise(() => clients[0]!.end()), "")
      for (const client of clients.slice(1)) assert.strictEqual((yield* answerOf(client)).status, 200)
    })
  )

  it.live("if the core throws instead of admitting a body, the response is 500", () =>
    Effect.gen(function* () {
      const { address } = yield* listenOnLoopback(admits(fail))
      const client = yield* connect(address)
      client.send(post("/v1/bad", large))
      const answer = yield* answerOf(client)
      assert.deepStrictEqual([answer.status, answer.body], [500, `{"errors":["internal error"]}\n`])
    })
  )
})
