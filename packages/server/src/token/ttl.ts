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
  /** How long ago the token was issued. */
  readonly age: number
  /** What holds where a mount or a login method has its own; the system's otherwise. */
  readonly limits?: { readonly default: number; readonly max: number }
}

const SYSTEM_LIMITS = { default: DEFAULT_TTL, max: MAX_TTL }

/** Seconds from now, with what the caller should know; `undefined` when a token is past its last moment. */
export interface TtlVerdict {
  readonly ttl: number
  readonly warnings: ReadonlyArray<string>
}

/**
 * How long a token lives from now. A periodic one lives a period; any other what was asked for, or what it had, or the
 * default, and never beyond the maximum since it was issued. An explicit maximum binds both.
 *
 * @see RW-TK-7
 */
export const decideTtl = ({
  age,
  explicitMaxTtl,
  increment,
  limits = SYSTEM_LIMITS,
  period,
  usual
}: TtlQuestion): TtlVerdict | undefined => {
  const explicitRest = explicitMaxTtl > 0 ? explicitMaxTtl - age : Infinity
  if (explicitRest <= 0) return undefined
  if (period > 0) {
    const most = Math.min(limits.max, explicitRest)
    if (period <= most) return { ttl: period, warnings: [] }
    return { ttl: most, warnings: [warningTexts.periodCapped(formatDuration(period), formatDuration(most))] }
  }
  const rest = Math.min(limits.max - age, explicitRest)
  if (rest <= 0) return undefined
  const wanted = increment > 0 ? increment : usual > 0 ? usual : limits.default
  if (wanted <= rest) return { ttl: wanted, warnings: [] }
  // Nobody asked for the default, so nobody has to be told that it was too much.
  const asked = increment > 0 || usual > 0
  return { ttl: rest, warnings: asked ? [warningTexts.ttlCapped(formatDuration(wanted), formatDuration(rest))] : [] }
}
