import { assert, describe, it } from "@effect/vitest"
import { engines } from "@enwrap/engines"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import { TestClock } from "effect/testing"
import { layerNobleCrypto, makeServer, Store } from "../src/index.ts"
import { makeMemoryStore } from "../src/ports/store/memory.ts"
import { StoreFailure } from "../src/ports/store/port.ts"
import { CUBBYHOLES, TOKENS } from "../src/state/records.ts"
import { type Ask, asking, ROOT } from "./asking.ts"
import { midway, stoppable } from "./midway.ts"

const serverOn = (store: typeof Store.Service) =>
  makeServer({ engines, rootToken: ROOT, mounts: [] }).pipe(
    Effect.provide(Layer.merge(Layer.succeed(Store, store), layerNobleCrypto)),
    Effect.orDie
  )

const tokenWithCubbyhole = Effect.fnUntraced(function* (ask: Ask, ttl: string) {
  const { json } = yield* ask("POST", "auth/token/create", { body: { policies: ["default"], ttl } })
  const token = json.auth.client_token as string
  assert.strictEqual((yield* ask("POST", "cubbyhole/a", { token, body: { a: 1 } })).status, 204)
})

describe("the maintenance of a server", () => {
  it.effect("RW-TK-4: does not revoke a token whose last use is in progress", () =>
    Effect.gen(function* () {
      const server = yield* stoppable
      const { ask } = server
      const body = { policies: ["root"], num_uses: 1, ttl: "1h" }
      const { json } = yield* ask("POST", "auth/token/create", { body })
      const token = json.auth.client_token as string
      // The first commit counts the use, and the second one stores the value.
      const { answer } = yield* midway(server, ask("POST", "kv1/x", { token, body: { a: 1 } }), server.maintain, 2)
      assert.strictEqual(answer.status, 204)
      assert.strictEqual((yield* ask("GET", "kv1/x")).json.data.a, 1)
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self", { token })).status, 403)
    })
  )

  it.effect("RW-CB-6: ends what has expired, although the store fails for one of it", () =>
    Effect.gen(function* () {
      const memory = makeMemoryStore()
      let broken = ""
      const get: (typeof Store.Service)["get"] = (space, key) =>
        space === TOKENS && key === broken
          ? Effect.fail(new StoreFailure({ cause: "broken" }))
          : memory.store.get(space, key)
      const server = yield* serverOn({ ...memory.store, get, getNow: get })
      const ask = asking(server)
      const owners = () =>
        [...memory.held()].filter(({ space }) => space === CUBBYHOLES).map(({ key }) => key.split("/")[0])
      yield* tokenWithCubbyhole(ask, "60s")
      broken = owners()[0]!
      yield* tokenWithCubbyhole(ask, "70s")
      assert.lengthOf(owners(), 2)
      yield* TestClock.adjust("2 minutes")
      yield* server.maintain
      assert.deepStrictEqual(owners(), [broken])
      broken = ""
      yield* server.maintain
      assert.deepStrictEqual(owners(), [])
    }).pipe(Effect.provide(Logger.layer([])))
  )

  it.effect("does each step once at a time, and the next steps although another run still does an earlier one", () =>
    Effect.gen(function* () {
      const memory = makeMemoryStore()
      const end = yield* Deferred.make<void>()
      let sweeps = 0
      const sweep = Effect.suspend(() => (sweeps++, Deferred.await(end)))
      const server = yield* serverOn({ ...memory.store, sweep })
      const ask = asking(server)
      yield* tokenWithCubbyhole(ask, "60s")
      const first = yield* Effect.forkChild(server.maintain, { startImmediately: true })
      yield* TestClock.adjust("2 minutes")
      yield* server.maintain
      assert.strictEqual(sweeps, 1)
      assert.deepStrictEqual(
        [...memory.held()].filter(({ space }) => space === CUBBYHOLES),
        []
      )
      yield* Deferred.succeed(end, undefined)
      yield* Fiber.join(first)
      yield* server.maintain
      assert.strictEqual(sweeps, 2)
    })
  )
})
