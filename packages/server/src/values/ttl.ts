import { formatDuration, warningTexts } from "@enwrap/protocol"

/** The maximum TTL of leases in seconds, unless a server has another one: 768 hours, as in the original. */
export const MAX_TTL = 768 * 3600

/** The default and the maximum TTL, in seconds. */
export interface TtlLimits {
  readonly default: number
  readonly max: number
}

export interface TtlQuestion {
  /** The requested TTL; 0 if the caller does not request one. */
  readonly increment: number
  /** The TTL so far, which is used if the caller does not request one. */
  readonly usual: number
  /** The period of a periodic token; 0 for other tokens. */
  readonly period: number
  readonly explicitMaxTtl: number
  /** The time since the token was issued, in milliseconds. */
  readonly ageMs: number
  /** The limits of the mount or the login method, or the system's. */
  readonly limits: TtlLimits
}

/** The new TTL of a token, and the TTL for the response. */
export interface TtlVerdict {
  /** The TTL in the response: whole seconds from now. */
  readonly ttl: number
  /** The same in milliseconds, but never past the token's maximum. */
  readonly lifeMs: number
  readonly warnings: ReadonlyArray<string>
}

/**
 * Decides how long a token lives from now on. For a periodic token it is the period. For other tokens it is the requested TTL,
 * or the TTL so far, or the default, but never past the maximum since the token was issued. An explicit maximum applies to all.
 * `undefined` if the maximum has already passed.
 *
 * @see RW-TK-7
 */
export const decideTtl = ({
  ageMs,
  explicitMaxTtl,
  increment,
  limits,
  period,
  usual
}: TtlQuestion): TtlVerdict | undefined => {
  const age = Math.floor(ageMs / 1000)
  const verdict = (ttl: number, max: number, warnings: ReadonlyArray<string> = []): TtlVerdict => ({
    ttl,
    lifeMs: Math.min(ttl * 1000, max * 1000 - ageMs),
    warnings
  })
  const explicitMax = explicitMaxTtl > 0 ? explicitMaxTtl : Infinity
  const explicitRest = explicitMax - age
  if (explicitRest <= 0) return undefined
  if (period > 0) {
    const most = Math.min(limits.max, explicitRest)
    if (period <= most) return verdict(period, explicitMax)
    return verdict(most, explicitMax, [warningTexts.periodCapped(formatDuration(period), formatDuration(most))])
  }
  const max = Math.min(limits.max, explicitMax)
  const rest = max - age
  if (rest <= 0) return undefined
  const wanted = increment > 0 ? increment : usual > 0 ? usual : limits.default
  if (wanted <= rest) return verdict(wanted, max)
  return verdict(rest, max, [warningTexts.ttlCapped(formatDuration(wanted), formatDuration(rest))])
}

/**
 * The rest of a lifetime in whole seconds. It is rounded: a token that was just made still has its whole TTL. What has not ended
 * yet has at least one second, since 0 means that it never ends.
 *
 * @see RW-TK-13
 */
export const secondsLeft = (expiresAtMs: number, nowMs: number): number => {
  const leftMs = expiresAtMs - nowMs
  return leftMs <= 0 ? 0 : Math.max(1, Math.round(leftMs / 1000))
}
