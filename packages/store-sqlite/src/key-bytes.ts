/** No byte of a key: whatever begins with a prefix sorts before the prefix and this byte. */
const AFTER_ALL = 0xff

const SURROGATE = /[\ud800-\udfff]/
/** The first byte of a surrogate, which is never in UTF-8. It is also the first byte of some other characters. */
const SURROGATE_BYTE = 0xed

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
    const unit = key.charCodeAt(i)
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
 * Writes the bytes of a key in a space, and returns where they end. SQLite compares them byte by byte, so each UTF-16 code unit
 * is encoded apart: that is UTF-8, but for pairs of surrogates (CESU-8). UTF-8 would sort these after all other characters.
 */
export const writeKey = (to: Buffer, at: number, space: number, key: string): number => {
  const start = writeSpace(to, at, space)
  return SURROGATE.test(key) ? writeUnits(to, start, key) : start + to.write(key, start, "utf8")
}

/** Writes the bytes before which all keys sort that begin with a prefix. */
export const writeEnd = (to: Buffer, at: number, space: number, prefix: string): number =>
  to.writeUInt8(AFTER_ALL, writeKey(to, at, space, prefix))

const readUnits = (bytes: Uint8Array, from: number): string => {
  let key = ""
  for (let i = from; i < bytes.length;) {
    const byte = bytes[i++]!
    let unit = byte
    if (byte >= 0xe0) unit = ((byte & 0xf) << 12) | ((bytes[i++]! & 0x3f) << 6) | (bytes[i++]! & 0x3f)
    else if (byte >= 0xc0) unit = ((byte & 0x1f) << 6) | (bytes[i++]! & 0x3f)
    key += String.fromCharCode(unit)
  }
  return key
}

/** The key in bytes of {@link writeKey}. */
export const readKey = (bytes: Uint8Array): string => {
  const from = spaceLength(bytes)
  if (bytes.includes(SURROGATE_BYTE, from)) return readUnits(bytes, from)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8", from)
}
