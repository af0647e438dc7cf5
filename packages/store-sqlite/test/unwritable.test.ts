import { assert, describe, it } from "@effect/vitest"
import { type Batch, Store, StoreFailure } from "@enwrap/server/store"
import * as Effect from "effect/Effect"
import { layerSqlite } from "../src/index.ts"
import { databasePath } from "./database-path.ts"

const put = (key: string, size = 1) => ({ space: "s", key, value: new Uint8Array(size) })

/** More than a message holds: what follows waits for the next one. */
const LARGE = 2_000_000

const NOTHING = undefined as unknown

/** Batches that the types do not allow, with a valid change first. */
const UNWRITABLE = {
  "without a value": { puts: [put("part"), { ...put("bad"), value: NOTHING }] },
  "without a key": { puts: [put("part"), { ...put("bad"), key: NOTHING }] },
  "without a space": { puts: [put("part"), { ...put("bad"), space: NOTHING }] },
  "with a space that is not Unicode": { puts: [put("part"), { ...put("bad"), space: "\ud800" }] },
  "with an unknown precondition": { puts: [put("part")], when: [{ kind: "other", space: "s", key: "bad" }] }
} as Record<string, object> as Record<string, Batch>

const stored = Effect.flatMap(Store, (store) =>
  Effect.map(store.list("s", "", { limit: 10 }), (records) => records.map(({ key }) => key))
)

describe("a request that cannot be written into a message", () => {
  it.effect("fails alone, also behind a large one, and the store continues", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const run = Effect.gen(function* () {
        const store = yield* Store
        for (const [title, batch] of Object.entries(UNWRITABLE)) {
          assert.instanceOf(yield* Effect.flip(store.commit(batch)), StoreFailure, title)
          const outcomes = yield* Effect.all(
            [{ puts: [put("large", LARGE)] }, batch, { puts: [put("good")] }, batch].map((each) =>
              Effect.result(store.commit(each))
            ),
            { concurrency: "unbounded" }
          )
          const tags = outcomes.map(({ _tag }) => _tag)
          assert.deepStrictEqual(tags, ["Success", "Failure", "Success", "Failure"], title)
          yield* store.commit({ puts: [put("later")] })
        }
        assert.deepStrictEqual(yield* stored, ["good", "large", "later"])
      })
      yield* Effect.provide(run, layerSqlite({ path }))
      assert.deepStrictEqual(yield* Effect.provide(stored, layerSqlite({ path })), ["good", "large", "later"])
    })
  )
})
