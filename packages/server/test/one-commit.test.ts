import { engines } from "@enwrap/engines"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { layerMemory, layerNobleCrypto, makeServer, Store } from "../src/index.ts"
import { type Batch, type Commit, StoreFailure, type StoredRecord } from "../src/ports/store/port.ts"
import { type Answered, asking, type Ask, ROOT, unwrap, wrap } from "./asking.ts"
import { leasing, nothingGiven } from "./leasing-engine.ts"

/** The memory store, which counts its commits, can fail one of them, and shows its records. */
const countingStore = () => {
  const batches: Array<Batch> = []
  const records = new Map<string, StoredRecord>()
  let failing = 0
  const nameOf = ({ key, space }: { readonly key: string; readonly space: string }) => `${space}: ${key}`
  const counted = Effect.map(Store, (store): typeof Store.Service => ({
    ...store,
    commit: ((batch: Batch) => {
      batches.push(batch)
      if (batches.length === failing) return Effect.fail(new StoreFailure({ cause: "the disk is full" }))
      return Effect.tap(store.commit(batch), () =>
        Effect.sync(() => {
          for (const record of batch.puts ?? []) records.set(nameOf(record), record)
          for (const record of batch.deletes ?? []) records.delete(nameOf(record))
        })
      )
    }) as Commit
  }))
  return {
    layer: Layer.effect(Store, counted).pipe(Layer.provide(layerMemory)),
    /** Forgets the commits so far. With a number, the nth of the next commits fails, counted from 1. */
    restart: (nth = 0) => {
      batches.length = 0
      failing = nth
    },
    commits: () => batches.length,
    names: () => [...records.keys()].sort()
  }
}

const started = Effect.gen(function* () {
  const store = countingStore()
  const given = nothingGiven()
  const server = yield* makeServer({
    engines: [...engines, leasing(given)],
    rootToken: ROOT,
    mounts: [{ path: "lent/", type: "leasing" }]
  }).pipe(Effect.provide(Layer.merge(store.layer, layerNobleCrypto)))
  const ask = asking(server)
  yield* ask("POST", "sys/auth/approle", { body: { type: "approle" } })
  yield* ask("POST", "auth/approle/role/app", { body: { token_policies: "default" } })
  return { ask, given, store }
})

/** Operations that return a new token or secret, each with its setup. They are requested with a wrap TTL. */
const operations: Readonly<Record<string, (ask: Ask) => Effect.Effect<Effect.Effect<Answered>>>> = {
  "wrapped data": (ask) => Effect.succeed(ask("POST", "sys/wrapping/wrap", { ttl: 60, body: { a: 1 } })),
  "a new token": (ask) => Effect.succeed(ask("POST", "auth/token/create", { ttl: 60, body: { ttl: "1h" } })),
  "the token of a login": (ask) =>
    Effect.gen(function* () {
      const { role_id } = (yield* ask("GET", "auth/approle/role/app/role-id")).json.data
      const { secret_id } = (yield* ask("POST", "auth/approle/role/app/secret-id")).json.data
      return ask("POST", "auth/approle/login", { token: null, ttl: 60, body: { role_id, secret_id } })
    }),
  "a secret with a lease": (ask) => Effect.succeed(ask("GET", "lent/a-600", { ttl: 60 })),
  "a rewrapped response": (ask) =>
    Effect.map(wrap(ask), ({ token }) => ask("POST", "sys/wrapping/rewrap", { body: { token } })),
  "an unwrapped response that is wrapped again": (ask) =>
    Effect.map(wrap(ask), ({ token }) => ask("POST", "sys/wrapping/unwrap", { token, ttl: 60 }))
}

describe("the result of an operation and its wrapping", () => {
  for (const [title, prepare] of Object.entries(operations)) {
    it.effect(`RW-SEC-5: ${title} is stored in one commit with its wrapping token`, () =>
      Effect.gen(function* () {
        const { ask, store } = yield* started
        const request = yield* prepare(ask)
        store.restart()
        const { json } = yield* request
        assert.strictEqual(store.commits(), 1)
        assert.strictEqual((yield* unwrap(ask, json.wrap_info.token)).status, 200)
      })
    )

    it.effect(`RW-SEC-5: nothing of ${title} is left if that commit fails`, () =>
      Effect.gen(function* () {
        const { ask, given, store } = yield* started
        const request = yield* prepare(ask)
        const before = store.names()
        store.restart(1)
        const { json, status } = yield* request
        assert.strictEqual(status, 500)
        assert.notProperty(json, "wrap_info")
        assert.deepStrictEqual(store.names(), before)
        // The engine revokes a secret that was not delivered.
        assert.deepStrictEqual(given.taken, title === "a secret with a lease" ? ["lent/a-600"] : [])
        // The same request succeeds afterwards: a wrapping token or a secret id was not used up.
        assert.strictEqual((yield* request).status, 200)
      })
    )
  }
})
