import { errorPrefixes } from "@enwrap/protocol"
import { policyOperationTexts } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { base64Bytes } from "../../values/encodings.ts"

/** Base64 with its padding. No policy looks like that. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

/**
 * The text of a policy, which a client can send in base64. Line breaks in it are ignored.
 *
 * @see RW-PB-42
 */
export const policyText = (sent: string): Effect.Effect<string, ProtocolError> => {
  const digits = sent.replace(/[\r\n]/g, "")
  const bytes = BASE64.test(digits) ? base64Bytes(digits) : undefined
  if (bytes === undefined) return Effect.succeed(sent)
  return Effect.try({
    try: () => decoder.decode(bytes),
    catch: () => plainError(400, errorPrefixes.policy + policyOperationTexts.notUtf8)
  })
}
