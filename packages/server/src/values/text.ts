/** UTF-8, hexadecimal, base62 and base64: the few encodings that the core needs. */

// What every platform has; declared here because the core is compiled without any platform's types.
declare const TextEncoder: new () => {
  encode: (text: string) => Uint8Array
  encodeInto: (text: string, into: Uint8Array) => { readonly written: number }
}
declare const TextDecoder: new (
  label?: string,
  options?: { ignoreBOM?: boolean }
) => { decode: (bytes: Uint8Array) => string }
declare const btoa: (binary: string) => string
declare const atob: (base64: string) => string

const encoder = new TextEncoder()
const decoder = new TextDecoder("utf-8", { ignoreBOM: true })

/** Arrays up to this length are V8's own; what is longer is memory outside of its heap, dear where records live long. */
const ON_HEAP_BYTES = 64

export const utf8 = (text: string): Uint8Array => {
  const { length } = text
  if (length > ON_HEAP_BYTES) return encoder.encode(text)
  const bytes = new Uint8Array(length)
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x7f) return encoder.encode(text)
    bytes[i] = code
  }
  return bytes
}

const SCRATCH_BYTES = 8192
/** A UTF-16 code unit takes at most so many bytes in UTF-8. */
const UTF8_BYTES = 3

/** Texts up to this length are copied character by character: quicker than a call out of JavaScript. */
const SHORT = 32

/**
 * An encoder that writes into memory of its own and lends it out: what it gives is good until its next call. For what is
 * hashed or sealed at once, which is most of what a request encodes; an array for each text would cost more than the hash.
 */
export const makeLendingUtf8 = (): ((text: string) => Uint8Array) => {
  const scratch = new Uint8Array(SCRATCH_BYTES)
  return (text) => {
    const { length } = text
    if (length * UTF8_BYTES > SCRATCH_BYTES) return encoder.encode(text)
    if (length > SHORT) return scratch.subarray(0, encoder.encodeInto(text, scratch).written)
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i)
      if (code > 0x7f) return scratch.subarray(0, encoder.encodeInto(text, scratch).written)
      scratch[i] = code
    }
    return scratch.subarray(0, length)
  }
}

/**
 * An alphabet as character codes. Texts are made of those at once: what is put together character by character is a tree to
 * V8, which it has to make a text of when it is first looked at.
 */
function codesOf(alphabet: string): ReadonlyArray<number> {
  return Array.from(alphabet, (character) => character.charCodeAt(0))
}

/** Decodes UTF-8; what is not UTF-8 becomes U+FFFD, as in the original. */
export const utf8Text = (bytes: Uint8Array): string => decoder.decode(bytes)

/**
 * What is no ASCII in a header comes from HTTP as a character for each byte; it is UTF-8 to the original.
 *
 * @example
 * ```ts
 * import { headerText } from "@enwrap/server"
 *
 * console.log(headerText("caf\u00c3\u00a9")) // café
 * ```
 */
export const headerText = (value: string): string =>
  /[\u0080-\u00ff]/.test(value) ? utf8Text(Uint8Array.from(value, (byte) => byte.charCodeAt(0))) : value

const HEX_CODES = codesOf("0123456789abcdef")
/** A call takes only so many arguments. */
const HEX_AT_ONCE = 1024

export const hex = (bytes: Uint8Array): string => {
  if (bytes.length > HEX_AT_ONCE) return hex(bytes.subarray(0, HEX_AT_ONCE)) + hex(bytes.subarray(HEX_AT_ONCE))
  const codes = Array<number>(2 * bytes.length)
  for (let i = 0; i < bytes.length; i++) {
    codes[2 * i] = HEX_CODES[bytes[i]! >> 4]!
    codes[2 * i + 1] = HEX_CODES[bytes[i]! & 0xf]!
  }
  return String.fromCharCode(...codes)
}

const BASE62_CODES = codesOf("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
/** The largest multiple of 62 that a byte can hold: bytes from here on are thrown away, so that no digit is likelier. */
const BASE62_FAIR = 248

/** `length` base62 characters, each equally likely. */
export const randomBase62 = (randomBytes: (length: number) => Uint8Array, length: number): string => {
  const codes: Array<number> = []
  while (codes.length < length) {
    for (const byte of randomBytes(length - codes.length)) {
      if (byte < BASE62_FAIR) codes.push(BASE62_CODES[byte % 62]!)
    }
  }
  return String.fromCharCode(...codes)
}

/** A number below 62^length as base62, padded with zeros. */
export const base62 = (value: number, length: number): string => {
  const codes = Array<number>(length)
  for (let i = length - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 62)) codes[i] = BASE62_CODES[rest % 62]!
  return String.fromCharCode(...codes)
}

export const base64 = (bytes: Uint8Array): string => {
  let binary = ""
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** Decodes base64; `undefined` for what is none. */
export const base64Bytes = (text: string): Uint8Array | undefined => {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

/** Base64 for tokens and URLs: without padding, and with `-` and `_`. */
export const base64Url = (bytes: Uint8Array): string =>
  base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")

export const base64UrlBytes = (text: string): Uint8Array | undefined =>
  /^[A-Za-z0-9_-]*$/.test(text) ? base64Bytes(text.replaceAll("-", "+").replaceAll("_", "/")) : undefined
