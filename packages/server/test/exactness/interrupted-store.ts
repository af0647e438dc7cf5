import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { listNames } from "../../src/ports/store/list.ts"
import { makeMemoryStore } from "../../src/ports/store/memory.ts"
import { type Batch, type Commit, Store, StoreFailure } from "../../src/ports/store/port.ts"
import { TOKENS } from "../../src/state/records.ts"
import type { TestStore } from "./stores.ts"

/** A store whose next commits are applied up to a number. Then they fail, or the server is killed: its next run has only those. */
export const interrupted = () => {
  const committed: Array<Batch> = []
  const state = { left: Infinity, fails: false, lists: 0, tokens: Effect.succeed<ReadonlyArray<string>>([]) }
  const layer = Layer.effect(
    Store,
    Effect.gen(function* () {
      const { store } = makeMemoryStore()
      for (const { deletes = [], puts = [] } of committed) yield* store.commit({ deletes, puts })
      state.tokens = Effect.orDie(listNames(store, TOKENS))
      const commit = (batch: Batch) =>
        Effect.suspend(() => {
          const isLost = state.left-- <= 0
          if (isLost && state.fails) return Effect.fail(new StoreFailure({ cause: "the disk is full" }))
          return Effect.tap(store.commit(batch), () => Effect.sync(() => isLost || committed.push(batch)))
        })
      const list: (typeof Store.Service)["list"] = (space, prefix, options) =>
        Effect.suspend(() => (state.lists++, store.list(space, prefix, options)))
      return Store.of({ ...store, list, commit: commit as Commit })
    })
  ).pipe(Layer.orDie)
  const store: TestStore = { name: "interrupted", make: Effect.succeed(layer), slowness: 1 }
  return { state, store }
}
