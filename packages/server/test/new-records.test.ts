import { engines } from "@enwrap/engines"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { layerMemory, layerNobleCrypto, makeServer, Store } from "../src/index.ts"
import type { Batch, Commit } from "../src/ports/store/port.ts"
import { asking, ROOT, unwrap, wrap } from "./asking.ts"

/** A memory store that takes for granted what it may: it does not look for a record that is said to be new. */
const trustingStore = () => {
  const everPut = new Set<string>()
  let taken = 0
  const trusting = Effect.map(Store, (store): typeof Store.Service => ({
    ...store,
    commit: ((batch: Batch) => {
      const when = (batch.when ?? []).filter(({ key, kind, space }) => {
        if (kind !== "new") return true
        taken++
        assert.isFalse(everPut.has(`${space} ${key}`), "a new record was never there")
        return false
      })
      for (const { key, space } of batch.puts ?? []) everPut.add(`${space} ${key}`)
      return store.commit({ ...batch, when })
    }) as Commit
  }))
  return { layer: Layer.effect(Store, trusting).pipe(Layer.provide(layerMemory)), taken: () => taken }
}

const started = Effect.gen(function* () {
  const { layer, taken } = trustingStore()
  const server = yield* makeServer({ engines, rootToken: ROOT }).pipe(
    Effect.provide(Layer.merge(layer, layerNobleCrypto))
  )
  return { ask: asking(server), taken }
})

describe("a store that does not look for new records", () => {
  it.effect("has one token with a chosen id at a time", () =>
    Effect.gen(function* () {
      const { ask, taken } = yield* started
      const create = (id: string) => ask("POST", "auth/token/create", { body: { id, policies: ["default"] } })
      const before = taken()
      for (let times = 0; times < 2; times++) {
        const { json } = yield* create("chosen")
        const again = yield* create("chosen")
        assert.deepStrictEqual([again.status, again.json.errors], [400, ["cannot create a token with a duplicate ID"]])
        const found = yield* ask("GET", "auth/token/lookup-self", { token: "chosen" })
        assert.strictEqual(found.json.data.accessor, json.auth.accessor)
        assert.strictEqual((yield* ask("POST", "auth/token/revoke", { body: { token: "chosen" } })).status, 204)
      }
      assert.strictEqual((yield* create(ROOT)).status, 400)
      assert.strictEqual(taken(), before)
    })
  )

  it.effect("is not asked to look for a token that nobody chose", () =>
    Effect.gen(function* () {
      const { ask, taken } = yield* started
      const before = taken()
      const { token } = yield* wrap(ask)
      const rewrapped = yield* ask("POST", "sys/wrapping/rewrap", { body: { token } })
      assert.strictEqual((yield* unwrap(ask, rewrapped.json.wrap_info.token)).status, 200)
      assert.strictEqual((yield* ask("POST", "auth/token/create", { ttl: 60, body: { ttl: "1h" } })).status, 200)
      assert.strictEqual(taken(), before + 4)
    })
  )
})
