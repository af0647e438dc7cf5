import type { TokenKeys } from "../keyring.ts"
import type { TokenEntry } from "./token-entry.ts"

/** A token that was just created. The token itself is never stored. */
export interface NewToken {
  readonly token: string
  readonly id: string
  readonly keys: TokenKeys
  readonly entry: TokenEntry
}
