import { errorTextFor, fieldProblems, parseDuration } from "@enwrap/protocol"
import { plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"

/** Field values as clients send them: numbers and booleans may come as text, `null` stands for the field's zero value. */

/** A 400 that names the field and what is wrong with its value. */
export const conversionError = (field: string, problem: string): ProtocolError =>
  plainError(400, errorTextFor.fieldInvalid(field, problem))

/** A whole number, or `undefined` where it is none. */
export const asInteger = (value: unknown): number | undefined => {
  if (value === null || value === "") return 0
  const number = typeof value === "string" && /^[+-]?\d+$/.test(value) ? Number(value) : value
  return Number.isSafeInteger(number) ? (number as number) : undefined
}

const BOOLEANS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  ["true", true],
  ["True", true],
  ["TRUE", true],
  ["t", true],
  ["T", true],
  ["1", true],
  [1, true],
  [false, false],
  ["false", false],
  ["False", false],
  ["FALSE", false],
  ["f", false],
  ["F", false],
  ["0", false],
  [0, false],
  ["", false],
  [null, false]
])

/** A truth value, or `undefined` where it is none. */
export const asBoolean = (value: unknown): boolean | undefined => BOOLEANS.get(value)

/** A duration in whole seconds, or `undefined` where it is none. */
export const asSeconds = (value: unknown): number | undefined => {
  if (value === null) return 0
  if (typeof value !== "string" && typeof value !== "number") return undefined
  const duration = parseDuration(value)
  return duration.ok ? duration.seconds : undefined
}

/** A whole number in a query; absent is `0`. Fails with a 400. */
export const queryInteger = (
  query: ReadonlyMap<string, string>,
  name: string
): Effect.Effect<number, ProtocolError> => {
  const number = asInteger(query.get(name) ?? "")
  return number === undefined ? Effect.fail(conversionError(name, fieldProblems.wholeNumber)) : Effect.succeed(number)
}
