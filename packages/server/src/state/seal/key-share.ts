import * as Hex from "effect/encoding/Hex"
import * as Result from "effect/Result"
import { sealTexts } from "@enwrap/protocol"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { base64Bytes } from "../../values/text.ts"

/** A share may have one byte more than a key: its x coordinate. */
const MAX_BYTES = 33
const MIN_BYTES = 16
/**
 * The maximum length of a share in characters, about twice what hexadecimal needs. Shares are sent without a token, so longer
 * ones are not decoded.
 */
const MAX_LENGTH = 128

/** Base64 with its padding. Without this check, many strings that are no keys would be decoded to something short. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

const hasShareLength = ({ length }: Uint8Array): boolean => length >= MIN_BYTES && length <= MAX_BYTES

/**
 * Decodes a share of a key, in hexadecimal or base64. What could be both is hexadecimal if that has the length of a share. The
 * errors do not quote the share.
 */
export const decodeKeyShare = (text: string): Result.Result<Uint8Array, ProtocolError> => {
  if (text.length > MAX_LENGTH) return Result.fail(plainError(400, sealTexts.unsealKeyInvalid))
  const fromHex = Result.getOrUndefined(Hex.decode(text))
  if (fromHex !== undefined && hasShareLength(fromHex)) return Result.succeed(fromHex)
  const bytes = BASE64.test(text) ? base64Bytes(text) : undefined
  if (bytes === undefined) return Result.fail(plainError(400, sealTexts.unsealKeyInvalid))
  if (bytes.length < MIN_BYTES) return Result.fail(plainError(400, sealTexts.keyShareTooShort))
  return bytes.length > MAX_BYTES ? Result.fail(plainError(400, sealTexts.keyShareTooLong)) : Result.succeed(bytes)
}
