import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type Batch, type Conflict, Store, type StoreFailure } from "../../ports/store/port.ts"
import { Metrics, type ServerMetrics } from "./metrics.ts"

const measured = (store: typeof Store.Service, metrics: ServerMetrics): typeof Store.Service => {
  const countFailure = (failure: Conflict | StoreFailure): Conflict | StoreFailure => {
    if (failure._tag === "Conflict") metrics.commitConflicts++
    else metrics.commitFailures++
    return failure
  }

  const timed = (commit: Effect.Effect<void, Conflict | StoreFailure>): Effect.Effect<void, Conflict | StoreFailure> =>
    Effect.suspend(() => {
      const startMs = performance.now()
      return Effect.map(commit, () => metrics.commits.add(performance.now() - startMs))
    })

  const commit = (batch: Batch): Effect.Effect<void, Conflict | StoreFailure> => {
    metrics.committedRecords += (batch.puts?.length ?? 0) + (batch.deletes?.length ?? 0)
    if (batch.puts !== undefined) for (const { value } of batch.puts) metrics.committedBytes += value.length
    metrics.commits.count++
    const committed = Effect.mapError(store.commit(batch), countFailure)
    return metrics.commitSampling.next() ? timed(committed) : committed
  }
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
