import * as Effect from "effect/Effect"
import { listKeys } from "../../ports/store/list.ts"
import type { Store } from "../../ports/store/port.ts"
import { SPACES } from "../../state/records.ts"

/**
 * Deletes what an unfinished initialization left behind: it is encrypted with a key that nobody has. Use it only for a store that
 * has never been set up, which contains nothing else.
 */
export const clearUnfinished = Effect.fn("Seal.clearUnfinished")(function* (store: typeof Store.Service) {
  for (const space of SPACES) {
    const deletes = yield* listKeys(store, space, "")
    if (deletes.length > 0) yield* store.commit({ deletes })
  }
})
