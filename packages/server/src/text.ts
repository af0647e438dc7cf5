/** UTF-8, hexadecimal and base62: the few encodings that the core needs on every request. */

// What every platform has; declared here because the core is compiled without any platform's types.
declare const TextEncoder: new () => { encode: (text: string) => Uint8Array }
declare const TextDecoder: new (
  label?: string,
  options?: { ignoreBOM?: boolean }
) => { decode: (bytes: Uint8Array) => string }

const encoder = new TextEncoder()
const decoder = new TextDecoder("utf-8", { ignoreBOM: true })

export const utf8 = (text: string): Uint8Array => encoder.encode(text)

/** Decodes UTF-8; what is not UTF-8 becomes U+FFFD, as in the original. */
export const utf8Text = (bytes: Uint8Array): string => decoder.decode(bytes)

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"))

export const hex = (bytes: Uint8Array): string => {
  let text = ""
  for (const byte of bytes) text += HEX[byte]
  return text
}

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
/** The largest multiple of 62 that a byte can hold: bytes from here on are thrown away, so that no digit is likelier. */
const BASE62_FAIR = 248

/** `length` base62 characters, each equally likely. */
export const randomBase62 = (randomBytes: (length: number) => Uint8Array, length: number): string => {
  let text = ""
  while (text.length < length) {
    for (const byte of randomBytes(length - text.length)) {
      if (byte < BASE62_FAIR) text += BASE62[byte % 62]
    }
  }
  return text
}

/** A number below 62^length as base62, padded with zeros. */
export const base62 = (value: number, length: number): string => {
  let text = ""
  for (let rest = value; text.length < length; rest = Math.floor(rest / 62)) text = BASE62[rest % 62] + text
  return text
}
