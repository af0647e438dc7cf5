import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { listChildren, listKeys } from "../../ports/store/list.ts"
import { type RecordKey, Store, type StoredRecord, type StoreFailure } from "../../ports/store/port.ts"
import { cubbyholeKey, CUBBYHOLES, RESPONSE, tokenRecordKey } from "../records.ts"
import { endNotice } from "../token/token-records.ts"
import type { FoundToken, HeldToken } from "../token/token-entry.ts"
import { responsePart } from "../token/token-value.ts"

/** A token's id and the keys derived from it. Only a holder of the token can read its cubbyhole. */
export type CubbyholeOwner = Pick<HeldToken, "id" | "keys">

/**
 * Every token's own storage. Values are encrypted under a key that is derived from the token itself, so that the store and the
 * server's keys together are not enough to read them. They are deleted with their token.
 *
 * @see RW-CB-1
 */
export class Cubbyhole extends Context.Service<
  Cubbyhole,
  {
    /** The record of a value, for a commit. `expiresAtMs`: milliseconds since 1970. */
    readonly record: (
      owner: CubbyholeOwner,
      path: string,
      text: string,
      expiresAtMs: number | undefined
    ) => StoredRecord
    readonly read: (owner: HeldToken, path: string) => Effect.Effect<string | undefined, StoreFailure>
    readonly exists: (owner: FoundToken, path: string) => Effect.Effect<boolean, StoreFailure>
    /** Stores a value. Nothing is stored if the token has been revoked meanwhile. */
    readonly write: (owner: HeldToken, path: string, text: string) => Effect.Effect<void, StoreFailure>
    readonly delete: (id: string, path: string) => Effect.Effect<void, StoreFailure>
    readonly list: (id: string, prefix: string) => Effect.Effect<ReadonlyArray<string>, StoreFailure>
    /** All records of a token's cubbyhole, even if the token has expired. */
    readonly recordsOf: (id: string) => Effect.Effect<ReadonlyArray<RecordKey>, StoreFailure>
    /** Deletes the cubbyhole of an expired token, unless a new token has the same id. */
    readonly deleteExpired: (id: string) => Effect.Effect<void, StoreFailure>
  }
>()("@enwrap/server/Cubbyhole") {
  static readonly layer = Effect.suspend(() => make).pipe(Layer.effect(this))
}

/** The response in a wrapping token's own record. */
const responseAt = ({ record }: FoundToken, path: string): Uint8Array | undefined =>
  path === RESPONSE ? responsePart(record.value) : undefined

const make: Effect.Effect<typeof Cubbyhole.Service, never, Store> = Effect.gen(function* () {
  const store = yield* Store

  const record: (typeof Cubbyhole.Service)["record"] = (owner, path, text, expiresAtMs) => {
    const { key, space } = cubbyholeKey(owner.id, path)
    return { space, key, value: owner.keys.cipher().encrypt(space, key, text), expiresAt: expiresAtMs }
  }

  const recordsOf = (id: string) => listKeys(store, CUBBYHOLES, `${id}/`)

  return Cubbyhole.of({
    record,
    read: (owner, path) => {
      const { id, keys } = owner
      const { key, space } = cubbyholeKey(id, path)
      const response = responseAt(owner, path)
      if (response !== undefined) return keys.cipher().decrypt(space, key, response)
      return Effect.flatMap(store.get(space, key), (found) =>
        found === undefined ? Effect.succeed(undefined) : keys.cipher().decrypt(space, key, found.value)
      )
    },
    exists: (owner, path) => {
      if (responseAt(owner, path) !== undefined) return Effect.succeed(true)
      const { key, space } = cubbyholeKey(owner.id, path)
      return Effect.map(store.get(space, key), (found) => found !== undefined)
    },
    write: (owner, path, text) => {
      // A renewable token may live longer than it says now. Its cubbyhole is deleted when the token has really expired.
      const { expiresAtMs, renewable } = owner.entry
      const value = record(owner, path, text, renewable ? undefined : expiresAtMs)
      const commit = store.commit({
        when: [{ kind: "exists", ...tokenRecordKey(owner.id) }],
        puts: renewable ? [value, ...endNotice(owner)] : [value]
      })
      return Effect.catchTag(commit, "Conflict", () => Effect.void)
    },
    delete: (id, path) => store.commit({ deletes: [cubbyholeKey(id, path)] }),
    list: (id, prefix) => listChildren(store, CUBBYHOLES, `${id}/${prefix}`),
    recordsOf,
    deleteExpired: (id) =>
      Effect.flatMap(recordsOf(id), (deletes) => {
        if (deletes.length === 0) return Effect.void
        const commit = store.commit({ when: [{ kind: "absent", ...tokenRecordKey(id) }], deletes })
        return Effect.catchTag(commit, "Conflict", () => Effect.void)
      })
  })
})
