import { engines } from "@enwrap/engines"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { TestClock } from "effect/testing"
import { layerNobleCrypto, newRootKey, openServer, Store } from "../src/index.ts"
import { makeMemoryStore } from "../src/ports/store/memory.ts"
import { type Ask, asking, ROOT, unwrap, wrap } from "./asking.ts"

/** Servers that are opened one after the other on one store, and the names of its records. */
const opening = Effect.gen(function* () {
  const memory = makeMemoryStore()
  const rootKey = yield* newRootKey
  const mounts = [{ path: "kv1/", type: "kv", options: { version: "1" } }]
  return {
    open: Effect.map(openServer({ engines, mounts, rootKey, rootToken: ROOT }), asking).pipe(
      Effect.provide(Layer.merge(Layer.succeed(Store, memory.store), layerNobleCrypto)),
      Effect.orDie
    ),
    // Without the mark of the server's time, which is stored now and then.
    names: () =>
      new Set([...memory.held()].filter(({ space }) => space !== "time").map(({ key, space }) => `${space}: ${key}`))
  }
}).pipe(Effect.provide(layerNobleCrypto))

const SHORT = { a: 1 }
const LONG = { a: "x".repeat(5000) }

const leaseIds = (ask: Ask, path: string) =>
  Effect.map(ask("LIST", `sys/leases/lookup/${path}`), ({ json, status }): ReadonlyArray<string> =>
    status === 404 ? [] : json.data.keys
  )

describe("the records of a waiting wrapping token", () => {
  for (const [size, body, count] of [
    ["short", SHORT, 1],
    ["long", LONG, 2]
  ] as const)
    it.effect(`RW-CO-1: with a ${size} response there are ${count}, and none after the unwrap`, () =>
      Effect.gen(function* () {
        const { names, open } = yield* opening
        const ask = yield* open
        // The first one also stores the path.
        yield* wrap(ask, body)
        const before = names()
        const { token } = yield* wrap(ask, body)
        const added = [...names()].filter((name) => !before.has(name))
        assert.lengthOf(added, count)
        assert.deepStrictEqual((yield* unwrap(ask, token)).json.data, body)
        assert.deepStrictEqual(names(), before)
      })
    )

  for (const [size, body] of [
    ["short", SHORT],
    ["long", LONG]
  ] as const)
    it.effect(`RW-TK-16: with a ${size} response there are none after the token is revoked`, () =>
      Effect.gen(function* () {
        const { names, open } = yield* opening
        const ask = yield* open
        yield* wrap(ask, body)
        const before = names()
        const { token } = yield* wrap(ask, body)
        assert.strictEqual((yield* ask("POST", "auth/token/revoke", { body: { token } })).status, 204)
        assert.strictEqual((yield* unwrap(ask, token)).status, 400)
        assert.deepStrictEqual(names(), before)
      })
    )

  it.effect("RW-AC-2 RW-AC-4 RW-AC-10: a later server finds it by its accessor, and revokes it", () =>
    Effect.gen(function* () {
      const { names, open } = yield* opening
      const first = yield* open
      yield* wrap(first, SHORT)
      const before = names()
      const { accessor, token } = yield* wrap(first, SHORT)
      const used = yield* wrap(first, SHORT)
      yield* unwrap(first, used.token)

      const ask = yield* open
      const found = yield* ask("POST", "auth/token/lookup-accessor", { body: { accessor } })
      assert.strictEqual(found.json.data.accessor, accessor)
      assert.deepStrictEqual(found.json.data.policies, ["response-wrapping"])
      const gone = yield* ask("POST", "auth/token/lookup-accessor", { body: { accessor: used.accessor } })
      assert.strictEqual(gone.status, 400)
      assert.include((yield* ask("LIST", "auth/token/accessors")).json.data.keys, accessor)
      yield* ask("POST", "auth/token/revoke-accessor", { body: { accessor } })
      assert.strictEqual((yield* unwrap(ask, token)).status, 400)
      assert.deepStrictEqual(names(), before)
    })
  )

  it.effect("RW-LE-4 RW-LE-7: a later server that wraps for a shorter time still finds all leases below the path", () =>
    Effect.gen(function* () {
      const { open } = yield* opening
      const first = yield* open
      yield* first("POST", "kv1/app", { body: SHORT })
      yield* first("POST", "kv1/apple", { body: SHORT })
      const token = (yield* first("GET", "kv1/app", { ttl: "24h" })).json.wrap_info.token as string
      const ask = yield* open
      const short = (yield* ask("GET", "kv1/app", { ttl: 60 })).json.wrap_info.token as string
      const other = (yield* ask("GET", "kv1/apple", { ttl: "24h" })).json.wrap_info.token as string
      assert.lengthOf(yield* leaseIds(ask, "kv1/app"), 2)
      assert.deepStrictEqual(yield* leaseIds(ask, "kv1"), ["app/", "apple/"])
      yield* TestClock.adjust("1 hour")
      assert.strictEqual((yield* unwrap(ask, short)).status, 400)

      const [id] = yield* leaseIds(ask, "kv1/app")
      const { json } = yield* ask("PUT", "sys/leases/lookup", { body: { lease_id: `kv1/app/${id}` } })
      assert.strictEqual(json.data.ttl, 23 * 3600)
      yield* ask("PUT", "sys/leases/revoke-prefix/kv1/app")
      assert.deepStrictEqual(yield* leaseIds(ask, "kv1/app"), [])
      assert.strictEqual((yield* unwrap(ask, token)).status, 400)
      assert.strictEqual((yield* unwrap(ask, other)).status, 200)
    })
  )
})
