import { fieldProblems, kvTexts } from "@enwrap/protocol"
import type { ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { type JsonTree, parseJsonTree } from "../json/json-tree.ts"
import { refuse, refuseField } from "../refuse.ts"
import { utf8 } from "../utf8.ts"

const MAX_KEYS = 64
const MAX_KEY_LENGTH = 128
const MAX_VALUE_LENGTH = 512

type CustomMetadata = Readonly<Record<string, string>>

/** Reads the field `custom_metadata` of a write. A number becomes the string of its text. */
export const parseCustomMetadata = (text: string): Effect.Effect<CustomMetadata, ProtocolError> =>
  merge({}, text, scalarText, kvTexts.customMetadataNotString)

/** Applies the field `custom_metadata` of a patch: a string sets a key, `null` removes it. */
export const patchCustomMetadata = (
  present: CustomMetadata,
  text: string
): Effect.Effect<CustomMetadata, ProtocolError> =>
  merge(present, text, patchedValue, kvTexts.customMetadataNotStringOrNull)

/** Sets the keys in a JSON object. `valueOf` returns a key's value, `null` to remove the key, or `undefined` if it is invalid. */
const merge = (
  present: CustomMetadata,
  text: string,
  valueOf: (value: JsonTree) => string | null | undefined,
  problem: string
): Effect.Effect<CustomMetadata, ProtocolError> => {
  const tree = parseJsonTree(text)
  if (tree === "null") return Effect.succeed({})
  if (typeof tree === "string") return refuseField("custom_metadata", fieldProblems.object)
  const merged = new Map(Object.entries(present))
  for (const [key, { value: given }] of tree) {
    const value = valueOf(given)
    if (value === undefined) return refuse(kvTexts.customMetadata(problem))
    if (value === null) merged.delete(key)
    else merged.set(key, value)
  }
  return validate([...merged])
}

const patchedValue = (value: JsonTree): string | null | undefined =>
  value === "null" ? null : typeof value === "string" && value.startsWith('"') ? JSON.parse(value) : undefined

const validate = (
  entries: ReadonlyArray<readonly [key: string, value: string]>
): Effect.Effect<CustomMetadata, ProtocolError> => {
  const errors =
    entries.length > MAX_KEYS
      ? [kvTexts.customMetadataTooManyKeys(MAX_KEYS, entries.length)]
      : entries.flatMap(([key, value]) => problems(key, value))
  if (errors.length === 0) return Effect.succeed(Object.fromEntries(entries))
  return refuse(kvTexts.problems(errors.map(kvTexts.customMetadata)))
}

const problems = (key: string, value: string): ReadonlyArray<string> => {
  const errors: Array<string> = []
  const quoted = JSON.stringify(key)
  const keyLength = utf8(key).length
  const valueLength = utf8(value).length
  if (keyLength === 0 || keyLength > MAX_KEY_LENGTH)
    errors.push(kvTexts.customMetadataKeyLength(quoted, keyLength, MAX_KEY_LENGTH))
  if (valueLength === 0 || valueLength > MAX_VALUE_LENGTH) {
    errors.push(kvTexts.customMetadataValueLength(quoted, valueLength, MAX_VALUE_LENGTH))
  }
  if (!isPrintable(key)) errors.push(kvTexts.customMetadataKeyUnprintable(quoted))
  if (!isPrintable(value)) errors.push(kvTexts.customMetadataValueUnprintable(quoted))
  return errors
}

const scalarText = (value: JsonTree): string | undefined => {
  if (typeof value !== "string" || value.startsWith("[")) return undefined
  switch (value) {
    case "null":
      return ""
    case "true":
      return "1"
    case "false":
      return "0"
    default:
      return value.startsWith('"') ? JSON.parse(value) : value
  }
}

/** Letters, marks, numbers, punctuation, symbols, and the plain space. */
const isPrintable = (text: string): boolean => /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u.test(text)
