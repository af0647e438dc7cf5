import * as Hex from "effect/encoding/Hex"
import * as Result from "effect/Result"
import { unsealTexts } from "@enwrap/protocol"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { base64Bytes } from "../../values/encodings.ts"

/** A share may have one byte more than a key: its x coordinate. */
const MAX_BYTES = 33
const MIN_BYTES = 16
/** In characters, about twice what hexadecimal needs. Shares are sent without a token, so no more than that is decoded. */
const MAX_LENGTH = 128

/** Base64 with its padding. Without this check, many strings that are no keys would be decoded to something short. */
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/

/** Why bytes are not a share of a key, if they are not: they have the wrong length. */
export const shareProblem = ({ length }: Uint8Array): string | undefined =>
  length < MIN_BYTES ? unsealTexts.keyShareTooShort : length > MAX_BYTES ? unsealTexts.keyShareTooLong : undefined

/** As the original, it accepts line breaks. What is much too long is cut: it stays too long. */
const decodeBase64 = (text: string): Uint8Array | undefined => {
  const digits = text.replace(/[\r\n]+/g, "")
  return digits.length % 4 === 0 && BASE64.test(digits) ? base64Bytes(digits.slice(0, MAX_LENGTH)) : undefined
}

/**
 * Decodes what may be a share of a key, in hexadecimal or base64. What could be both is hexadecimal if that has the length of a
 * share. The errors do not quote the share.
 */
export const decodeKeyShare = (text: string): Result.Result<Uint8Array, ProtocolError> => {
  const fromHex = text.length > MAX_LENGTH ? undefined : Result.getOrUndefined(Hex.decode(text))
  if (fromHex !== undefined && shareProblem(fromHex) === undefined) return Result.succeed(fromHex)
  const bytes = decodeBase64(text)
  return bytes === undefined ? Result.fail(plainError(400, unsealTexts.unsealKeyInvalid)) : Result.succeed(bytes)
}
