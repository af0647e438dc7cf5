/**
 * The changes of one request, as bytes. The event loop writes them, the thread that commits stores them as they are, and they are
 * read again when a database is opened.
 *
 * ```text
 * size, is it applied (a byte), number of deletes, number of puts
 * for each delete: size of the key, key
 * for each put: expiry, size of the key, key, size of the value, value
 * ```
 */

/** The bytes of the size of the changes, which does not count itself. */
export const SIZE_BYTES = 4
const DELETES = SIZE_BYTES + 1
export const HEAD_BYTES = DELETES + 8

/** Where the changes of the next request begin. */
export const endOfChanges = (bytes: Buffer, at: number): number => at + SIZE_BYTES + bytes.readUInt32LE(at)

/** Whether a request changes anything. */
export const hasChanges = (bytes: Buffer, at: number): boolean => endOfChanges(bytes, at) > at + HEAD_BYTES

/** A request that conflicted stays where it is, but is not read. */
export const isApplied = (bytes: Buffer, at: number): boolean => bytes[at + SIZE_BYTES] === 1

export const setApplied = (bytes: Buffer, at: number, applied: boolean): void =>
  void (bytes[at + SIZE_BYTES] = applied ? 1 : 0)

/** A key as text: one code unit for each byte, so that texts sort as the bytes do. */
const textAt = (bytes: Buffer, at: number, size: number): string => bytes.toString("latin1", at, at + size)

/** Called with the place of a put, or `undefined` for a delete. */
type OnChange = (key: string, put: number | undefined) => void

/** Reads the changes of a request, deletes first. */
export const readChanges = (bytes: Buffer, start: number, onChange: OnChange): void => {
  const deletes = bytes.readUInt32LE(start + DELETES)
  const puts = bytes.readUInt32LE(start + DELETES + 4)
  let at = start + HEAD_BYTES
  for (let i = 0; i < deletes; i++) {
    const size = bytes.readUInt32LE(at)
    onChange(textAt(bytes, at + 4, size), undefined)
    at += 4 + size
  }
  for (let i = 0; i < puts; i++) {
    const size = bytes.readUInt32LE(at + 8)
    const value = at + 12 + size
    onChange(textAt(bytes, at + 12, size), at)
    at = value + 4 + bytes.readUInt32LE(value)
  }
  if (at !== endOfChanges(bytes, start)) throw new RangeError("the changes have another size")
}

/** When the record of a put expires; `undefined` if never. */
export const expiresOf = (bytes: Buffer, put: number): number | undefined => {
  const expires = bytes.readDoubleLE(put)
  return Number.isNaN(expires) ? undefined : expires
}

/** The value of a put. It is not copied. */
export const valueOf = (bytes: Buffer, put: number): Buffer => {
  const at = put + 12 + bytes.readUInt32LE(put + 8)
  return bytes.subarray(at + 4, at + 4 + bytes.readUInt32LE(at))
}
