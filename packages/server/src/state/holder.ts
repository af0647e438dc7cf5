import type { Acl } from "./policy/index.ts"
import type { HeldToken } from "./token/token-entry.ts"

/** The token that a request came with, and what its policies allow. */
export interface Holder {
  readonly token: string
  readonly found: HeldToken
  readonly acl: Acl
  /** Seconds; the least wrap TTL that its policies require for this request, absent or 0 if they require none. */
  readonly minWrapTtl?: number
}
