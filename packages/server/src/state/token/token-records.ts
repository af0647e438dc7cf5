import type { RecordKey, StoredRecord } from "../../ports/store/port.ts"
import type { Keyring } from "../keyring.ts"
import { utf8 } from "../../values/text.ts"
import { childKey, goodTokenKey, leaseKey, marker, tokenDueKey, tokenLeaseId, tokenRecordKey } from "../records.ts"
import type { FoundToken, TokenEntry } from "./token-entry.ts"

/** Finds the key of the record that exists as long as a token is valid. */
export const makeGoodToken = (keyring: typeof Keyring.Service) => {
  // The entry of a caller is nearly always a recent one, whose accessor need not be hashed again.
  const keys = new WeakMap<object, RecordKey>()
  const find = (token: Pick<TokenEntry, "accessor">): RecordKey =>
    keys.get(token) ?? goodTokenKey(keyring.accessorId(token.accessor))
  return {
    find,
    /** Also remembers it: for callers. Most other tokens are looked for once. */
    findForCaller: (token: Pick<TokenEntry, "accessor">): RecordKey => {
      const key = find(token)
      keys.set(token, key)
      return key
    }
  }
}

/** The records by which a token is found in other ways than by itself. They are stored and deleted with the token. */
export const indexRecords = (id: string, entry: TokenEntry, accessor: RecordKey): ReadonlyArray<StoredRecord> => {
  const expiresAt = entry.expiresAtMs
  const records: Array<StoredRecord> = [{ space: accessor.space, key: accessor.key, value: utf8(id), expiresAt }]
  if (expiresAt !== undefined) records.push(marker(leaseKey(tokenLeaseId(entry.path, id)), expiresAt))
  if (entry.parent !== undefined) records.push(marker(childKey(entry.parent.id, id), expiresAt))
  return records
}

/** All records of a token. Its children, its cubbyhole and the leases of its secrets have records of their own. */
export const tokenRecordKeys = (
  { entry, id }: Pick<FoundToken, "id" | "entry">,
  accessor: RecordKey
): ReadonlyArray<RecordKey> => {
  const keys: Array<RecordKey> = [tokenRecordKey(id), accessor]
  if (entry.expiresAtMs !== undefined) keys.push(leaseKey(tokenLeaseId(entry.path, id)))
  if (entry.parent !== undefined) keys.push(childKey(entry.parent.id, id))
  return keys
}

/**
 * Makes the server look at a token when it expires, as its expiry is now. Store this with everything that must be deleted or
 * revoked once the token has expired: its children, its cubbyhole. Tokens that have neither need no notice.
 */
export const endNotice = ({ entry, id }: Pick<FoundToken, "entry" | "id">): ReadonlyArray<StoredRecord> =>
  entry.expiresAtMs === undefined ? [] : [marker(tokenDueKey(entry.expiresAtMs, id))]
