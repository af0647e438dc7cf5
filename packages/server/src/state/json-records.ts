import * as Effect from "effect/Effect"
import type { RecordKey, Store, StoredRecord, StoreFailure } from "../ports/store/port.ts"
import type { Keyring } from "./keyring.ts"

/** The record of a value, as encrypted JSON. */
export const jsonRecord = (
  keyring: typeof Keyring.Service,
  { key, space }: RecordKey,
  value: unknown
): StoredRecord => ({
  space,
  key,
  value: keyring.encrypt(space, key, JSON.stringify(value))
})

/** Reads a record of {@link jsonRecord}. */
export const jsonIn = <A>(
  keyring: typeof Keyring.Service,
  { key, space, value }: StoredRecord
): Effect.Effect<A, StoreFailure> => Effect.map(keyring.decrypt(space, key, value), (text) => JSON.parse(text) as A)

/** The value of the record at a place; `undefined` if there is none. */
export const readJson = <A>(
  store: typeof Store.Service,
  keyring: typeof Keyring.Service,
  { key, space }: RecordKey
): Effect.Effect<A | undefined, StoreFailure> =>
  Effect.flatMap(store.get(space, key), (record) =>
    record === undefined ? Effect.succeed(undefined) : jsonIn<A>(keyring, record)
  )
