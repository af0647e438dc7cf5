import { errorTexts } from "@enwrap/protocol"
import * as Result from "effect/Result"
import { type ProtocolError, refuse } from "../../values/protocol-error.ts"
import { loginLimits } from "./decide-login-token.ts"
import { isRoot, limitsOf, smaller, type TokenEntry } from "./token-entry.ts"
import { decideTtl, type TtlLimits } from "../../values/ttl.ts"

/** The present limits of the token's role or login method, in seconds; 0 is no limit. */
export interface PresentLimits {
  readonly ttl: number
  readonly maxTtl: number
  readonly explicitMaxTtl: number
  readonly period: number
  /** The limits of the login's mount. */
  readonly mount?: TtlLimits
}

export interface Renewal {
  readonly increment: number
  /** The limits of the token's role or login method; `undefined` if it has neither. */
  readonly present: PresentLimits | undefined
  /** The limits of the token method, for a token that no other login method has issued. */
  readonly tokenMethod: TtlLimits
  readonly nowMs: number
}

declare const decided: unique symbol

/** The entry of a renewed token: only its times have changed. */
export type RenewedEntry = TokenEntry & { readonly [decided]: true }

export interface RenewalDecision {
  readonly entry: RenewedEntry
  readonly ttl: number
  readonly warnings: ReadonlyArray<string>
}

/**
 * The period of a renewal. A role or a login method can shorten or remove it. A token that was created without a period never
 * gets one: it could be renewed forever.
 */
const periodOf = (entry: TokenEntry, present: PresentLimits | undefined): number => {
  const own = limitsOf(entry).period
  if (own === 0 || present === undefined) return own
  const given = entry.role === undefined ? entry.period : entry.role.period
  return given > 0 && present.period === 0 ? 0 : smaller(own, present.period)
}

/**
 * Decides the new TTL of a token. Limits that have changed since it was created apply if they are stricter, and otherwise do
 * not.
 *
 * @see RW-TK-6, RW-TK-8, RW-TK-33
 */
export const decideRenewal = (
  entry: TokenEntry,
  { increment, nowMs, present, tokenMethod }: Renewal
): Result.Result<RenewalDecision, ProtocolError> => {
  if (!entry.renewable || entry.expiresAtMs === undefined) return refuse(errorTexts.leaseNotRenewable)
  const own = limitsOf(entry)
  const period = periodOf(entry, present)
  // A period that was removed still limits each renewal.
  const asked = own.period > 0 && period === 0 && increment > 0 ? Math.min(increment, own.period) : increment
  const maxTtl = smaller(entry.maxTtl ?? 0, present?.maxTtl ?? 0)
  const verdict = decideTtl({
    increment: asked,
    usual: entry.renewedTtl ?? entry.creationTtl,
    period,
    limits: present?.mount === undefined ? tokenMethod : loginLimits(present.mount, present.ttl, maxTtl),
    explicitMaxTtl: smaller(own.explicitMaxTtl, present?.explicitMaxTtl ?? 0),
    ageMs: nowMs - entry.issueTimeMs
  })
  const restMs = entry.endsByMs === undefined ? Infinity : entry.endsByMs - nowMs
  if (verdict === undefined || restMs <= 0) return refuse(errorTexts.pastMaxTtl)
  const lifeMs = Math.min(verdict.lifeMs, restMs)
  const ttl = lifeMs < verdict.lifeMs ? Math.floor(lifeMs / 1000) : verdict.ttl
  return Result.succeed({
    entry: { ...entry, lastRenewalMs: nowMs, renewedTtl: ttl, expiresAtMs: nowMs + lifeMs } as RenewedEntry,
    ttl,
    warnings: verdict.warnings
  })
}

/**
 * The entry of a child whose parent is revoked alone: it becomes an orphan. A root token still expires when the first of its
 * ancestors would have.
 *
 * @see RW-TK-3, RW-TK-37
 */
export const decideOrphan = ({ parent: _, ...entry }: TokenEntry, parentEndMs: number): TokenEntry => {
  if (!isRoot(entry) || parentEndMs === Infinity) return entry
  return {
    ...entry,
    endsByMs: Math.min(entry.endsByMs ?? Infinity, parentEndMs),
    expiresAtMs: Math.min(entry.expiresAtMs ?? Infinity, parentEndMs)
  }
}
