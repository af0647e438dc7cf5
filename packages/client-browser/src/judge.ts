import { RawResponse, type ErrorCode, type JsonCodec } from "@enwrap/client"
import { ClientError, type CallName } from "./client-error.ts"
import type { Received } from "./received.ts"
import { scrub } from "./scrub.ts"

/**
 * Judges a response: returns the envelope, the raw response that was wrapped, or undefined if there is no body. Only an
 * envelope, or what the protocol marks as its own, comes out of a token. Only what is both, or a 204 of the protocol, is a
 * revocation.
 *
 * @throws ClientError unless the response is a success
 */
export const judge = (
  call: CallName,
  [{ headers, ok, status }, bytes]: Received,
  json: JsonCodec,
  secrets: ReadonlyArray<string | undefined>
): unknown => {
  const contentType = headers.get("content-type") ?? ""
  const text = new TextDecoder().decode(bytes)
  let body: unknown
  let errors: unknown = 0
  try {
    body = json.parse(text)
    errors = (body as { readonly errors?: unknown } | null | undefined)?.errors
  } catch {
    // The parser's error quotes the body, which may be secret.
  }
  const isResult = errors === undefined
  const envelope = isResult && /^\s*{/.test(text) && (body as object)
  // An unwrap returns whatever was wrapped. Every response of the protocol has `no-store`; that of a proxy rarely does.
  const isMarked = /no-store/.test(headers.get("cache-control")!)
  const isUnwrap = call === "unwrap"
  const isJson = /^(application.json\b|$)/i.test(contentType)
  // An error with `no-store` may be a gateway's. The object is empty if the wrapped error has no body.
  const unwrapped =
    isUnwrap && isMarked && (text ? envelope && "wrap_info" in envelope && envelope : contentType && isJson && {})
  if (ok) {
    const hasData = envelope && "data" in envelope
    // Nothing else says that a token is revoked, so a revocation needs both signs: a token that stays valid must not seem revoked.
    if (
      isUnwrap
        ? isMarked
          ? envelope && isJson
          : hasData
        : call === "revoke"
          ? isMarked && (hasData || status === 204)
          : envelope
    )
      return body
    // Login pages often have `no-store`, too. An error is not wrapped (RW-WE-2).
    if (isUnwrap && text && isMarked && (isJson ? isResult : !/html/i.test(contentType)))
      return new RawResponse(status, contentType, bytes)
  }
  const texts = [ok || errors].flat().filter((text) => typeof text === "string")
  throw new ClientError(codeOf(status, texts.join(), unwrapped || Array.isArray(errors)), call, {
    status,
    errors: texts.map((text) => scrub(text, secrets)),
    envelope: unwrapped || undefined
  })
}

/**
 * A redirect is unexpected, and never followed: a token must not be sent to another address. So is an error that is not the
 * server's: a gateway may have sent it in place of the response, and the token may be used up. It may well deny or limit requests.
 */
const codeOf = (status: number, texts: string, isOurs: unknown): ErrorCode => {
  // `errorTexts.invalidWrappingToken` of the protocol. The whole table of texts would be larger than this client.
  if (status === 400 && texts.includes("wrapping token is not valid or does not exist")) return "WRAPPING_TOKEN_INVALID"
  if (status === 503 && texts.includes("sealed")) return "SEALED"
  if (status === 403) return "PERMISSION_DENIED"
  if (status === 429) return "RATE_LIMITED"
  if (status >= 500) return "SERVER_ERROR"
  if (!isOurs || status < 400) return "UNEXPECTED_RESPONSE"
  return status === 404 ? "NOT_FOUND" : "INVALID_REQUEST"
}
