import * as Effect from "effect/Effect"
import type { Storage, StorageChange } from "../engine/port.ts"
import type { Keyring } from "../keyring.ts"
import { listChildren } from "../store/list-children.ts"
import type { Conflict, Precondition, Store, StoredRecord, StoreFailure } from "../store/port.ts"

/** `uuid/key`: what engines keep, each mount under its own uuid, which has one length and no slash. */
const MOUNT_DATA = "mount-data"
const PAGE = 1000

/** A mount's view of the store: its own keys, sealed. */
export const mountStorage = (store: typeof Store.Service, keyring: typeof Keyring.Service, uuid: string): Storage => {
  const full = (key: string): string => `${uuid}/${key}`
  const sealed = ([key, text]: readonly [string, string]): StoredRecord => ({
    space: MOUNT_DATA,
    key: full(key),
    value: keyring.seal(MOUNT_DATA, full(key), text)
  })
  const open = (record: StoredRecord): Effect.Effect<string, StoreFailure> =>
    keyring.open(MOUNT_DATA, record.key, record.value)
  const read = (key: string) => store.get(MOUNT_DATA, full(key))

  const apply = (
    change: StorageChange,
    when: ReadonlyArray<Precondition> = []
  ): Effect.Effect<void, Conflict | StoreFailure> =>
    store.commit({
      when,
      puts: (change.puts ?? []).map(sealed),
      deletes: (change.deletes ?? []).map((key) => ({ space: MOUNT_DATA, key: full(key) }))
    })
  /** Without preconditions there is nothing to conflict with. */
  const applyAlways = (change: StorageChange) =>
    Effect.catchTag(apply(change), "Conflict", (conflict) => Effect.die(conflict))

  const modify: Storage["modify"] = (key, decide) =>
    Effect.gen(function* () {
      const record: StoredRecord | undefined = yield* read(key)
      const [result, change] = yield* decide(record === undefined ? undefined : yield* open(record))
      const place = { space: MOUNT_DATA, key: full(key) }
      const when: Precondition =
        record === undefined ? { kind: "absent", ...place } : { kind: "unchanged", ...place, value: record.value }
      yield* apply(change, [when])
      return result
    }).pipe(Effect.catchIf(isConflict, () => modify(key, decide)))

  return {
    get: (key) =>
      Effect.flatMap(read(key), (record) => (record === undefined ? Effect.succeed(undefined) : open(record))),
    put: (key, text) => applyAlways({ puts: [[key, text]] }),
    delete: (key) => applyAlways({ deletes: [key] }),
    list: (prefix) => listChildren(store, MOUNT_DATA, full(prefix)),
    commit: applyAlways,
    modify
  }
}

const isConflict = (error: unknown): error is Conflict => (error as { _tag?: unknown } | null)?._tag === "Conflict"

/** Everything that a mount has kept, for when it is disabled. */
export const destroyMountData = Effect.fnUntraced(function* (store: typeof Store.Service, uuid: string) {
  for (;;) {
    const page: ReadonlyArray<StoredRecord> = yield* store.list(MOUNT_DATA, `${uuid}/`, { limit: PAGE })
    if (page.length === 0) return
    yield* Effect.catchTag(store.commit({ deletes: page }), "Conflict", (conflict) => Effect.die(conflict))
  }
})
