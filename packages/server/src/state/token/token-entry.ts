import type { TokenKeys } from "../keyring.ts"
import type { StoredRecord } from "../../ports/store/port.ts"

/** The policy of every wrapping token, and of no other token. */
export const WRAPPING_POLICY = "response-wrapping"
export const ROOT_POLICY = "root"
export const DEFAULT_POLICY = "default"

/** What `numUses` says while a token's last use is under way. */
export const LAST_USE = -1

/** What is known of the response that a wrapping token wraps. */
export interface WrappingInfo {
  /** The path of the request whose response was wrapped; it stays the same through rewraps. */
  readonly creationPath: string
  /** Seconds, with their fraction. */
  readonly ttl: number
  /** Seconds; no rewrap goes below it. The least that the policy demanded of whoever wrapped, 0 where it demanded none. */
  readonly minTtl: number
  /** The accessor of a token, or of a secret id, inside. */
  readonly wrappedAccessor: string | undefined
  /** The status with which the response is given back. */
  readonly status: number
  /** Whether the response is no envelope, but a raw answer that stands in one. */
  readonly raw: boolean
}

/** A token that was there once: a later one of the same name has another accessor. */
export interface TokenReference {
  /** The name of its record. */
  readonly id: string
  readonly accessor: string
}

/** A token as it is stored, sealed. Times are seconds since 1970 unless they say otherwise. */
export interface TokenEntry {
  readonly accessor: string
  readonly policies: ReadonlyArray<string>
  /** The path of the request that made it. */
  readonly path: string
  readonly displayName: string
  readonly meta: Readonly<Record<string, string>> | null
  /** Uses that are left; 0 is without limit, {@link LAST_USE} is none after the one under way. */
  readonly numUses: number
  /** How many it was created with, where they are limited. */
  readonly initialNumUses?: number
  readonly creationTime: number
  /** Seconds; 0 never expires. */
  readonly creationTtl: number
  /** Seconds; 0 is none. */
  readonly explicitMaxTtl: number
  /** Seconds; 0 is not periodic. */
  readonly period: number
  readonly renewable: boolean
  readonly entityId: string
  /** A batch token stands in no store: it is what it says, and ends when it says. */
  readonly type?: "batch"
  /** Seconds; the most that a login method lets a token live. */
  readonly maxTtl?: number
  /** Addresses from which it may be used; absent is from anywhere. */
  readonly boundCidrs?: ReadonlyArray<string>
  /** The token role that it was created by, with the limits that the role set. */
  readonly role?: { readonly name: string; readonly period: number; readonly explicitMaxTtl: number }
  /** The login that made it: the mount, and what the method wants to be given again at a renewal. */
  readonly login?: { readonly mount: string; readonly internal: string }
  /** The token that made it, unless it is an orphan. */
  readonly parent?: TokenReference
  readonly issueTimeMs: number
  readonly lastRenewalMs?: number
  /** Seconds; what the last renewal gave. A renewal that asks for nothing in particular gives the same again. */
  readonly renewedTtl?: number
  /** Milliseconds; absent where it never expires. */
  readonly expiresAtMs?: number
  /** Milliseconds; the last moment that a renewal can give, where another token sets it. */
  readonly endsByMs?: number
  /** On its way out: good for nothing any more. `tree` takes its children along, `alone` leaves them. */
  readonly revoking?: "tree" | "alone"
  readonly wrapping?: WrappingInfo
}

/** A token that was found: its entry, and the record that it was read from, for changes that must not cross another. */
export interface FoundToken {
  /** The name of its record. */
  readonly id: string
  readonly entry: TokenEntry
  readonly record: StoredRecord
  /** What is derived from the token itself, where it was found by that. */
  readonly keys: TokenKeys | undefined
  /** All that it descends from, its parent first; absent where it has no parent. */
  readonly ancestors?: ReadonlyArray<TokenReference>
}

/** A token that was found by itself: whoever has it can open its cubbyhole. */
export interface HeldToken extends FoundToken {
  readonly keys: TokenKeys
}

export const isWrappingToken = (entry: TokenEntry): entry is TokenEntry & { readonly wrapping: WrappingInfo } =>
  entry.wrapping !== undefined

export const isRoot = (entry: TokenEntry): boolean => entry.policies.includes(ROOT_POLICY)

/** The smaller of two times in seconds, of which 0 is none. */
export const smaller = (a: number, b: number): number => (a === 0 || b === 0 ? Math.max(a, b) : Math.min(a, b))

/** What bounds a token's life: what it asked for, within what its role allows. */
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
