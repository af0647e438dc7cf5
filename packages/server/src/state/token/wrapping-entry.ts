import { decideWrappingToken } from "./decide-token.ts"
import type { TokenEntry, WrappingInfo } from "./token-entry.ts"
import type { NewEntry } from "./token-rights.ts"

/** The entry of a new wrapping token: for one use within its TTL, and for nothing but its response. */
export const wrappingEntry = ({
  issueTimeMs,
  path,
  wrapping
}: Pick<TokenEntry, "issueTimeMs" | "path"> & { readonly wrapping: WrappingInfo }): NewEntry & {
  readonly expiresAtMs: number
} => ({
  ...decideWrappingToken(wrapping.ttl, issueTimeMs),
  path,
  displayName: "",
  meta: null,
  entityId: "",
  wrapping
})
