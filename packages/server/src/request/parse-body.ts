import { errorPrefixes, errorTextFor, errorTexts, jsonTexts } from "@enwrap/protocol"
import type { Payload } from "../values/json/payload.ts"
import { emptyPayload, JsonProblem, scanObject, tooManyStrings, tooManyValues } from "../values/json/scan.ts"
import { plainError, type ProtocolError } from "../values/protocol-error.ts"
import { utf8Text } from "../values/text.ts"
import { pairsOf } from "./parse-target.ts"

/**
 * Strings and depth as in the original, which bounds the values by the memory that it takes them to need. Enough for any
 * secret, too few to make a server work for it: what is parsed of a body later can be no more than this.
 *
 * @see RW-ER-18
 */
export const BODY_LIMITS = { maxStrings: 1000, maxValues: 100_000, maxDepth: 10_000 } as const

const FORM = "application/x-www-form-urlencoded"
const MERGE_PATCH = "application/merge-patch+json"

const mediaType = (contentType: string | undefined): string => contentType?.split(";")[0]!.trim().toLowerCase() ?? ""

/** Reads a body as a JSON object, or as a form where the request says so and the body does not look like JSON. */
export const parseBody = (body: Uint8Array, contentType: string | undefined): Payload | ProtocolError => {
  if (body.length === 0) return emptyPayload
  const text = utf8Text(body)
  const begin = text.search(/[^ \t\r\n]/)
  const first = text[begin]
  if (first === undefined) return emptyPayload
  if (first !== "{" && first !== "[" && mediaType(contentType) === FORM) return formPayload(text)
  if (first === "n" && text.trim() === "null") return emptyPayload
  const scanned = scanObject(text, BODY_LIMITS)
  if (!(scanned instanceof JsonProblem)) return scanned
  return scanned === tooManyStrings || scanned === tooManyValues
    ? plainError(400, jsonTexts.tooComplex("JSON", scanned.problem))
    : plainError(400, `${errorPrefixes.json}${scanned.problem}`)
}

/** A patch says what kind of patch it is. */
export const checkPatchType = (contentType: string | undefined): ProtocolError | undefined => {
  const type = mediaType(contentType)
  if (type === "") return plainError(400, errorTexts.noMediaType)
  return type === MERGE_PATCH ? undefined : plainError(415, errorTextFor.patchContentType(type))
}

const formPayload = (text: string): Payload | ProtocolError => {
  const { maxStrings } = BODY_LIMITS
  if (text.split("&", maxStrings + 1).length > maxStrings)
    return plainError(400, jsonTexts.tooComplex("form", tooManyStrings.problem))
  const fields = new Map<string, string>()
  for (const [name, value] of pairsOf(text)) {
    if (name === undefined || value === undefined) return plainError(400, errorTexts.badForm)
    const before = fields.get(name)
    // A list can be written with commas wherever one is wanted.
    fields.set(name, before === undefined ? value : `${before},${value}`)
  }
  const members = new Map([...fields].map(([name, value]) => [name, JSON.stringify(value)]))
  return { members, text: `{${[...members].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}` }
}
