import type { StoredRecord } from "../../ports/store/port.ts"
import { marker, tokenDueKey } from "../records.ts"
import type { FoundToken } from "./token-entry.ts"

/**
 * Makes the server look at a token when it expires, as its expiry is now. Store this with everything that must be deleted or
 * revoked once the token has expired: its children, its cubbyhole. Tokens that have neither need no notice.
 */
export const endNotice = ({ entry, id }: Pick<FoundToken, "entry" | "id">): ReadonlyArray<StoredRecord> =>
  entry.expiresAtMs === undefined ? [] : [marker(tokenDueKey(entry.expiresAtMs, id))]
