import * as Effect from "effect/Effect"
import type { Storage, StorageChange } from "../../ports/engine/port.ts"
import { listChildren } from "../../ports/store/list.ts"
import {
  type Conflict,
  type Precondition,
  type Store,
  type StoredRecord,
  StoreFailure
} from "../../ports/store/port.ts"
import type { Keyring } from "../keyring.ts"
import { unlessOnlyWaiting } from "../only-waits.ts"
import { MOUNT_DATA, mountDataKey, openMountKey } from "../records.ts"
import { decidesAnew } from "../request-dependencies.ts"

const PAGE = 1000

/** A mount's own part of the store, encrypted. */
export const mountStorage = (store: typeof Store.Service, keyring: typeof Keyring.Service, uuid: string): Storage => {
  const record = ([key, text]: readonly [string, string]): StoredRecord => {
    const at = mountDataKey(uuid, key)
    return { ...at, value: keyring.encrypt(at.space, at.key, text) }
  }
  const textIn = ({ key, space, value }: StoredRecord): Effect.Effect<string, StoreFailure> =>
    keyring.decrypt(space, key, value)

  const openAt = openMountKey(uuid)
  const isOpen: Precondition = { kind: "exists", ...openAt }
  const destroyed = new StoreFailure({ cause: `the mount ${uuid} has been disabled` })

  const apply = (
    change: StorageChange,
    when: ReadonlyArray<Precondition> = []
  ): Effect.Effect<void, Conflict | StoreFailure> =>
    unlessOnlyWaiting(
      store.commit({
        when: [isOpen, ...when],
        puts: (change.puts ?? []).map(record),
        deletes: (change.deletes ?? []).map((key) => mountDataKey(uuid, key))
      })
    )
  /** It conflicts only if the mount has been destroyed. */
  const applyAlways = (change: StorageChange) =>
    Effect.catchTag(apply(change), "Conflict", () => Effect.fail(destroyed))

  const modify: Storage["modify"] = (key, decide) => {
    const at = mountDataKey(uuid, key)
    return Effect.gen(function* () {
      const current = yield* store.get(at.space, at.key)
      yield* decidesAnew(at.space, at.key)
      const [result, change] = yield* decide(current === undefined ? undefined : yield* textIn(current))
      yield* apply(change, [
        current === undefined ? { kind: "absent", ...at } : { kind: "unchanged", ...at, value: current.value }
      ])
      return result
    }).pipe(
      Effect.catchIf(isConflict, () =>
        Effect.flatMap(store.get(openAt.space, openAt.key), (found) =>
          found === undefined ? Effect.fail(destroyed) : modify(key, decide)
        )
      )
    )
  }

  return {
    get: (key) => {
      const at = mountDataKey(uuid, key)
      return Effect.flatMap(store.get(at.space, at.key), (found) =>
        found === undefined ? Effect.succeed(undefined) : textIn(found)
      )
    },
    has: (key) => {
      const at = mountDataKey(uuid, key)
      return Effect.map(store.get(at.space, at.key), (found) => found !== undefined)
    },
    put: (key, text) => applyAlways({ puts: [[key, text]] }),
    delete: (key) => applyAlways({ deletes: [key] }),
    list: (prefix) => listChildren(store, MOUNT_DATA, mountDataKey(uuid, prefix).key),
    commit: applyAlways,
    modify
  }
}

const isConflict = (error: unknown): error is Conflict => (error as { _tag?: unknown } | null)?._tag === "Conflict"

/**
 * Deletes all data of a mount that is being disabled: nothing is added to it any more. Each page is read behind the last one, since
 * a store may have to pass over what it has deleted just now.
 */
export const destroyMountData = Effect.fnUntraced(function* (store: typeof Store.Service, uuid: string) {
  let after: string | undefined
  for (;;) {
    const page: ReadonlyArray<StoredRecord> = yield* store.list(MOUNT_DATA, `${uuid}/`, {
      after,
      limit: PAGE,
      keysOnly: true
    })
    if (page.length === 0) return
    yield* store.commit({ deletes: page })
    after = page.at(-1)!.key
  }
})
