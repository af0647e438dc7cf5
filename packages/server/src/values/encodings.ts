/** UTF-8, hexadecimal, base62 and base64: the few encodings that the core needs, and random ids in them. */
import { bytesToHex } from "@noble/hashes/utils.js"
import * as Base64 from "effect/encoding/Base64"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Result from "effect/Result"

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

/** Arrays for the part that was written are kept up to this length: to make one would take longer than to encode a string. */
const KEPT_LENGTHS = 1024

/**
 * Creates an encoder that reuses one buffer: its result is valid until its next call. Use it for strings that are hashed or
 * encrypted immediately, as most are: an array for each string would cost more than the hash.
 */
export const makeLendingUtf8 = (): ((text: string) => Uint8Array) => {
  const scratch = new Uint8Array(SCRATCH_BYTES)
  const kept = Array.from({ length: KEPT_LENGTHS }, (): Uint8Array | undefined => undefined)
  return (text) => {
    if (text.length * UTF8_BYTES > SCRATCH_BYTES) return encoder.encode(text)
    const { written } = encoder.encodeInto(text, scratch)
    return written < KEPT_LENGTHS ? (kept[written] ??= scratch.subarray(0, written)) : scratch.subarray(0, written)
  }
}

/** Decodes UTF-8. Invalid bytes become U+FFFD, as in the original. */
export const utf8Text = (bytes: Uint8Array): string => decoder.decode(bytes)

/**
 * HTTP gives a header with one character for each byte. As in the original, bytes that are not ASCII are UTF-8.
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

export const hex: (bytes: Uint8Array) => string = bytesToHex

/** The value of the hexadecimal digit at a position. The text must have one there: a digit, or a letter in any case. */
export const hexDigitAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at)
  return (code & 0xf) + (code >> 6) * 9
}

/** 16 bytes in the form of a UUID: 8-4-4-4-12 hexadecimal digits. */
export const uuidText = (bytes: Uint8Array): string => {
  const digits = bytesToHex(bytes)
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`
}

/** A new id: a UUID of random digits only, as in the original. */
export const randomUuid = (randomBytes: (length: number) => Uint8Array): string => uuidText(randomBytes(16))

/**
 * The alphabet as character codes. A string is made of all its codes at once: V8 keeps a string that grew character by character
 * as a tree, and has to flatten it later.
 */
const BASE62_CODES = Array.from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", (character) =>
  character.charCodeAt(0)
)
/** The largest multiple of 62 that fits in a byte. Higher bytes are dropped, so that each digit is equally likely. */
const BASE62_FAIR = 248

/** A random string of `length` base62 characters. */
export const randomBase62 = (randomBytes: (length: number) => Uint8Array, length: number): string => {
  const codes = Array<number>(length)
  let made = 0
  while (made < length) {
    const bytes = randomBytes(length - made)
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!
      if (byte < BASE62_FAIR) codes[made++] = BASE62_CODES[byte % 62]!
    }
  }
  return String.fromCharCode(...codes)
}

/** V8 computes with numbers up to this one as integers, which is several times as fast. */
const LARGEST_INTEGER = 2 ** 31 - 1

/** Writes the character codes of a number below 62^length as base62, padded with zeros. */
export const writeBase62 = (codes: Array<number>, at: number, value: number, length: number): void => {
  let i = at + length - 1
  let large = value
  for (; large > LARGEST_INTEGER; i--) {
    const next = Math.floor(large / 62)
    codes[i] = BASE62_CODES[large - next * 62]!
    large = next
  }
  for (let rest = large | 0; i >= at; i--) {
    const next = (rest / 62) | 0
    codes[i] = BASE62_CODES[rest - next * 62]!
    rest = next
  }
}

/** A number below 62^length as base62, padded with zeros. */
export const base62 = (value: number, length: number): string => {
  const codes = Array<number>(length)
  writeBase62(codes, 0, value, length)
  return String.fromCharCode(...codes)
}

/** The number that a few base62 digits stand for; `undefined` if they are something else. */
export const base62Value = (digits: string): number | undefined => {
  let value = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = BASE62_CODES.indexOf(digits.charCodeAt(i))
    if (digit < 0) return undefined
    value = value * 62 + digit
  }
  return value
}

export const base64: (bytes: Uint8Array) => string = Base64.encode

/** Decodes base64, with or without padding; `undefined` if it is not base64. */
export const base64Bytes = (text: string): Uint8Array | undefined => {
  const digits = text.replace(/[\t\n\f\r ]/g, "")
  const padding = digits.endsWith("=") ? "" : "=".repeat(-digits.length & 3)
  return Result.getOrUndefined(Base64.decode(digits + padding))
}

/** Base64 for tokens and URLs: without padding, and with `-` and `_`. */
export const base64Url: (bytes: Uint8Array) => string = Base64Url.encode

/** Decodes base64 for tokens and URLs; `undefined` if it is something else. The decoder alone would ignore line breaks. */
export const base64UrlBytes = (text: string): Uint8Array | undefined =>
  /^[A-Za-z0-9_-]*$/.test(text) ? Result.getOrUndefined(Base64Url.decode(text)) : undefined
