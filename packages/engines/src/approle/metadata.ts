import { appRoleTexts } from "@enwrap/protocol/engine-texts"
import type { ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import * as Base64 from "effect/encoding/Base64"
import * as Result from "effect/Result"
import { refuse } from "../refuse.ts"

export type Metadata = Readonly<Record<string, string>>

/** UTF-16 code units of the input, which is decoded and parsed, and stored with every token of the secret ID. */
const MAX_LENGTH = 65_536

/** The metadata for the tokens of a secret ID: a JSON object of strings or `key=value` pairs with commas, plain or in base64. */
export const parseMetadata = (input: string): Effect.Effect<Metadata, ProtocolError> => {
  if (input.length > MAX_LENGTH) return refuse(appRoleTexts.metadataTooLong(MAX_LENGTH))
  const text = plainText(input.trim())
  const pairs = text === "" ? [] : (jsonPairs(text) ?? listedPairs(text))
  if (pairs === undefined) return refuse(appRoleTexts.metadataInvalid)
  if (pairs.some(([key, value]) => key !== "" && value === "")) return refuse(appRoleTexts.metadataWithoutValue)
  return Effect.succeed(Object.fromEntries(pairs))
}

const plainText = (text: string): string => {
  const decoded = Base64.decodeString(text)
  return Result.isSuccess(decoded) ? decoded.success : text
}

type Pairs = ReadonlyArray<readonly [key: string, value: string]>

const jsonPairs = (text: string): Pairs | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined
    const pairs = Object.entries(value)
    return pairs.every(([, item]) => typeof item === "string") ? pairs : undefined
  } catch {
    return undefined
  }
}

const listedPairs = (text: string): Pairs | undefined => {
  const pairs = text
    .split(",")
    .filter((pair) => pair.trim() !== "")
    .map((pair) => pair.split("=").map((part) => part.trim()))
  return pairs.every(([key, value, more]) => key && value && more === undefined)
    ? pairs.map(([key, value]) => [key!, value!] as const)
    : undefined
}
