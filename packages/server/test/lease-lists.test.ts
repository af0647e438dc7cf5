import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { layerMemory, layerNobleCrypto, openServer } from "../src/index.ts"
import { Store } from "../src/ports/store/port.ts"
import { asking, ROOT } from "./asking.ts"

/** A server in memory, and how many tokens were read to answer the requests since the last call of `tokensRead`. */
const counted = Effect.gen(function* () {
  const store = yield* Store
  let read = 0
  let turns = 0
  const scan: typeof store.scan = (space, limit) => {
    const next = store.scan!(space, limit)
    return Effect.tap(next, (page) =>
      Effect.sync(() => {
        if (space === "token") read += page.length
      })
    )
  }
  const server = yield* Effect.provideService(
    openServer({ engines: [], mounts: [], rootKey: new Uint8Array(32).fill(7), rootToken: ROOT }),
    Store,
    { ...store, scan }
  )
  const ask = asking(server)
  /** The names below a path, how many tokens were read for them, and how often other work could run. */
  const list = Effect.fnUntraced(function* (path: string) {
    read = 0
    turns = 0
    const other = yield* Effect.forkChild(
      Effect.forever(Effect.tap(Effect.yieldNow, () => Effect.sync(() => void turns++)))
    )
    const { json } = yield* ask("LIST", `sys/leases/lookup/${path}`)
    other.interruptUnsafe()
    return { keys: (json.data?.keys ?? []) as ReadonlyArray<string>, read, turns }
  })
  return { ask, list }
})

describe("LIST sys/leases/lookup with many wrapping tokens", () => {
  it.effect("RW-LE-2: reads no tokens, or only some, where it can, and lets other requests run meanwhile", () =>
    Effect.gen(function* () {
      const { ask, list } = yield* counted
      yield* ask("POST", "cubbyhole/a/b", { body: { a: 1 } })
      yield* ask("GET", "cubbyhole/a/b", { ttl: 600 })
      for (let i = 0; i < 3000; i++) yield* ask("POST", "sys/wrapping/wrap", { ttl: 600, body: { i } })
      yield* ask("LIST", "cubbyhole/a/", { ttl: 600 })

      assert.deepInclude(yield* list("nothing"), { keys: [], read: 0 })
      // Only folders: found among the first tokens.
      const folders = yield* list("")
      assert.includeMembers([...folders.keys], ["cubbyhole/", "sys/"])
      assert.isBelow(folders.read, 1000)
      const leases = yield* list("sys/wrapping/wrap/")
      assert.lengthOf(leases.keys, 3000)
      assert.deepStrictEqual(leases.keys, [...leases.keys].toSorted())
      assert.isAtLeast(leases.read, 3000)
      assert.isAtLeast(leases.turns, 10)
      const { keys } = yield* list("cubbyhole/a/")
      assert.lengthOf(keys, 2)
      assert.strictEqual(keys[0], "b/")
      assert.match(keys[1]!, /^h[0-9a-f]{64}$/)
      const accessors = (yield* ask("LIST", "auth/token/accessors")).json.data.keys as ReadonlyArray<string>
      assert.lengthOf(accessors, 3003)
      assert.deepStrictEqual(accessors, [...accessors].toSorted())
    }).pipe(Effect.provide([layerMemory, layerNobleCrypto]))
  )
})
