import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { layerMemory } from "../src/index.ts"
import { type Batch, type Commit, Store, type StoredRecord } from "../src/ports/store/port.ts"

/** A memory store, and every record that was ever stored in it: everything that a thief of all backups would have. */
export const recordingStore = () => {
  const everPut: Array<StoredRecord> = []
  const layer = Layer.effect(
    Store,
    Effect.map(Store, (store) => ({
      ...store,
      commit: ((batch: Batch) => {
        everPut.push(...(batch.puts ?? []))
        return store.commit(batch)
      }) as Commit
    }))
  ).pipe(Layer.provide(layerMemory))
  return { everPut, layer }
}
