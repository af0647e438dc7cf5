import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type Batch, type Conflict, type Precondition, Store, type StoreFailure } from "../../ports/store/port.ts"
import { whenConflict } from "../../ports/store/when-conflict.ts"
import { Keyring } from "../keyring.ts"
import { isSameContent, recordTerm } from "./record-term.ts"

/**
 * A store in which a record counts as unchanged if only its encryption key has changed: the record was encrypted again after a
 * rotation, while a request was using it.
 */
const makeReEncryptedStore = (store: typeof Store.Service, keyring: typeof Keyring.Service): typeof Store.Service => {
  /** The precondition for the record as it is now, if its content is still the same. */
  const renewed = Effect.fnUntraced(function* (condition: Precondition) {
    if (condition.kind !== "unchanged") return condition
    const { key, space, value } = condition
    const present = yield* store.get(space, key)
    if (present === undefined || recordTerm(keyring, space, present.value) <= recordTerm(keyring, space, value))
      return condition
    const isSame = yield* isSameContent(keyring, space, key, value, present.value)
    return isSame ? { ...condition, value: present.value } : condition
  })

  const again = Effect.fnUntraced(function* (
    batch: Batch,
    conflict: Conflict
  ): Effect.fn.Return<void, Conflict | StoreFailure> {
    const { when = [] } = batch
    const present = yield* Effect.forEach(when, renewed)
    if (present.every((condition, i) => condition === when[i])) return yield* conflict
    yield* commit({ ...batch, when: present })
  })

  const commit = (batch: Batch): Effect.Effect<void, Conflict | StoreFailure> =>
    whenConflict(store.commit(batch), (conflict) =>
      // With the first key, nothing can have been encrypted again.
      keyring.term() > 1 ? again(batch, conflict) : Effect.fail(conflict)
    )
  // A commit without preconditions fails as the store's does.
  return { ...store, commit: commit as (typeof Store.Service)["commit"] }
}

/** The store, with records that may be encrypted again at any moment. */
export const layerReEncryptedStore: Layer.Layer<Store, never, Store | Keyring> = Layer.effect(
  Store,
  Effect.gen(function* () {
    return makeReEncryptedStore(yield* Store, yield* Keyring)
  })
)
