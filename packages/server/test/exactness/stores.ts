import { layerSqlite } from "@enwrap/store-sqlite"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Store } from "../../src/index.ts"
import { makeMemoryStore } from "../../src/ports/store/memory.ts"
import type { Batch, Commit } from "../../src/ports/store/port.ts"

/** A store that the tests of exactness run on. */
export interface TestStore {
  readonly name: string
  /** Makes an empty store. Each time that the layer is built, the same records are found again. */
  readonly make: Effect.Effect<Layer.Layer<Store>, never, Scope.Scope>
  /** How many times as long as on the memory store a test may take: it is repeated that much less often. */
  readonly slowness: number
}

/** `npm run soak` runs on all stores also what `npm test` runs only on the memory store, since it is about the server. */
export const isSoak = process.env["SOAK_ROUNDS"] !== undefined

const sqlite = Effect.map(
  Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "enwrap-exact-"))),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
  ),
  (folder) => Layer.orDie(layerSqlite({ path: join(folder, "enwrap.db") }))
)

/** Each time that it is opened, it has all that was committed, as after a crash: what has expired meanwhile was not freed. */
const crashing = Effect.sync(() => {
  const committed: Array<Batch> = []
  return Layer.effect(
    Store,
    Effect.gen(function* () {
      const { store } = makeMemoryStore()
      for (const { deletes = [], puts = [] } of committed) yield* store.commit({ deletes, puts })
      const commit = (batch: Batch) => Effect.tap(store.commit(batch), () => Effect.sync(() => committed.push(batch)))
      return Store.of({ ...store, commit: commit as Commit })
    })
  ).pipe(Layer.orDie)
})

export const crashingStore: TestStore = { name: "a store after a crash", make: crashing, slowness: 1 }

export const testStores: ReadonlyArray<TestStore> = [
  { name: "memory", make: Effect.sync(() => Layer.succeed(Store, makeMemoryStore().store)), slowness: 1 },
  { name: "SQLite", make: sqlite, slowness: 12 }
]
