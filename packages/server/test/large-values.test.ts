import { assert, describe, it } from "@effect/vitest"
import { engines } from "@enwrap/engines"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { TestClock } from "effect/testing"
import { layerMemory, layerNobleCrypto, makeServer, Store } from "../src/index.ts"
import { type Ask, asking, ROOT } from "./asking.ts"

/** A policy or a mount never has so many bytes here. */
const LARGE = 10_000

/** A store that notes how many large values it returns in lists: a client can store more of them than there is memory. */
const watchedStore = () => {
  let listed = 0
  const layer = Layer.effect(
    Store,
    Effect.map(
      Store,
      // Without `scan`, the server reads whole spaces with lists.
      ({ scan: _, ...store }): typeof Store.Service => ({
        ...store,
        list: (space, prefix, options) =>
          Effect.tap(store.list(space, prefix, options), (records) =>
            Effect.sync(() => {
              listed += records.filter(({ value }) => value.length > LARGE).length
            })
          )
      })
    )
  ).pipe(Layer.provide(layerMemory))
  return { layer, listed: () => listed }
}

const open = Effect.gen(function* () {
  const watched = watchedStore()
  const server = yield* makeServer({
    engines,
    rootToken: ROOT,
    mounts: [
      { path: "kv1/", type: "kv", options: { version: "1" } },
      { path: "kv2/", type: "kv", options: { version: "2" } }
    ]
  }).pipe(Effect.provide(Layer.merge(watched.layer, layerNobleCrypto)), Effect.orDie)
  return { ask: asking(server), maintain: server.maintain, listed: watched.listed }
})

const large = { text: "x".repeat(2 * LARGE) }

/** A caller with the default policy, and large values in its cubbyhole. */
const hoarder = Effect.fnUntraced(function* (ask: Ask, ttl = "1h") {
  const { json } = yield* ask("POST", "auth/token/create", { body: { policies: ["default"], ttl } })
  const token = json.auth.client_token as string
  for (const name of ["a", "b/c"])
    assert.strictEqual((yield* ask("POST", `cubbyhole/${name}`, { token, body: large })).status, 204)
  return token
})

const inEngines = Effect.fnUntraced(function* (ask: Ask) {
  for (const name of ["a", "b/c"]) {
    yield* ask("POST", `kv1/${name}`, { body: large })
    yield* ask("POST", `kv2/data/${name}`, { body: { data: large } })
  }
})

describe("large values that clients have stored are read by nothing that needs only their keys", () => {
  it.effect("RW-CB-1: lists", () =>
    Effect.gen(function* () {
      const { ask, listed } = yield* open
      const token = yield* hoarder(ask)
      yield* inEngines(ask)
      for (const [path, caller] of [
        ["cubbyhole", token],
        ["cubbyhole/b", token],
        ["kv1", ROOT],
        ["kv1/b", ROOT],
        ["kv2/metadata", ROOT]
      ] as const)
        assert.strictEqual((yield* ask("LIST", path, { token: caller })).status, 200, path)
      assert.strictEqual(listed(), 0)
    })
  )

  it.effect("RW-CB-6: a revocation, and what ends by itself", () =>
    Effect.gen(function* () {
      const { ask, listed, maintain } = yield* open
      const revoked = yield* hoarder(ask)
      yield* hoarder(ask, "60s")
      assert.strictEqual((yield* ask("POST", "auth/token/revoke-self", { token: revoked })).status, 204)
      yield* TestClock.adjust("120 seconds")
      yield* maintain
      assert.strictEqual(listed(), 0)
    })
  )

  it.effect("RW-SYS-10, RW-SYS-11, RW-SYS-17: a mount that is moved and disabled, and a rotation", () =>
    Effect.gen(function* () {
      const { ask, listed, maintain } = yield* open
      yield* inEngines(ask)
      yield* hoarder(ask)
      assert.strictEqual((yield* ask("PUT", "sys/rotate")).status, 204)
      for (let i = 0; i < 5; i++) yield* maintain
      assert.strictEqual((yield* ask("POST", "sys/remount", { body: { from: "kv1", to: "kv3" } })).status, 200)
      assert.strictEqual((yield* ask("GET", "kv3/a")).json.data.text, large.text)
      for (const mount of ["kv3", "kv2"]) assert.strictEqual((yield* ask("DELETE", `sys/mounts/${mount}`)).status, 204)
      assert.strictEqual(listed(), 0)
    })
  )
})
