import * as Effect from "effect/Effect"
import type { Store } from "../../ports/store/port.ts"
import type { DamagedRecords } from "../damaged-records.ts"
import type { Keyring } from "../keyring.ts"
import { readAllTokens } from "./read-all-tokens.ts"

/** The accessors of all tokens that are not being revoked, sorted. They are stored only in the encrypted entries. */
export const listAccessors = Effect.fnUntraced(function* (
  store: typeof Store.Service,
  keyring: typeof Keyring.Service,
  damaged: typeof DamagedRecords.Service
) {
  const accessors: Array<string> = []
  yield* readAllTokens(store, keyring, damaged, (_, { accessor, revoking }) => {
    if (revoking === undefined) accessors.push(accessor)
  })
  return accessors.sort()
})
