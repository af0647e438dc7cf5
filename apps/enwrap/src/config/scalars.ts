import { parseDuration } from "@enwrap/protocol"
import type { DocumentObject, DocumentValue } from "@enwrap/server/hcl"
import * as Result from "effect/Result"

/** Converts a value of the document, or says what it must be. */
export type Convert<A> = (value: DocumentValue) => Result.Result<A, string>

const mustBe = (what: string): Result.Result<never, string> => Result.fail(`must be ${what}`)

export const toText: Convert<string> = (value) =>
  value.kind === "string" ? Result.succeed(value.value) : mustBe("a string")

/** The original accepts booleans as strings and numbers too, with the spellings of Go. */
const trueWords = new Set(["1", "t", "T", "true", "TRUE", "True"])
const falseWords = new Set(["0", "f", "F", "false", "FALSE", "False", ""])

export const toBoolean: Convert<boolean> = (value) => {
  if (value.kind === "boolean") return Result.succeed(value.value)
  if (value.kind === "string" || value.kind === "number") {
    const word = String(value.value)
    if (trueWords.has(word)) return Result.succeed(true)
    if (falseWords.has(word)) return Result.succeed(false)
  }
  return mustBe("true or false")
}

export const toCount: Convert<number> = (value) => {
  const text = value.kind === "string" || value.kind === "number" ? String(value.value) : ""
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(count) ? Result.succeed(count) : mustBe("a number that is not negative")
}

/** A number of seconds, from a number or a duration such as `768h`. */
export const toSeconds: Convert<number> = (value) => {
  if (value.kind !== "string" && value.kind !== "number")
    return mustBe('a duration, such as "30s", or a number of seconds')
  const parsed = parseDuration(String(value.value))
  return parsed.ok && parsed.seconds >= 0
    ? Result.succeed(parsed.seconds)
    : mustBe('a duration, such as "30s", or a number of seconds')
}

/** A list of strings, or a string with commas. */
export const toTexts: Convert<ReadonlyArray<string>> = (value) => {
  if (value.kind === "string") {
    const items = value.value.split(",").map((item) => item.trim())
    return Result.succeed(items.filter((item) => item !== ""))
  }
  if (value.kind !== "list") return mustBe("a list of strings")
  const items = value.items.flatMap((item) => (item.kind === "string" ? [item.value] : []))
  return items.length === value.items.length ? Result.succeed(items) : mustBe("a list of strings")
}

/** A string, a number or a boolean, as a string. */
export const toTextOfScalar: Convert<string> = (value) =>
  value.kind === "string" || value.kind === "number" || value.kind === "boolean"
    ? Result.succeed(String(value.value))
    : mustBe("a string")

export const toObject: Convert<DocumentObject> = (value) =>
  value.kind === "object" ? Result.succeed(value) : mustBe("a block of strings")
