/** Servers on stores that keep the promises of the port, but work differently from ours. */
import { assert, describe, it } from "@effect/vitest"
import { engines } from "@enwrap/engines"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { layerNobleCrypto, makeServer } from "../src/index.ts"
import { makeMemoryStore } from "../src/ports/store/memory.ts"
import { type Batch, type Commit, Store } from "../src/ports/store/port.ts"
import { asking, ROOT, unwrap, wrap } from "./asking.ts"

type StoreService = typeof Store.Service

const { getNow: _, ...withoutGetNow } = makeMemoryStore().store

/** Its methods use `this`. */
const withThis: StoreService & { readonly inner: StoreService } = {
  inner: makeMemoryStore().store,
  get(space, key) {
    return this.inner.get(space, key)
  },
  getNow(space: string, key: string, nowMs: number) {
    return this.inner.getNow!(space, key, nowMs)
  },
  list(space, prefix, options) {
    return this.inner.list(space, prefix, options)
  },
  scan(space: string, limit: number) {
    return this.inner.scan!(space, limit)
  },
  commit: function (this: { readonly inner: StoreService }, batch: Batch) {
    return this.inner.commit(batch)
  } as Commit
}

const inner = makeMemoryStore().store
const waiting: StoreService = {
  ...inner,
  getNow: (space, key, nowMs) =>
    Effect.andThen(
      Effect.yieldNow,
      Effect.suspend(() => inner.getNow!(space, key, nowMs))
    )
}

describe.each([
  ["has no getNow", withoutGetNow],
  ["has a getNow that waits", waiting],
  ["has methods that use this", withThis]
] as const)("a store that %s", (_name, store) => {
  it.effect("RW-SU-1 RW-SU-4 RW-CO-1: serves every request, and opens a response once", () =>
    Effect.gen(function* () {
      const server = yield* makeServer({ engines, rootToken: ROOT }).pipe(
        Effect.provide([Layer.succeed(Store, store), layerNobleCrypto])
      )
      const ask = asking(server)
      const { token } = yield* wrap(ask)
      const unwraps = yield* Effect.all(
        Array.from({ length: 20 }, () => unwrap(ask, token)),
        { concurrency: "unbounded" }
      )
      assert.deepStrictEqual(unwraps.map(({ status }) => status).sort(), [
        200,
        ...Array.from({ length: 19 }, () => 400)
      ])
      assert.strictEqual((yield* ask("POST", "sys/rotate")).status, 204)
      yield* server.maintain
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self")).status, 200)
    })
  )
})
