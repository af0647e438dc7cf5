import type { TokenKeys } from "../keyring.ts"
import type { StoredRecord } from "../../ports/store/port.ts"

/** The policy of every wrapping token, and of no other token. */
export const WRAPPING_POLICY = "response-wrapping"
export const ROOT_POLICY = "root"
export const DEFAULT_POLICY = "default"

/** The value of `numUses` during a token's last use. */
export const LAST_USE = -1

/** What is known about the response that a wrapping token wraps. */
export interface WrappingInfo {
  /** The path of the request whose response was wrapped; it stays the same through rewraps. */
  readonly creationPath: string
  /** Seconds, with their fraction. */
  readonly ttl: number
  /**
   * Seconds; the minimum for rewraps. It is what the policy demanded when the response was wrapped, 0 if it demanded nothing.
   */
  readonly minTtl: number
  /** The accessor of the wrapped token or secret id. */
  readonly wrappedAccessor: string | undefined
  /** The HTTP status of the response. */
  readonly status: number
  /** Whether the envelope only contains a raw response, which is sent without it. */
  readonly raw: boolean
}

/** Refers to one token: a later token with the same id has another accessor. */
export interface TokenReference {
  /** The key of its record. */
  readonly id: string
  readonly accessor: string
}

/** The stored record of a token, before encryption. Times are seconds since 1970 unless documented otherwise. */
export interface TokenEntry {
  readonly accessor: string
  readonly policies: ReadonlyArray<string>
  /** The path of the request that created it. */
  readonly path: string
  readonly displayName: string
  readonly meta: Readonly<Record<string, string>> | null
  /** The remaining uses; 0 is unlimited, {@link LAST_USE} means that the present use is the last. */
  readonly numUses: number
  /** The number of uses that it was created with, if they are limited. */
  readonly initialNumUses?: number
  readonly creationTime: number
  /** Seconds; 0 never expires. */
  readonly creationTtl: number
  /** Seconds; 0 is no maximum. */
  readonly explicitMaxTtl: number
  /** Seconds; 0 is not periodic. */
  readonly period: number
  readonly renewable: boolean
  readonly entityId: string
  /** Absent for service tokens. A batch token is not stored: it contains its entry. */
  readonly type?: "batch"
  /** Seconds; the login method's maximum TTL. */
  readonly maxTtl?: number
  /** The addresses from which it can be used; absent if it can be used from anywhere. */
  readonly boundCidrs?: ReadonlyArray<string>
  /** The token role that it was created by, with the limits that the role set. */
  readonly role?: { readonly name: string; readonly period: number; readonly explicitMaxTtl: number }
  /** The login that created it: the mount, and the data that its engine needs to renew the token. */
  readonly login?: { readonly mount: string; readonly internal: string }
  /** The token that created it, unless it is an orphan. */
  readonly parent?: TokenReference
  readonly issueTimeMs: number
  readonly lastRenewalMs?: number
  /** Seconds; the TTL of the last renewal. It is the default of the next one. */
  readonly renewedTtl?: number
  /** Milliseconds; absent if it never expires. */
  readonly expiresAtMs?: number
  /** Milliseconds; no renewal extends the token past it. It is set by the end of another token. */
  readonly endsByMs?: number
  /** Being revoked: the token can no longer be used. `tree`: with its descendants; `alone`: without them. */
  readonly revoking?: "tree" | "alone"
  readonly wrapping?: WrappingInfo
}

/** A token that was found: its entry, and the record that it was read from, for commits that require it to be unchanged. */
export interface FoundToken {
  /** The key of its record. */
  readonly id: string
  readonly entry: TokenEntry
  readonly record: StoredRecord
  /** Keys derived from the token, if it was found by the token itself. */
  readonly keys: TokenKeys | undefined
  /** Its ancestors, its parent first; absent if it has no parent. */
  readonly ancestors?: ReadonlyArray<TokenReference>
}

/** A token that was found by others than its holder: for them it has ended once its last use has begun. */
export const unlessUsedUp = (found: FoundToken | undefined): FoundToken | undefined =>
  found?.entry.numUses === LAST_USE ? undefined : found

/** A token that was found by the token itself: its holder can read its cubbyhole. */
export interface HeldToken extends FoundToken {
  readonly keys: TokenKeys
}

/** A token that was just created. The token itself is never stored. */
export interface NewToken {
  readonly token: string
  readonly id: string
  readonly keys: TokenKeys
  readonly entry: TokenEntry
  /** Whether somebody chose the token. Others are random, and never the same. */
  readonly isChosen: boolean
  /** A short response that the record of a wrapping token contains. */
  readonly response?: string
}

/** A wrapping token that can still be used, with what is known about its response. */
export interface ValidWrappingToken extends HeldToken {
  readonly token: string
  /** What the caller sent: the token, or a JWT that contains it. */
  readonly given: string
  readonly wrapping: WrappingInfo
}

export const isWrappingToken = (entry: TokenEntry): entry is TokenEntry & { readonly wrapping: WrappingInfo } =>
  entry.wrapping !== undefined

export const isRoot = (entry: TokenEntry): boolean => entry.policies.includes(ROOT_POLICY)

/** The smaller of two limits in seconds; 0 is no limit. */
export const smaller = (a: number, b: number): number => (a === 0 || b === 0 ? Math.max(a, b) : Math.min(a, b))

/** The limits of a token's lifetime: those that it was created with, within those of its role. */
export const limitsOf = ({
  explicitMaxTtl,
  period,
  role
}: Pick<TokenEntry, "explicitMaxTtl" | "period" | "role">): {
  readonly explicitMaxTtl: number
  readonly period: number
} => ({
  explicitMaxTtl: smaller(explicitMaxTtl, role?.explicitMaxTtl ?? 0),
  period: smaller(period, role?.period ?? 0)
})
