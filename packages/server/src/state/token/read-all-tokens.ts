import * as Effect from "effect/Effect"
import { scan } from "../../ports/store/list.ts"
import type { Store, StoredRecord } from "../../ports/store/port.ts"
import type { DamagedRecords } from "../damaged-records.ts"
import type { Keyring } from "../keyring.ts"
import { TOKENS } from "../records.ts"
import { readEntry } from "./read-entry.ts"
import type { TokenEntry } from "./token-entry.ts"

/** The tokens that are decrypted at once, so that other requests do not wait long. */
const AT_ONCE = 100

/**
 * Decrypts the entry of every token, one after the other, in any order, until `visit` returns `true`. Damaged ones are left out.
 */
export const readAllTokens = Effect.fnUntraced(function* (
  store: typeof Store.Service,
  keyring: typeof Keyring.Service,
  damaged: typeof DamagedRecords.Service,
  visit: (id: string, entry: TokenEntry) => boolean | void
) {
  const next = scan(store, TOKENS, AT_ONCE)
  for (;;) {
    const page: ReadonlyArray<StoredRecord> = yield* next
    if (page.length === 0) return
    for (const record of page) {
      const entry = yield* damaged.orElse(readEntry(keyring, record), undefined)
      if (entry !== undefined && visit(record.key, entry) === true) return
    }
    yield* Effect.yieldNow
  }
})
