import * as Effect from "effect/Effect"
import { dueIn, dueKey } from "../store/due.ts"
import type { Store, StoredRecord, StoreFailure } from "../store/port.ts"
import type { FoundToken } from "./token-entry.ts"
import { now, type TokenStore } from "./token-store.ts"

/** When a token must be looked at: its end, as it was when it began to have something that must go with it. */
const DUE = "token-due"
const PAGE = 1000
const NOTHING = new Uint8Array(0)

/**
 * What must be stored along with whatever goes when a token ends by itself: its children, its cubbyhole. A token that has
 * neither goes without anybody looking.
 */
export const endNotice = ({ entry, id }: Pick<FoundToken, "entry" | "id">): ReadonlyArray<StoredRecord> =>
  entry.expiresAtMs === undefined ? [] : [{ ...dueKey(DUE, entry.expiresAtMs, id), value: NOTHING }]

/**
 * Takes away what tokens leave behind that have ended by themselves. A token may have been renewed since its notice was filed;
 * then the notice is filed anew.
 *
 * @see RW-CB-6, RW-AC-11
 */
export const makeSweepEndedTokens = (
  store: typeof Store.Service,
  tokens: typeof TokenStore.Service
): Effect.Effect<void, StoreFailure> =>
  Effect.gen(function* () {
    const nowMs = yield* now
    for (const { key } of yield* store.list(DUE, "", { limit: PAGE })) {
      const { atMs, name } = dueIn(key)
      if (atMs > nowMs) break
      const endMs = yield* tokens.endOf(name)
      if (endMs === undefined) yield* tokens.revoke(name)
      const again = endMs === undefined || endMs === Infinity ? [] : [{ ...dueKey(DUE, endMs, name), value: NOTHING }]
      yield* Effect.catchTag(
        store.commit({ puts: again, deletes: [{ space: DUE, key }] }),
        "Conflict",
        () => Effect.void
      )
    }
  })
