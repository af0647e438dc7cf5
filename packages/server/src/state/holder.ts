import type { Acl } from "./policy/acl.ts"
import type { HeldToken } from "./token/token-entry.ts"

/** The token of a request, and what its policies allow. */
export interface Holder {
  readonly token: string
  readonly found: HeldToken
  readonly acl: Acl
  /** Seconds; the minimum wrap TTL that its policies demand for this request, absent or 0 if they demand none. */
  readonly minWrapTtl?: number
}
