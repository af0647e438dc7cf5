import * as Effect from "effect/Effect"
import type { Store, StoredRecord } from "../../ports/store/port.ts"
import type { Keyring } from "../keyring.ts"
import { TOKENS } from "../records.ts"
import { entryIn } from "./entry-text.ts"

/** The tokens that are decrypted at once, so that other requests do not wait long. */
const AT_ONCE = 100

/** The accessors of all tokens that are not being revoked, sorted. They are stored only in the encrypted entries. */
export const listAccessors = Effect.fnUntraced(function* (
  store: typeof Store.Service,
  keyring: typeof Keyring.Service
) {
  const accessors: Array<string> = []
  let after: string | undefined
  for (;;) {
    const page: ReadonlyArray<StoredRecord> = yield* store.list(TOKENS, "", { after, limit: AT_ONCE })
    for (const { key, value } of page) {
      const { accessor, revoking } = entryIn(yield* keyring.decrypt(TOKENS, key, value))
      if (revoking === undefined) accessors.push(accessor)
    }
    if (page.length < AT_ONCE) return accessors.sort()
    after = page.at(-1)!.key
    yield* Effect.yieldNow
  }
})
