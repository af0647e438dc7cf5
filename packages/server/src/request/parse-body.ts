import { errorPrefixes, errorTextFor, errorTexts, jsonTexts } from "@enwrap/protocol"
import * as Result from "effect/Result"
import type { WireRequest } from "../ports/exchange.ts"
import type { Payload } from "../values/json/payload.ts"
import { tooManyStrings, tooManyValues } from "../values/json/json-budget.ts"
import { endOfWhite } from "../values/json/json-tokens.ts"
import { emptyPayload, scanObject } from "../values/json/scan.ts"
import { plainError, type ProtocolError, refuse } from "../values/protocol-error.ts"
import { utf8Text } from "../values/encodings.ts"
import { pairsOf } from "./parse-target.ts"

/**
 * The limits on strings and depth are those of the original, which limits values by an estimate of their memory. They are
 * enough for any secret, and too small to overload a server: whatever is parsed from a body later is within them.
 *
 * @see RW-ER-18
 */
export const BODY_LIMITS = { maxStrings: 1000, maxValues: 100_000, maxDepth: 10_000 } as const

const FORM = "application/x-www-form-urlencoded"
const MERGE_PATCH = "application/merge-patch+json"

const mediaType = (contentType: string | undefined): string => contentType?.split(";")[0]!.trim().toLowerCase() ?? ""

export const NO_PAYLOAD: Result.Result<Payload> = Result.succeed(emptyPayload)

/**
 * Reads a body as a JSON object, or as a form if the request says so and the body does not look like JSON.
 *
 * @param header finds the content type; without it, the body is JSON
 */
export const parseBody = (body: Uint8Array, header?: WireRequest["header"]): Result.Result<Payload, ProtocolError> => {
  if (body.length === 0) return NO_PAYLOAD
  const text = utf8Text(body)
  const first = text[endOfWhite(text, 0)]
  if (first === undefined) return NO_PAYLOAD
  if (first !== "{" && first !== "[" && mediaType(header?.("content-type")) === FORM) return formPayload(text)
  if (first === "n" && text.trim() === "null") return NO_PAYLOAD
  const scanned = scanObject(text, BODY_LIMITS)
  if (Result.isSuccess(scanned)) return Result.succeed(scanned.success)
  const { failure } = scanned
  return failure === tooManyStrings || failure === tooManyValues
    ? refuse(jsonTexts.tooComplex("JSON", failure.problem))
    : refuse(`${errorPrefixes.json}${failure.problem}`)
}

/** The error for a patch whose content type is missing or unknown; `undefined` if the type is right. */
export const patchTypeProblem = (contentType: string | undefined): ProtocolError | undefined => {
  const type = mediaType(contentType)
  if (type === "") return plainError(400, errorTexts.noMediaType)
  return type === MERGE_PATCH ? undefined : plainError(415, errorTextFor.patchContentType(type))
}

const formPayload = (text: string): Result.Result<Payload, ProtocolError> => {
  const { maxStrings } = BODY_LIMITS
  if (text.split("&", maxStrings + 1).length > maxStrings)
    return refuse(jsonTexts.tooComplex("form", tooManyStrings.problem))
  const fields = new Map<string, string>()
  for (const [name, value] of pairsOf(text)) {
    if (name === undefined || value === undefined) return refuse(errorTexts.badForm)
    const before = fields.get(name)
    // Every field that takes a list also takes a comma-separated string.
    fields.set(name, before === undefined ? value : `${before},${value}`)
  }
  const members = new Map([...fields].map(([name, value]) => [name, JSON.stringify(value)]))
  return Result.succeed({
    members,
    text: `{${[...members].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`
  })
}
