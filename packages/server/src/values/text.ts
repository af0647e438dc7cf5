/** The encodings that the core needs: UTF-8, hexadecimal, base62 and base64. */

// Every platform has these. They are declared here because the core is compiled without the types of any platform.
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

/** V8 keeps arrays up to this length on its heap. Longer ones are outside of it, which is expensive for long-lived records. */
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
/** The maximum number of bytes of a UTF-16 code unit in UTF-8. */
const UTF8_BYTES = 3

/** Strings up to this length are copied character by character, which is faster than a native call. */
const SHORT = 32

/**
 * Creates an encoder that reuses one buffer: its result is valid until its next call. Use it for strings that are hashed or
 * encrypted immediately, as most are: an array for each string would cost more than the hash.
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
 * The character codes of an alphabet. A string is made of all its codes at once: V8 keeps a string that is concatenated character
 * by character as a tree, and flattens it at the first access.
 */
function codesOf(alphabet: string): ReadonlyArray<number> {
  return Array.from(alphabet, (character) => character.charCodeAt(0))
}

/** Decodes UTF-8. Invalid bytes become U+FFFD, as in the original. */
export const utf8Text = (bytes: Uint8Array): string => decoder.decode(bytes)

/** Decodes the value of a header. HTTP libraries return a character for each byte; the original takes the bytes as UTF-8. */
export const headerText = (value: string): string =>
  /[\u0080-\u00ff]/.test(value) ? utf8Text(Uint8Array.from(value, (byte) => byte.charCodeAt(0))) : value

const HEX_CODES = codesOf("0123456789abcdef")
/** The number of arguments of a call is limited. */
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
/** The largest multiple of 62 in a byte. Bytes from here on are skipped, so that all digits have the same probability. */
const BASE62_FAIR = 248

/** A random string of `length` base62 characters. */
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

/** Decodes base64; `undefined` if the text is not base64. */
export const base64Bytes = (text: string): Uint8Array | undefined => {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

/** Base64 for tokens and URLs: without padding, with `-` and `_`. */
export const base64Url = (bytes: Uint8Array): string =>
  base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")

export const base64UrlBytes = (text: string): Uint8Array | undefined =>
  /^[A-Za-z0-9_-]*$/.test(text) ? base64Bytes(text.replaceAll("-", "+").replaceAll("_", "/")) : undefined
