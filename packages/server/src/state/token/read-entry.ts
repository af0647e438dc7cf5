import * as Effect from "effect/Effect"
import type { StoredRecord, StoreFailure } from "../../ports/store/port.ts"
import { DamagedRecord } from "../damaged-records.ts"
import type { Keyring } from "../keyring.ts"
import { TOKENS } from "../records.ts"
import { entryIn } from "./entry-text.ts"
import type { TokenEntry } from "./token-entry.ts"
import { entryPart } from "./token-value.ts"

/**
 * Decrypts the entry of a token. When the record expires is also in the entry, where it cannot have been changed: a token never lives
 * longer than it should.
 */
export const readEntry = (
  keyring: Pick<typeof Keyring.Service, "decrypt">,
  { expiresAt, key, value }: StoredRecord
): Effect.Effect<TokenEntry, StoreFailure> =>
  Effect.flatMapEager(keyring.decrypt(TOKENS, key, entryPart(value)), (text) => {
    const entry = entryIn(text)
    return entry.expiresAtMs === expiresAt ? Effect.succeed(entry) : Effect.fail(new DamagedRecord(TOKENS, key))
  })
