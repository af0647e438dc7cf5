import type { RawAnswer } from "../../ports/engine/port.ts"
import { envelopeText } from "../envelope.ts"
import { base64, base64Bytes, utf8 } from "../../values/text.ts"

/** How the original holds a raw answer in an envelope's data. */
interface RawData {
  readonly http_content_type: string
  readonly http_raw_body: string
  readonly http_status_code: number
}

/**
 * An envelope that holds a raw answer, in the original's form. That it is one stands beside it, in the wrapping token's own
 * record: data that merely looks like this is data.
 */
export const rawEnvelope = (requestId: string, { body, contentType, status }: RawAnswer): string => {
  const data: RawData = {
    http_content_type: contentType,
    http_raw_body: base64(typeof body === "string" ? utf8(body) : body),
    http_status_code: status
  }
  return envelopeText(requestId, { data: { ...data } })
}

export const rawAnswerIn = (envelope: string): RawAnswer => {
  const { data } = JSON.parse(envelope) as { readonly data: RawData }
  return {
    status: data.http_status_code,
    contentType: data.http_content_type,
    body: base64Bytes(data.http_raw_body) ?? new Uint8Array(0)
  }
}
