import { MAX_DURATION_MS } from "./check-options.ts"
import type { ConformanceArguments } from "./conformance-arguments.ts"
import { plainLine } from "./plain-text.ts"
import { RunError } from "./run-error.ts"

/** Reads the value of a flag as a whole number. */
export function numberOf(given: ConformanceArguments, name: string): number | undefined {
  const value = given.value(name)
  if (value === undefined) return undefined
  if (!/^\d{1,10}$/.test(value))
    throw new RunError("usage", `invalid value "${plainLine(value)}" for --${name}: pass a whole number`)
  return Number(value)
}

/** Reads a text as a whole number within bounds. */
export function numberWithin(flag: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new RunError(
    "usage",
    `invalid value "${plainLine(text)}" for ${flag}: expected a number from ${least} to ${most}`
  )
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }

/** Milliseconds from a duration such as `500ms`, `20s`, `2m` or `1h`; a number without a unit has seconds. */
export function durationOf(given: ConformanceArguments, name: string): number | undefined {
  const value = given.value(name)
  if (value === undefined) return undefined
  const [, digits = "", unit = "s"] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(value) ?? []
  const milliseconds = Math.round(Number(digits) * (UNITS[unit] ?? 0))
  if (digits === "" || milliseconds < 1 || milliseconds > MAX_DURATION_MS)
    throw new RunError(
      "usage",
      `invalid value "${plainLine(value)}" for --${name}: pass a duration such as 20s, up to 1h`
    )
  return milliseconds
}

/** Reads a text as one of those that are allowed. */
export function oneOf<A extends string>(flag: string, value: string, allowed: ReadonlyArray<A>): A {
  const found = allowed.find((one) => one === value)
  if (found === undefined)
    throw new RunError("usage", `invalid value "${plainLine(value)}" for ${flag}: expected ${allowed.join(", ")}`)
  return found
}
