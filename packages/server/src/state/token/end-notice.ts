import { dueKey } from "../../ports/store/due.ts"
import type { StoredRecord } from "../../ports/store/port.ts"
import type { FoundToken } from "./token-entry.ts"

/** When a token must be looked at: its end, as it was when it began to have something that must go with it. */
export const TOKENS_DUE = "token-due"
const NOTHING = new Uint8Array(0)

/**
 * What must be stored along with whatever goes when a token ends by itself: its children, its cubbyhole. A token that has
 * neither goes without anybody looking.
 */
export const endNotice = ({ entry, id }: Pick<FoundToken, "entry" | "id">): ReadonlyArray<StoredRecord> =>
  entry.expiresAtMs === undefined ? [] : [{ ...dueKey(TOKENS_DUE, entry.expiresAtMs, id), value: NOTHING }]
