import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type Batch, type Conflict, Store, type StoreFailure } from "../../ports/store/port.ts"
import { Metrics, type ServerMetrics } from "./metrics.ts"

const bytesOf = ({ puts }: Batch): number => {
  let bytes = 0
  if (puts !== undefined) for (const { value } of puts) bytes += value.length
  return bytes
}

const measured = (store: typeof Store.Service, metrics: ServerMetrics): typeof Store.Service => {
  const commit = (batch: Batch): Effect.Effect<void, Conflict | StoreFailure> =>
    Effect.suspend(() => {
      const startMs = performance.now()
      return Effect.matchEffect(store.commit(batch), {
        onSuccess: () => {
          metrics.commits.add(performance.now() - startMs)
          metrics.committedRecords += (batch.puts?.length ?? 0) + (batch.deletes?.length ?? 0)
          metrics.committedBytes += bytesOf(batch)
          return Effect.void
        },
        onFailure: (failure) => {
          if (failure._tag === "Conflict") metrics.commitConflicts++
          else metrics.commitFailures++
          return Effect.fail(failure)
        }
      })
    })
  // A commit without preconditions fails as the store's does.
  return { ...store, commit: commit as (typeof Store.Service)["commit"] }
}

/** The store, with its commits measured. */
export const layerMeasuredStore: Layer.Layer<Store, never, Store | Metrics> = Layer.effect(
  Store,
  Effect.gen(function* () {
    return measured(yield* Store, yield* Metrics)
  })
)
