/** No key contains this byte, so every key with a prefix sorts before the prefix followed by this byte. */
const AFTER_ALL = 0xff

/** Keys up to this length are copied unit by unit, which is faster than a native call. */
const SHORT = 48

/** Code units that do not sort by their number: surrogates, and those after them. */
const MOVED = /[\ud800-\uffff]/
/** Only code units from U+D000 on have this byte or a higher one. */
const HIGH_BYTE = 0xed

/** The place of a code unit in the order of code points: surrogates, which make up the characters above U+FFFF, come last. */
const placeOf = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800)

const unitAt = (place: number): number => (place < 0xd800 ? place : place < 0xf800 ? place + 0x800 : place - 0x2000)

/** The maximum number of bytes of a key. */
export const keySize = (key: string): number => 2 + 3 * key.length

/** One byte for most spaces. No space's bytes are the beginning of another's. */
const writeSpace = (to: Buffer, at: number, space: number): number => {
  if (space < 0x80) return to.writeUInt8(space, at)
  return to.writeUInt16BE(0x8000 + space, at)
}

const spaceLength = (bytes: Uint8Array): number => (bytes[0]! < 0x80 ? 1 : 2)

const writeUnits = (to: Buffer, at: number, key: string): number => {
  for (let i = 0; i < key.length; i++) {
    const unit = placeOf(key.charCodeAt(i))
    if (unit < 0x80) to[at++] = unit
    else {
      if (unit < 0x800) to[at++] = 0xc0 | (unit >> 6)
      else {
        to[at++] = 0xe0 | (unit >> 12)
        to[at++] = 0x80 | ((unit >> 6) & 0x3f)
      }
      to[at++] = 0x80 | (unit & 0x3f)
    }
  }
  return at
}

/**
 * Writes the bytes of a key in a space, and returns where they end. SQLite compares them byte by byte. Up to U+D7FF they are UTF-8.
 * Other code units are encoded one by one, each by its place in the order of code points: so any string is read back as it was,
 * half a pair of surrogates included, and the bytes of a prefix begin the bytes of the whole.
 */
export const writeKey = (to: Buffer, at: number, space: number, key: string): number => {
  const start = writeSpace(to, at, space)
  return key.length <= SHORT || MOVED.test(key) ? writeUnits(to, start, key) : start + to.write(key, start, "utf8")
}

/** Writes bytes that sort after every key with a prefix, and before all later keys. */
export const writeEnd = (to: Buffer, at: number, space: number, prefix: string): number =>
  to.writeUInt8(AFTER_ALL, writeKey(to, at, space, prefix))

const readUnits = (bytes: Uint8Array, from: number): string => {
  let key = ""
  for (let i = from; i < bytes.length;) {
    const byte = bytes[i++]!
    let unit = byte
    if (byte >= 0xe0) unit = ((byte & 0xf) << 12) | ((bytes[i++]! & 0x3f) << 6) | (bytes[i++]! & 0x3f)
    else if (byte >= 0xc0) unit = ((byte & 0x1f) << 6) | (bytes[i++]! & 0x3f)
    key += String.fromCharCode(unitAt(unit))
  }
  return key
}

/** The key in bytes of {@link writeKey}. */
export const readKey = (bytes: Uint8Array): string => {
  const from = spaceLength(bytes)
  if (bytes.some((byte, i) => i >= from && byte >= HIGH_BYTE)) return readUnits(bytes, from)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8", from)
}

/** The space of the key that begins at a place. */
export const spaceOfBytes = (bytes: Uint8Array, at: number): number => {
  const first = bytes[at]!
  return first < 0x80 ? first : ((first - 0x80) << 8) | bytes[at + 1]!
}
