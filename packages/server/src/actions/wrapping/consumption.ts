import { cubbyholeKey, RESPONSE, tokenRecordKey } from "../../state/records.ts"
import type { FoundToken } from "../../state/token/token-entry.ts"
import type { TokenStore } from "../../state/token/token-store.ts"
import { hasResponse } from "../../state/token/token-value.ts"
import type { ProtocolError } from "../../values/protocol-error.ts"
import type { PendingCommit } from "../outcome.ts"

/**
 * The commit that ends a wrapping token. It is committed together with the response that contains the stored one, and only one
 * such commit can succeed.
 *
 * @see RW-SU-1
 */
export const consumption = (
  tokens: typeof TokenStore.Service,
  token: FoundToken,
  onConflict: ProtocolError
): PendingCommit => {
  const { id, record } = token
  const { key, space } = tokenRecordKey(id)
  const keys = tokens.keysToDelete(token)
  return {
    when: [{ kind: "unchanged", space, key, value: record.value }],
    deletes: hasResponse(record.value) ? keys : [...keys, cubbyholeKey(id, RESPONSE)],
    onConflict
  }
}
