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
import { endOfKey } from "./sized-key.ts"

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

/** The place of the key in a put. */
const KEY = 8

/** The put of a key at a place. */
export const putOf = (key: number): number => key - KEY

/** Called with the place of a key. */
type OnChange = (key: number, isPut: boolean) => void

/** Reads the changes of a request, deletes first. */
export const readChanges = (bytes: Buffer, start: number, onChange: OnChange): void => {
  const deletes = bytes.readUInt32LE(start + DELETES)
  const puts = bytes.readUInt32LE(start + DELETES + 4)
  const end = endOfChanges(bytes, start)
  const within = (at: number): number => {
    if (at > end) throw new RangeError("the changes have another size")
    return at
  }
  let at = start + HEAD_BYTES
  for (let i = 0; i < deletes; i++) {
    const next = within(endOfKey(bytes, at))
    onChange(at, false)
    at = next
  }
  for (let i = 0; i < puts; i++) {
    const value = within(endOfKey(bytes, at + KEY))
    const next = within(endOfBlock(bytes, value))
    onChange(at + KEY, true)
    at = next
  }
  if (at !== end) throw new RangeError("the changes have another size")
}

/** When the record of a put expires; `undefined` if never. */
export const expiresOf = (bytes: Buffer, put: number): number | undefined => {
  const expires = bytes.readDoubleLE(put)
  return Number.isNaN(expires) ? undefined : expires
}

/** The value of a put. It is not copied. */
export const valueOf = (bytes: Buffer, put: number): Buffer => {
  const at = endOfKey(bytes, put + KEY)
  return bytes.subarray(at + SIZE_BYTES, endOfBlock(bytes, at))
}

const endOfBlock = (bytes: Buffer, at: number): number => at + SIZE_BYTES + bytes.readUInt32LE(at)
