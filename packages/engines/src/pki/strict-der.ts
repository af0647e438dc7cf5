/** DER that a client sent. The X.509 library also reads BER, and some values that are malformed, so these checks come first. */

export interface Element {
  readonly tag: number
  readonly content: Uint8Array
  /** The whole element. */
  readonly bytes: Uint8Array
}

/** Far more levels than a request or a certificate has. */
const MOST_LEVELS = 32

const CONSTRUCTED = 0x20
export const BOOLEAN = 0x01
export const INTEGER = 0x02
export const BIT_STRING = 0x03
export const OCTET_STRING = 0x04
export const OBJECT_IDENTIFIER = 0x06
export const SEQUENCE = 0x30
export const SET = 0x31

/** The consecutive elements of DER, or `undefined` if it is malformed. */
export const readElements = (bytes: Uint8Array): ReadonlyArray<Element> | undefined => {
  const elements: Array<Element> = []
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at]!
    const first = bytes[at + 1] ?? 0x80
    const sizes = first < 0x80 ? 0 : first & 0x7f
    // Requests and certificates have no tags of many bytes, no elements without a length, and none above 16 MiB.
    if ((tag & 0x1f) === 0x1f || first === 0x80 || sizes > 3) return undefined
    const start = at + 2 + sizes
    const length = sizes === 0 ? first : bytes.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0)
    // DER has a length in as few bytes as possible.
    if (sizes > 0 && (length < 0x80 || length < 256 ** (sizes - 1))) return undefined
    const end = start + length
    if (end > bytes.length) return undefined
    elements.push({ tag, content: bytes.subarray(start, end), bytes: bytes.subarray(at, end) })
    at = end
  }
  return elements
}

/** The elements inside the one sequence that the bytes are, or `undefined` if they are not one. */
export const readSequence = (bytes: Uint8Array): ReadonlyArray<Element> | undefined => {
  const [sequence, ...more] = readElements(bytes) ?? []
  return sequence?.tag === SEQUENCE && more.length === 0 ? readElements(sequence.content) : undefined
}

const fatal = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    fatal.decode(bytes)
    return true
  } catch {
    return false
  }
}

export const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80)

const latin = (bytes: Uint8Array): string => bytes.reduce((text, byte) => text + String.fromCharCode(byte), "")

const matches =
  (pattern: RegExp) =>
  (bytes: Uint8Array): boolean =>
    pattern.test(latin(bytes))

/** Two's complement in as few bytes as possible. */
const isInteger = (bytes: Uint8Array): boolean => {
  const second = bytes[1] ?? 0
  if (bytes.length < 2) return bytes.length === 1
  return bytes[0] === 0 ? second > 0x7f : bytes[0] !== 0xff || second < 0x80
}

/** Numbers in groups of seven bits, each without leading zeros. */
export const isIdentifier = (bytes: Uint8Array): boolean =>
  bytes.length > 0 && bytes.at(-1)! < 0x80 && bytes.every((byte, i) => byte !== 0x80 || (i > 0 && bytes[i - 1]! > 0x7f))

/** The number of unused bits, and the bits; those that are not used are zero. */
const isBitString = (bytes: Uint8Array): boolean => {
  const unused = bytes[0]
  if (unused === undefined || unused > 7) return false
  return bytes.length === 1 ? unused === 0 : (bytes.at(-1)! & ((1 << unused) - 1)) === 0
}

/** UTF-16 with pairs of surrogates only. */
const isUtf16 = (bytes: Uint8Array): boolean => {
  if (bytes.length % 2 !== 0) return false
  let text = ""
  for (let i = 0; i < bytes.length; i += 2) text += String.fromCharCode(bytes[i]! * 256 + bytes[i + 1]!)
  return !/\p{Surrogate}/u.test(text)
}

/** Whether the value of a universal type is valid. TeletexString has no single meaning beyond ASCII. */
const VALID: Readonly<Record<number, (content: Uint8Array) => boolean>> = {
  [BOOLEAN]: (bytes) => bytes.length === 1 && (bytes[0] === 0 || bytes[0] === 0xff),
  [INTEGER]: isInteger,
  [BIT_STRING]: isBitString,
  [OCTET_STRING]: () => true,
  0x05: (bytes) => bytes.length === 0,
  [OBJECT_IDENTIFIER]: isIdentifier,
  0x0a: isInteger,
  0x0c: isUtf8,
  0x12: matches(/^[0-9 ]*$/),
  // The asterisk and the ampersand are not PrintableString, but many programs write them.
  0x13: matches(/^[A-Za-z0-9 '()+,\-./:=?*&]*$/),
  0x14: isAscii,
  0x16: isAscii,
  0x17: matches(/^\d{12}Z$/),
  0x18: matches(/^\d{14}(?:\.\d*[1-9])?Z$/),
  0x1a: matches(/^[\x20-\x7e]*$/),
  0x1c: (bytes) => bytes.length % 4 === 0,
  0x1e: isUtf16
}

/** Whether bytes are elements of valid DER, also inside. The contents of octet and bit strings are not read. */
export const isDer = (bytes: Uint8Array, levels = MOST_LEVELS): boolean => {
  const elements = levels === 0 ? undefined : readElements(bytes)
  return elements?.every(({ content, tag }) => isElement(tag, content, levels)) ?? false
}

const isElement = (tag: number, content: Uint8Array, levels: number): boolean => {
  const isUniversal = tag < 0x40
  if ((tag & CONSTRUCTED) !== 0) return (!isUniversal || tag === SEQUENCE || tag === SET) && isDer(content, levels - 1)
  return !isUniversal || VALID[tag]?.(content) === true
}

/** The types of text that the X.509 library reads: UTF-8, printable, Teletex, IA5 and BMP. */
const TEXTS: ReadonlySet<number> = new Set([0x0c, 0x13, 0x14, 0x16, 0x1e])

/** Whether an element of valid DER is a name (RFC 5280, 4.1.2.4) whose values are text. */
export const isName = ({ content, tag }: Element): boolean =>
  tag === SEQUENCE && (readElements(content)?.every(isNamePart) ?? false)

const isNamePart = ({ content, tag }: Element): boolean => {
  const attributes = tag === SET ? readElements(content) : undefined
  return attributes !== undefined && attributes.length > 0 && attributes.every(isNameAttribute)
}

const isNameAttribute = ({ content, tag }: Element): boolean => {
  const [type, value, ...more] = (tag === SEQUENCE ? readElements(content) : undefined) ?? []
  return type?.tag === OBJECT_IDENTIFIER && value !== undefined && TEXTS.has(value.tag) && more.length === 0
}
