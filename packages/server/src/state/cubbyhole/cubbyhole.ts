import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { TokenKeys } from "../keyring.ts"
import { listChildren } from "../../ports/store/list-children.ts"
import { type Conflict, type RecordKey, Store, type StoredRecord, type StoreFailure } from "../../ports/store/port.ts"
import type { Holder } from "../holder.ts"
import { endNotice } from "../token/end-notice.ts"
import { CUBBYHOLES, tokenRecordKey } from "../token/token-store.ts"

/** A token together with its record: only who has the token can read its cubbyhole. */
export interface CubbyholeOwner {
  readonly id: string
  readonly keys: TokenKeys
}

/** The id is hexadecimal, of one length, so two tokens never share a key. */
export const cubbyholeKey = (id: string, path: string): RecordKey => ({ space: CUBBYHOLES, key: `${id}/${path}` })

/**
 * Every token's own storage. Values are sealed under a key that needs the token itself, so that neither the store nor the
 * server's keys are enough to read them; they go when their token goes.
 *
 * @see RW-CB-1
 */
export class Cubbyhole extends Context.Service<
  Cubbyhole,
  {
    /** The record of a value, for a commit; in milliseconds, when it goes by itself. */
    readonly record: (
      owner: CubbyholeOwner,
      path: string,
      text: string,
      expiresAtMs: number | undefined
    ) => StoredRecord
    readonly read: (owner: CubbyholeOwner, path: string) => Effect.Effect<string | undefined, StoreFailure>
    readonly exists: (id: string, path: string) => Effect.Effect<boolean, StoreFailure>
    /** Stores a value, unless the token has gone meanwhile: then nothing is left behind. */
    readonly write: (holder: Holder, path: string, text: string) => Effect.Effect<void, StoreFailure>
    readonly delete: (id: string, path: string) => Effect.Effect<void, StoreFailure>
    readonly list: (id: string, prefix: string) => Effect.Effect<ReadonlyArray<string>, StoreFailure>
  }
>()("@enwrap/server/Cubbyhole") {}

const make = Effect.gen(function* () {
  const store = yield* Store
  const ignoreConflict = (commit: Effect.Effect<void, Conflict | StoreFailure>): Effect.Effect<void, StoreFailure> =>
    Effect.catchTag(commit, "Conflict", () => Effect.void)

  const record: (typeof Cubbyhole.Service)["record"] = (owner, path, text, expiresAtMs) => {
    const place = cubbyholeKey(owner.id, path)
    return {
      ...place,
      value: owner.keys.sealing().seal(place.space, place.key, text),
      expiresAt: expiresAtMs
    }
  }

  return Cubbyhole.of({
    record,
    read: ({ id, keys }, path) => {
      const place = cubbyholeKey(id, path)
      return Effect.flatMap(store.get(place.space, place.key), (found) =>
        found === undefined ? Effect.succeed(undefined) : keys.sealing().open(place.space, place.key, found.value)
      )
    },
    exists: (id, path) => {
      const place = cubbyholeKey(id, path)
      return Effect.map(store.get(place.space, place.key), (found) => found !== undefined)
    },
    write: ({ found }, path, text) => {
      // A token that can be renewed has no end yet: when it comes to one, it is looked after.
      const { expiresAtMs, renewable } = found.entry
      const entry = record(found, path, text, renewable ? undefined : expiresAtMs)
      return ignoreConflict(
        store.commit({
          when: [{ kind: "exists", ...tokenRecordKey(found.id) }],
          puts: renewable ? [entry, ...endNotice(found)] : [entry]
        })
      )
    },
    delete: (id, path) => ignoreConflict(store.commit({ deletes: [cubbyholeKey(id, path)] })),
    list: (id, prefix) => listChildren(store, CUBBYHOLES, `${id}/${prefix}`)
  })
})

export const layerCubbyhole: Layer.Layer<Cubbyhole, never, Store> = Layer.effect(Cubbyhole, make)
