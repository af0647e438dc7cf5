import { formatDuration, warningTexts } from "@enwrap/protocol"

/** What a lease lasts by default, and at most: 768 hours, as in the original. Seconds. */
export const DEFAULT_TTL = 768 * 3600
export const MAX_TTL = 768 * 3600

export interface TtlQuestion {
  /** What the caller asks for; 0 asks for nothing in particular. */
  readonly increment: number
  /** What the token had so far, for when the caller asks for nothing. */
  readonly usual: number
  /** Of a periodic token; 0 for any other. */
  readonly period: number
  readonly explicitMaxTtl: number
  /** How long ago the token was issued, in milliseconds. */
  readonly ageMs: number
  /** What holds where a mount or a login method has its own; the system's otherwise. */
  readonly limits?: { readonly default: number; readonly max: number }
}

const SYSTEM_LIMITS = { default: DEFAULT_TTL, max: MAX_TTL }

/** What a token is given, with what the caller should know. */
export interface TtlVerdict {
  /** Seconds from now, as the caller is told: whole ones. */
  readonly ttl: number
  /** Milliseconds from now: the same, but never beyond the last moment that a token can have. */
  readonly lifeMs: number
  readonly warnings: ReadonlyArray<string>
}

/**
 * How long a token lives from now. A periodic one lives a period; any other what was asked for, or what it had, or the
 * default, and never beyond the maximum since it was issued. An explicit maximum binds both. `undefined` when it is past its
 * last moment.
 *
 * @see RW-TK-7
 */
export const decideTtl = ({
  ageMs,
  explicitMaxTtl,
  increment,
  limits = SYSTEM_LIMITS,
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
  // Nobody asked for the default, so nobody has to be told that it was too much.
  const asked = increment > 0 || usual > 0
  return verdict(rest, max, asked ? [warningTexts.ttlCapped(formatDuration(wanted), formatDuration(rest))] : [])
}
