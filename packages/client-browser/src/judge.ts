import { RawResponse, type ErrorCode, type JsonCodec } from "@enwrap/client"
import { ClientError, type CallName } from "./client-error.ts"
import { field } from "./field.ts"
import type { Received } from "./received.ts"
import { scrub } from "./scrub.ts"

/** `errorTexts.invalidWrappingToken` of the protocol. The whole table of texts would be larger than this client. */
export const invalidTokenText = "wrapping token is not valid or does not exist"

/**
 * Judges a response: returns the envelope, the raw response that was wrapped, or undefined if there is no body. Only an envelope, or what the
 * protocol marks as its own, comes out of a token.
 *
 * @throws ClientError unless the response is a success
 */
export const judge = (
  call: CallName,
  { response: { headers, ok, status }, bytes }: Received,
  json: JsonCodec,
  secrets: ReadonlyArray<string | undefined>
): unknown => {
  const contentType = headers.get("content-type") ?? ""
  let body: unknown
  let errors: unknown = null
  try {
    body = json.parse(new TextDecoder().decode(bytes))
    errors = field(body, "errors")
  } catch {
    // The parser's error quotes the body, which may be secret.
  }
  const isResult = errors === undefined
  const envelope = isResult && Object(body) === body && !Array.isArray(body) ? (body as object) : undefined
  if (ok) {
    // An unwrap returns whatever was wrapped. Every response of the protocol has `no-store`; that of a proxy rarely does.
    const isMarked = call === "unwrap" && /no-store/.test(headers.get("cache-control")!)
    const isJson = /^(application\/json\b|$)/i.test(contentType)
    if (envelope && (isMarked ? isJson : call !== "unwrap" || "data" in envelope)) return envelope
    // Login pages often have `no-store`, too. An error is not wrapped (RW-WE-2).
    if (isMarked && bytes.length && (isJson ? isResult : !/html/i.test(contentType)))
      return new RawResponse(status, contentType, bytes)
    if (call !== "unwrap" && status === 204) return undefined
  }
  const texts = [ok || errors].flat().filter((text) => typeof text === "string")
  throw new ClientError(codeOf(status, texts.join()), call, {
    status,
    errors: texts.map((text) => scrub(text, secrets)),
    envelope
  })
}

const codes: Readonly<Record<number, ErrorCode>> = { 403: "PERMISSION_DENIED", 404: "NOT_FOUND", 429: "RATE_LIMITED" }

/** A redirect is unexpected, and never followed: a token must not be sent to another address. */
const codeOf = (status: number, texts: string): ErrorCode => {
  if (status < 400) return "UNEXPECTED_RESPONSE"
  if (status === 400 && texts.includes(invalidTokenText)) return "WRAPPING_TOKEN_INVALID"
  if (status === 503 && texts.includes("sealed")) return "SEALED"
  return codes[status] ?? (status < 500 ? "INVALID_REQUEST" : "SERVER_ERROR")
}
