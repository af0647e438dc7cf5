import { ROOT_POLICY, type TokenEntry, WRAPPING_POLICY, type WrappingInfo } from "./token-entry.ts"
import { decision, type NewEntry, type TokenRights } from "./token-rights.ts"

const WRAPPING_POLICIES: ReadonlyArray<string> = Object.freeze([WRAPPING_POLICY])

/** The rights of the initial root token. */
export const decideRootToken = (issueTimeMs: number): TokenRights =>
  decision(issueTimeMs, undefined, {
    policies: [ROOT_POLICY],
    numUses: 0,
    explicitMaxTtl: 0,
    period: 0,
    renewable: false
  }).rights

/** The entry of a new wrapping token: for one use within its TTL, and for nothing but its response. It has no parent. */
export const decideWrappingToken = ({
  issueTimeMs,
  path,
  wrapping
}: Pick<TokenEntry, "issueTimeMs" | "path"> & { readonly wrapping: WrappingInfo }): NewEntry & {
  readonly expiresAtMs: number
} =>
  ({
    policies: WRAPPING_POLICIES,
    numUses: 1,
    creationTime: Math.floor(issueTimeMs / 1000),
    creationTtl: Math.floor(wrapping.ttl),
    explicitMaxTtl: Math.floor(wrapping.ttl),
    period: 0,
    renewable: false,
    issueTimeMs,
    expiresAtMs: issueTimeMs + Math.round(wrapping.ttl * 1000),
    path,
    displayName: "",
    meta: null,
    entityId: "",
    wrapping
  }) as NewEntry & { readonly expiresAtMs: number }
