import { type TokenEntry, WRAPPING_POLICY, type WrappingInfo } from "./token-entry.ts"

/** A wrapping token as it is made: good for one use, for as long as it was asked for, and for nothing but its response. */
export const wrappingEntry = ({
  issueTimeMs,
  path,
  wrapping
}: {
  /** The path of the request whose response is wrapped. */
  readonly path: string
  readonly issueTimeMs: number
  readonly wrapping: WrappingInfo
}): Omit<TokenEntry, "accessor"> & { readonly expiresAtMs: number } => ({
  policies: POLICIES,
  path,
  displayName: "",
  meta: null,
  numUses: 1,
  creationTime: Math.floor(issueTimeMs / 1000),
  creationTtl: Math.floor(wrapping.ttl),
  explicitMaxTtl: Math.floor(wrapping.ttl),
  period: 0,
  renewable: false,
  entityId: "",
  issueTimeMs,
  expiresAtMs: issueTimeMs + Math.round(wrapping.ttl * 1000),
  wrapping
})

const POLICIES: ReadonlyArray<string> = Object.freeze([WRAPPING_POLICY])
