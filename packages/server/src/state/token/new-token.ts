import type { TokenKeys } from "../keyring.ts"
import type { TokenEntry } from "./token-entry.ts"

/** A token that was just made: nobody will ever be able to read it from the store. */
export interface NewToken {
  readonly token: string
  readonly id: string
  readonly keys: TokenKeys
  readonly entry: TokenEntry
}
