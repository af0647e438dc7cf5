import type { RawResponse } from "../../ports/engine/port.ts"
import { envelopeText } from "../envelope.ts"
import { base64, base64Bytes, utf8 } from "../../values/encodings.ts"

/** How the original puts a raw response into the data of an envelope. */
interface RawData {
  readonly http_content_type: string
  readonly http_raw_body: string
  readonly http_status_code: number
}

/**
 * The envelope in which a raw response is stored, in the form of the original. The wrapping token's record says that the
 * response is raw: data of the same shape is ordinary data.
 */
export const rawEnvelope = (requestId: string, { body, contentType, status }: RawResponse): string => {
  const data: RawData = {
    http_content_type: contentType,
    http_raw_body: base64(typeof body === "string" ? utf8(body) : body),
    http_status_code: status
  }
  return envelopeText(requestId, { data: { ...data } })
}

/** The raw response that a stored envelope contains. */
export const rawResponseIn = (envelope: string): RawResponse => {
  const { data } = JSON.parse(envelope) as { readonly data: RawData }
  return {
    status: data.http_status_code,
    contentType: data.http_content_type,
    body: base64Bytes(data.http_raw_body) ?? new Uint8Array(0)
  }
}

/** The accessor of the token that a stored envelope contains; `undefined` if it contains none. */
export const tokenAccessorIn = (envelope: string): string | undefined => {
  const { auth } = JSON.parse(envelope) as { readonly auth: { readonly accessor: string } | null }
  return auth?.accessor
}
