import { fieldProblems, parseDuration } from "@enwrap/protocol"
import * as Result from "effect/Result"

/**
 * The decoders that the spec names (`x-decoder`). A client may write the value of a field in several ways; each decoder returns
 * one form. The spec's schema has already checked the type of the value.
 */

/** What is wrong with a value, for the text of an error. It does not quote the value. */
type Problem = string

const decodeBoolean = (value: boolean | string): Result.Result<boolean, Problem> =>
  Result.succeed(typeof value === "boolean" ? value : /^[1tT]/.test(value))

/** A whole number. An empty string, which only a query can have, is 0. */
const decodeInteger = (value: number | string): Result.Result<number, Problem> => {
  const number = typeof value === "number" ? value : /^[+-]?\d*$/.test(value) ? Number(value) : NaN
  return Number.isSafeInteger(number) ? Result.succeed(number) : Result.fail(fieldProblems.wholeNumber)
}

/** A list of whole numbers, a string of them with commas, or one of them. The number 0 alone is an empty list. */
const decodeIntegers = (
  value: number | string | ReadonlyArray<number | string>
): Result.Result<ReadonlyArray<number>, Problem> => {
  const items = typeof value === "object" ? value : value === 0 ? [] : commaItems(value)
  return Result.mapError(Result.all(items.map(decodeInteger)), () => fieldProblems.wholeNumbers)
}

const commaItems = (value: number | string): ReadonlyArray<number | string> =>
  typeof value === "string" ? value.split(",").map((item) => item.trim()) : [value]

/** The items of a string with commas, without empty ones. The items of a list stay as they are. */
const decodeList = (value: string | ReadonlyArray<string>): Result.Result<ReadonlyArray<string>, Problem> =>
  Result.succeed(
    typeof value === "string"
      ? value
          .split(",")
          .map((item) => item.trim())
          .filter((item) => item !== "")
      : value
  )

/** A list of names, or one name, which may have commas. An empty string is an empty list. A name may be a number. */
const decodeNames = (value: string | ReadonlyArray<number | string>): Result.Result<ReadonlyArray<string>, Problem> =>
  Result.succeed(typeof value === "string" ? (value === "" ? [] : [value]) : value.map(String))

const decodeNumber = (value: number | string): Result.Result<number, Problem> =>
  Number.isFinite(Number(value)) ? Result.succeed(Number(value)) : Result.fail(fieldProblems.number)

const decodeString = (value: number | string): Result.Result<string, Problem> => Result.succeed(String(value))

type Strings = Readonly<Record<string, string>>

/**
 * Strings by name. In an object, numbers become strings, and booleans become `1` and `0`. A string, also in a list, is `key=value`;
 * of a key that is given twice, the last value applies.
 */
const decodeStringMap = (
  value: string | ReadonlyArray<string> | Readonly<Record<string, boolean | number | string>>
): Result.Result<Strings, Problem> => {
  if (typeof value === "string") return decodePairs([value])
  if (isList(value)) return decodePairs(value)
  return Result.succeed(
    Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, String(typeof item === "boolean" ? Number(item) : item)])
    )
  )
}

const isList = (value: object): value is ReadonlyArray<string> => Array.isArray(value)

const decodePairs = (pairs: ReadonlyArray<string>): Result.Result<Strings, Problem> =>
  pairs.every((pair) => pair.indexOf("=") > 0)
    ? Result.succeed(
        Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]))
      )
    : Result.fail(fieldProblems.keyPair)

/** Whole seconds, without the fraction. */
const decodeSignedSeconds = (value: number | string): Result.Result<number, Problem> => {
  const duration = parseDuration(value)
  return duration.ok ? Result.succeed(duration.seconds) : Result.fail(duration.problem)
}

/** Whole seconds, not negative. As in Vault and OpenBao, `-0.4s` is 0: the fraction is cut off first. */
const decodeSeconds = (value: number | string): Result.Result<number, Problem> =>
  Result.flatMap(decodeSignedSeconds(value), (seconds) =>
    seconds < 0 ? Result.fail(fieldProblems.negative(seconds)) : Result.succeed(seconds === 0 ? 0 : seconds)
  )

/** A client that asks for less than a second must not get 0, which asks for the default. */
const decodeLifetime = (value: number | string): Result.Result<number, Problem> => {
  const duration = parseDuration(value)
  if (!duration.ok) return Result.fail(duration.problem)
  const { nanoseconds, seconds } = duration
  if (nanoseconds < 0n) return Result.fail(fieldProblems.negative(seconds))
  return Result.succeed(nanoseconds > 0n ? Math.max(1, seconds) : 0)
}

/** A negative one is less than 0 after decoding too, so that the operation can refuse it with its own text. */
const decodeSignedLifetime = (value: number | string): Result.Result<number, Problem> => {
  const duration = parseDuration(value)
  return duration.ok && duration.nanoseconds < 0n
    ? Result.succeed(Math.min(-1, duration.seconds))
    : decodeLifetime(value)
}

/** The Go library and the commands always send both TTLs of a mount. An empty one is `undefined`, and changes nothing. */
const decodeMountTtl = (value: number | string): Result.Result<number | undefined, Problem> => {
  if (value === "") return Result.succeed(undefined)
  return value === "system" ? Result.succeed(0) : decodeLifetime(value)
}

/** The decoders by their names in the spec. */
export const decoders = {
  boolean: decodeBoolean,
  integer: decodeInteger,
  integers: decodeIntegers,
  lifetime: decodeLifetime,
  list: decodeList,
  mountTtl: decodeMountTtl,
  names: decodeNames,
  number: decodeNumber,
  seconds: decodeSeconds,
  signedLifetime: decodeSignedLifetime,
  signedSeconds: decodeSignedSeconds,
  string: decodeString,
  stringMap: decodeStringMap
} as const

export type DecoderName = keyof typeof decoders

/** The type that a decoder gives. */
export type Decoded<Name extends DecoderName> =
  ReturnType<(typeof decoders)[Name]> extends Result.Result<infer Value, Problem> ? Value : never
