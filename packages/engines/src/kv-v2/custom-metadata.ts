import { fieldProblems, kvTexts } from "@enwrap/protocol"
import { fieldError, plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { type JsonTree, parseJsonTree } from "../json/json-tree.ts"
import { utf8 } from "../utf8.ts"

const MAX_KEYS = 64
const MAX_KEY_LENGTH = 128
const MAX_VALUE_LENGTH = 512

type CustomMetadata = Readonly<Record<string, string>>

/** Reads the field `custom_metadata` of a write. A number becomes the string of its text. */
export const parseCustomMetadata = (text: string): Effect.Effect<CustomMetadata, ProtocolError> => {
  const tree = parseJsonTree(text)
  if (tree === "null") return Effect.succeed({})
  if (typeof tree === "string") return Effect.fail(fieldError("custom_metadata", fieldProblems.object))
  const entries: Array<readonly [key: string, value: string]> = []
  for (const [key, { value }] of tree) {
    const scalar = scalarText(value)
    if (scalar === undefined)
      return Effect.fail(plainError(400, kvTexts.customMetadata(kvTexts.customMetadataNotString)))
    entries.push([key, scalar])
  }
  return validate(entries)
}

/** Applies the field `custom_metadata` of a patch: a string sets a key, `null` removes it. */
export const patchCustomMetadata = (
  present: CustomMetadata,
  text: string
): Effect.Effect<CustomMetadata, ProtocolError> => {
  const tree = parseJsonTree(text)
  if (tree === "null") return Effect.succeed({})
  if (typeof tree === "string") return Effect.fail(fieldError("custom_metadata", fieldProblems.object))
  const merged = new Map(Object.entries(present))
  for (const [key, { value }] of tree) {
    if (value === "null") merged.delete(key)
    else if (typeof value === "string" && value.startsWith('"')) merged.set(key, JSON.parse(value))
    else return Effect.fail(plainError(400, kvTexts.customMetadata(kvTexts.customMetadataNotStringOrNull)))
  }
  return validate([...merged])
}

const validate = (
  entries: ReadonlyArray<readonly [key: string, value: string]>
): Effect.Effect<CustomMetadata, ProtocolError> => {
  const errors =
    entries.length > MAX_KEYS
      ? [kvTexts.customMetadataTooManyKeys(MAX_KEYS, entries.length)]
      : entries.flatMap(([key, value]) => problems(key, value))
  if (errors.length === 0) return Effect.succeed(Object.fromEntries(entries))
  return Effect.fail(plainError(400, kvTexts.problems(errors.map(kvTexts.customMetadata))))
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
