import * as Effect from "effect/Effect"
import type { Storage, StorageChange } from "../../ports/engine/port.ts"
import type { Keyring } from "../keyring.ts"
import { listChildren } from "../../ports/store/list-children.ts"
import { decidesAnew } from "../request-basis.ts"
import {
  type Conflict,
  type Precondition,
  type RecordKey,
  type Store,
  type StoredRecord,
  StoreFailure
} from "../../ports/store/port.ts"

/** `uuid/key`: what engines keep, each mount under its own uuid, which has one length and no slash. */
const MOUNT_DATA = "mount-data"
/** Mounts that can keep something, by uuid: those whose data is not being destroyed. */
const OPEN = "mount-open"
const PAGE = 1000

/**
 * Exists as long as a mount can keep something. A mount that is being disabled can: its engine still revokes what it has
 * given. What comes later, from whatever request, is refused, so that nothing is left behind.
 */
export const openMountKey = (uuid: string): RecordKey => ({ space: OPEN, key: uuid })

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

  const openAt = openMountKey(uuid)
  const isOpen: Precondition = { kind: "exists", ...openAt }
  const destroyed = new StoreFailure({ cause: `the mount ${uuid} has been disabled` })

  const apply = (
    change: StorageChange,
    when: ReadonlyArray<Precondition> = []
  ): Effect.Effect<void, Conflict | StoreFailure> =>
    store.commit({
      when: [isOpen, ...when],
      puts: (change.puts ?? []).map(sealed),
      deletes: (change.deletes ?? []).map((key) => ({ space: MOUNT_DATA, key: full(key) }))
    })
  /** Nothing but the end of the mount can be in its way. */
  const applyAlways = (change: StorageChange) =>
    Effect.catchTag(apply(change), "Conflict", () => Effect.fail(destroyed))

  const modify: Storage["modify"] = (key, decide) =>
    Effect.gen(function* () {
      const record: StoredRecord | undefined = yield* read(key)
      yield* decidesAnew(MOUNT_DATA, full(key))
      const [result, change] = yield* decide(record === undefined ? undefined : yield* open(record))
      const at: RecordKey = { space: MOUNT_DATA, key: full(key) }
      const when: Precondition =
        record === undefined ? { kind: "absent", ...at } : { kind: "unchanged", ...at, value: record.value }
      yield* apply(change, [when])
      return result
    }).pipe(
      Effect.catchIf(isConflict, () =>
        Effect.flatMap(store.get(openAt.space, openAt.key), (record) =>
          record === undefined ? Effect.fail(destroyed) : modify(key, decide)
        )
      )
    )

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
