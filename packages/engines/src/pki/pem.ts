import * as Base64 from "effect/encoding/Base64"
import * as Result from "effect/Result"

export const toBase64 = (bytes: Uint8Array | ArrayBuffer): string => Base64.encode(new Uint8Array(bytes))

/** The bytes of base64 that {@link toBase64} made. */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Result.getOrThrow(Base64.decode(text)) as Uint8Array<ArrayBuffer>

export interface PemBlock {
  /** `CERTIFICATE` */
  readonly label: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** A PEM block with base64 content. */
export const toPem = (label: string, base64: string): string =>
  `-----BEGIN ${label}-----\n${base64.replace(/.{64}(?=.)/g, "$&\n")}\n-----END ${label}-----`

/** All valid PEM blocks in a string, in order. */
export const readPem = (text: string): ReadonlyArray<PemBlock> =>
  [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----/g)].flatMap(([, label, body]) => {
    const bytes = Base64.decode((body ?? "").replace(/\s/g, ""))
    return Result.isFailure(bytes) ? [] : [{ label: label ?? "", bytes: bytes.success as Uint8Array<ArrayBuffer> }]
  })

/** A certificate, given in base64, as PEM. */
export const certificatePem = (base64: string): string => toPem("CERTIFICATE", base64)
