declare const atob: (text: string) => string
declare const btoa: (text: string) => string

/** A call takes only so many arguments. */
const CALL_BYTES = 4096

export const toBase64 = (bytes: Uint8Array): string => {
  let text = ""
  for (let at = 0; at < bytes.length; at += CALL_BYTES)
    text += String.fromCharCode(...bytes.subarray(at, at + CALL_BYTES))
  return btoa(text)
}

/** Bytes of base64, or `undefined` where it is none. */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 === 1) return undefined
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}

export interface PemBlock {
  /** `CERTIFICATE` */
  readonly label: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export const toPem = (label: string, bytes: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${toBase64(bytes).replace(/.{64}(?=.)/g, "$&\n")}\n-----END ${label}-----`

/** All blocks of a text, in their order; what is no block is passed over. */
export const readPem = (text: string): ReadonlyArray<PemBlock> =>
  [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----/g)].flatMap(([, label, body]) => {
    const bytes = fromBase64((body ?? "").replace(/\s/g, ""))
    return bytes === undefined ? [] : [{ label: label ?? "", bytes }]
  })

export const certificatePem = (bytes: Uint8Array): string => toPem("CERTIFICATE", bytes)
