import { assert, describe, it } from "@effect/vitest"
import { type Batch, type Commit, Conflict, type ListOptions, Store, type StoredRecord } from "@enwrap/server/store"
import { storeContract } from "@enwrap/server/store-contract"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import { layerMemory } from "../src/index.ts"

type StoreService = typeof Store.Service

const committing =
  (commit: (store: StoreService, batch: Batch) => ReturnType<StoreService["commit"]>) =>
  (store: StoreService): StoreService => ({ ...store, commit: ((batch: Batch) => commit(store, batch)) as Commit })

const listing =
  (list: (store: StoreService, prefix: string, options: ListOptions) => ReturnType<StoreService["list"]>) =>
  (store: StoreService): StoreService => ({ ...store, list: (_, prefix, options) => list(store, prefix, options) })

/** Stores that break one promise each. */
const broken: Readonly<Record<string, readonly [promise: string, (store: StoreService) => StoreService]>> = {
  "ignores preconditions": ["1", committing((store, { when: _, ...changes }) => store.commit(changes))],
  "applies the deletes of a batch that conflicts": [
    "1",
    committing((store, batch) =>
      Effect.tapError(store.commit(batch), () => store.commit({ deletes: batch.deletes ?? [] }))
    )
  ],
  "deletes after it has put": [
    "1",
    committing((store, { deletes = [], ...batch }) => Effect.andThen(store.commit(batch), store.commit({ deletes })))
  ],
  "checks preconditions and applies changes in two steps": [
    "1",
    committing((store, { when = [], ...changes }) =>
      store.commit({ when }).pipe(Effect.andThen(Effect.yieldNow), Effect.andThen(store.commit(changes)))
    )
  ],
  "conflicts without preconditions": [
    "1",
    committing((store, batch) => (batch.puts?.length === 2 ? Effect.fail(new Conflict()) : store.commit(batch)))
  ],
  "mixes spaces": [
    "2",
    listing((store, prefix, options) =>
      Effect.map(Effect.all([store.list("s", prefix, options), store.list("t", prefix, options)]), ([s, t]) => [
        ...s,
        ...t
      ])
    )
  ],
  "sorts by UTF-16 code unit": [
    "2",
    listing((store, prefix, options) =>
      Effect.map(store.list("s", prefix, options), (records) => [...records].sort((a, b) => (a.key < b.key ? -1 : 1)))
    )
  ],
  "includes the record that a page starts after": [
    "2",
    listing((store, prefix, options) => {
      const first = options.after === undefined ? Effect.succeed(undefined) : store.get("s", options.after)
      return Effect.flatMap(first, (record) =>
        Effect.map(store.list("s", prefix, options), (records) =>
          record === undefined ? records : [record, ...records].slice(0, options.limit)
        )
      )
    })
  ],
  "has short pages": [
    "2",
    listing((store, prefix, options) => store.list("s", prefix, { ...options, limit: Math.min(options.limit, 500) }))
  ],
  "never lets records expire": [
    "3",
    committing((store, batch) =>
      store.commit({ ...batch, puts: (batch.puts ?? []).map(({ expiresAt: _, ...record }): StoredRecord => record) })
    )
  ],
  "ignores the time that getNow is given": [
    "3",
    (store) => ({ ...store, getNow: (space, key) => store.getNow!(space, key, 0) })
  ],
  "lets records expire a millisecond late": [
    "3",
    committing((store, batch) =>
      store.commit({
        ...batch,
        puts: (batch.puts ?? []).map(({ expiresAt, ...record }) =>
          expiresAt === undefined ? record : { ...record, expiresAt: expiresAt + 1 }
        )
      })
    )
  ],
  "keeps values as text": [
    "4",
    (store) => ({
      ...store,
      get: (space, key) =>
        Effect.map(store.get(space, key), (record) =>
          record === undefined ? undefined : { ...record, value: Buffer.from(Buffer.from(record.value).toString()) }
        )
    })
  ]
}

describe("the store contract", () => {
  for (const [title, [promise, change]] of Object.entries(broken)) {
    it.effect(`finds a store that ${title}`, () =>
      Effect.gen(function* () {
        const layer = Layer.effect(Store, Effect.map(Store, change)).pipe(Layer.provide(layerMemory))
        const failed: Array<string> = []
        for (const { name, run } of storeContract) {
          const exit = yield* Effect.exit(Effect.provide(run, layer))
          if (Exit.isFailure(exit)) failed.push(name)
        }
        assert.isTrue(
          failed.some((name) => name.startsWith(`${promise}:`)),
          failed.join(", ")
        )
      })
    )
  }
})
