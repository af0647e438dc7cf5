import { parseDuration } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { fieldError, type ProtocolError } from "./protocol-error.ts"

/** Fields whose values the protocol lets clients write in several ways. The spec's types say which; here they become one. */

type Converted<A> = Effect.Effect<A, ProtocolError>

const refuse = (field: string, problem: string): Converted<never> => Effect.fail(fieldError(field, problem))

/** Seconds of a duration such as `"1h"`, `"90"` or `90`; 0 where there is none. */
export const durationSeconds = (field: string, value: string | number | undefined): Converted<number> => {
  if (value === undefined || value === "") return Effect.succeed(0)
  const duration = parseDuration(value)
  if (!duration.ok) return refuse(field, duration.problem)
  if (duration.nanoseconds < 0n) return refuse(field, `cannot provide negative value '${duration.seconds}'`)
  // Less than a second is asked for on purpose: it must not become 0, which asks for nothing in particular.
  return Effect.succeed(duration.nanoseconds > 0n ? Math.max(1, duration.seconds) : 0)
}

/** A whole number, which may be written as text; 0 where there is none. */
export const wholeNumber = (field: string, value: string | number | undefined): Converted<number> => {
  if (value === undefined || value === "") return Effect.succeed(0)
  const number = typeof value === "number" ? value : /^[+-]?\d+$/.test(value) ? Number(value) : NaN
  return Number.isSafeInteger(number) ? Effect.succeed(number) : refuse(field, "expected a whole number")
}

const FLAGS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ...[true, "1", "t", "T", "TRUE", "true", "True"].map((value) => [value, true] as const),
  ...[false, "0", "f", "F", "FALSE", "false", "False", ""].map((value) => [value, false] as const)
])

/** A yes or no, which may be written as text. */
export const flag = (field: string, value: string | boolean | undefined, otherwise: boolean): Converted<boolean> => {
  if (value === undefined) return Effect.succeed(otherwise)
  const known = FLAGS.get(value)
  return known === undefined ? refuse(field, "expected true or false") : Effect.succeed(known)
}

/** A list that may also be written as one string with commas. */
export const stringList = (value: string | ReadonlyArray<string> | undefined): ReadonlyArray<string> | undefined =>
  typeof value === "string"
    ? value
        .split(",")
        .map((item) => item.trim())
        .filter((item) => item !== "")
    : value

/** A list of names that may also be written as one name, and names as numbers. */
export const nameList = (
  value: string | ReadonlyArray<string | number> | undefined
): ReadonlyArray<string> | undefined => (typeof value === "string" ? [value] : value?.map(String))

/** Names and texts; numbers among the values are texts too, and flags `1` and `0`. */
export const textMap = (
  value: Readonly<Record<string, string | number | boolean>> | null | undefined
): Readonly<Record<string, string>> | undefined =>
  value === null || value === undefined
    ? undefined
    : Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, String(typeof item === "boolean" ? Number(item) : item)])
      )
