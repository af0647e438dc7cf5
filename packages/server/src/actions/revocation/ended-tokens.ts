import { TOKENS_DUE } from "../../state/token/end-notice.ts"
import * as Effect from "effect/Effect"
import { dueIn, dueKey } from "../../ports/store/due.ts"
import type { Store, StoreFailure } from "../../ports/store/port.ts"
import { type TokenStore } from "../../state/token/token-store.ts"
import { now } from "../../values/now.ts"

const PAGE = 1000
const NOTHING = new Uint8Array(0)

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
    for (const { key } of yield* store.list(TOKENS_DUE, "", { limit: PAGE })) {
      const { atMs, name } = dueIn(key)
      if (atMs > nowMs) break
      const endMs = yield* tokens.endOf(name)
      if (endMs === undefined) yield* tokens.revoke(name)
      const again =
        endMs === undefined || endMs === Infinity ? [] : [{ ...dueKey(TOKENS_DUE, endMs, name), value: NOTHING }]
      yield* Effect.catchTag(
        store.commit({ puts: again, deletes: [{ space: TOKENS_DUE, key }] }),
        "Conflict",
        () => Effect.void
      )
    }
  })
