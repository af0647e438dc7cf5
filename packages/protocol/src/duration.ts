/** A parsed duration, or what is wrong with it. The problem never quotes the input. */
export type ParsedDuration =
  | {
      readonly ok: true
      /** Exact, unlike a number of seconds with a fraction: a double cannot represent both 292 years and a nanosecond. */
      readonly nanoseconds: bigint
      /** Whole seconds, truncated towards zero, as in `ttl` and `lease_duration`. */
      readonly seconds: number
    }
  | { readonly ok: false; readonly problem: string }

const NANOSECONDS_PER_SECOND = 1_000_000_000n
const SECONDS_PER_DAY = 86_400n

/** The most nanoseconds that a signed 64-bit integer can hold: about 292 years. */
const MAX_NANOSECONDS = (1n << 63n) - 1n

const UNITS: ReadonlyMap<string, bigint> = new Map([
  ["ns", 1n],
  ["us", 1_000n],
  ["µs", 1_000n], // U+00B5, micro sign
  ["μs", 1_000n], // U+03BC, Greek small letter mu
  ["ms", 1_000_000n],
  ["s", NANOSECONDS_PER_SECOND],
  ["m", 60n * NANOSECONDS_PER_SECOND],
  ["h", 3600n * NANOSECONDS_PER_SECOND]
])

const INTEGER = /^[+-]?\d+$/
const PART = /(\d*)(?:\.(\d*))?([^\d.]*)/y

const problem = (text: string): ParsedDuration => ({ ok: false, problem: text })

const OUT_OF_RANGE = problem("the duration is out of range: it may be at most 9223372036 seconds")

const duration = (nanoseconds: bigint): ParsedDuration =>
  nanoseconds > MAX_NANOSECONDS || nanoseconds < -MAX_NANOSECONDS
    ? OUT_OF_RANGE
    : { ok: true, nanoseconds, seconds: Number(nanoseconds / NANOSECONDS_PER_SECOND) }

const ofSeconds = (seconds: bigint): ParsedDuration => duration(seconds * NANOSECONDS_PER_SECOND)

/** A number of units in nanoseconds; fractions of a nanosecond are dropped. */
const amount = (whole: string, fraction: string, unit: bigint): bigint =>
  BigInt(whole || "0") * unit + (BigInt(fraction || "0") * unit) / 10n ** BigInt(fraction.length)

/** Numbers with units: `1h30m`, `-1.5h`, `.5s`. */
const parseParts = (text: string): ParsedDuration => {
  const negative = text.startsWith("-")
  let at = negative || text.startsWith("+") ? 1 : 0
  if (at === text.length) return problem("the duration has no number")
  if (text.slice(at) === "0") return duration(0n)
  let total = 0n
  while (at < text.length) {
    PART.lastIndex = at
    const [part = "", whole = "", fraction = "", unit = ""] = PART.exec(text) ?? []
    if (whole === "" && fraction === "") {
      return problem(
        part.startsWith(".") ? "the duration has a point without digits" : "a number is missing in the duration"
      )
    }
    const factor = UNITS.get(unit)
    if (factor === undefined) {
      if (unit === "") return problem("a unit is missing in the duration: use h, m, s, ms, us or ns")
      if (unit === "d")
        return problem("days cannot be mixed with other units, nor have a fraction: write whole days, such as 2d")
      return problem("the duration has an unknown unit: use h, m, s, ms, us or ns")
    }
    total += amount(whole, fraction, factor)
    // Checked for each part, so that a long string cannot produce huge numbers.
    if (total > MAX_NANOSECONDS) return OUT_OF_RANGE
    at += part.length
  }
  return duration(negative ? -total : total)
}

/** Longer strings are rejected without parsing them. No duration in range needs as many characters. */
const MAX_LENGTH = 256

/**
 * Parses a duration: a number of seconds (a number, or digits with or without a sign), whole days (`2d`), or numbers with the
 * units h, m, s, ms, us, µs and ns (`90s`, `1h30m`, `1.5h`, `.5s`, `5.h`). Use it for every TTL that a client sends.
 *
 * An empty string is a duration of 0. Negative durations are valid; the caller decides whether to accept them. The
 * fraction of a number is used as far as a double can represent it. It never throws.
 *
 * @param input a string, or a number of seconds
 *
 * @example
 * ```ts
 * import { parseDuration } from "@enwrap/protocol"
 *
 * const parsed = parseDuration("1h30m")
 * console.log(parsed.ok ? parsed.seconds : parsed.problem) // 5400
 * ```
 *
 * @see RW-TTL-3
 * @see RW-TTL-8
 */
export const parseDuration = (input: string | number): ParsedDuration => {
  if (typeof input === "number") {
    if (!Number.isFinite(input)) return problem("the duration is not a finite number")
    if (Math.abs(input) > 9_223_372_036.8) return OUT_OF_RANGE
    const whole = Math.trunc(input)
    return duration(BigInt(whole) * NANOSECONDS_PER_SECOND + BigInt(Math.round((input - whole) * 1e9)))
  }
  if (input === "") return duration(0n)
  if (input.length > MAX_LENGTH) return problem("the duration has too many characters")
  if (INTEGER.test(input)) return ofSeconds(BigInt(input))
  const days = input.endsWith("d") ? input.slice(0, -1) : ""
  if (INTEGER.test(days)) return ofSeconds(BigInt(days) * SECONDS_PER_DAY)
  return parseParts(input)
}

/**
 * Formats seconds as hours, minutes and seconds, and omits those that are zero: 3600 is `1h`, 2764800 is `768h`, 0 is `0s`.
 * `parseDuration` parses the result. A fraction is dropped.
 *
 * @param seconds a number of seconds; it may be negative
 *
 * @example
 * ```ts
 * import { formatDuration } from "@enwrap/protocol"
 *
 * console.log(formatDuration(5400)) // 1h30m
 * ```
 */
export const formatDuration = (seconds: number): string => {
  const total = Math.abs(Math.trunc(seconds))
  const parts = (
    [
      ["h", Math.floor(total / 3600)],
      ["m", Math.floor(total / 60) % 60],
      ["s", total % 60]
    ] as const
  )
    .filter(([, count]) => count !== 0)
    .map(([unit, count]) => `${count}${unit}`)
  return parts.length === 0 ? "0s" : (seconds < 0 ? "-" : "") + parts.join("")
}
