/**
 * A key as messages and changes contain it: its size, then its bytes. It is given by the bytes that contain it and its place in them.
 * Keys become text only where they must: V8 keeps one copy of each text that is the key of a map, in the space of its long-lived objects,
 * and that took a tenth of the time of a commit.
 */
import { keySize, spaceOfBytes, writeKey } from "./key-bytes.ts"
import { hashOfBytes } from "./key-hash.ts"

const SIZE = 4

/** The maximum number of bytes of a key, and of its size. */
export const sizedKeySize = (key: string): number => SIZE + keySize(key)

/** Writes a key of a space, and returns where it ends. */
export const writeSizedKey = (to: Buffer, at: number, space: number, key: string): number => {
  const end = writeKey(to, at + SIZE, space, key)
  to.writeUInt32LE(end - at - SIZE, at)
  return end
}

/** The key of a text that {@link textOf} returned. */
export const sizedKeyOf = (text: string): Buffer => {
  const bytes = Buffer.alloc(SIZE + text.length)
  bytes.writeUInt32LE(text.length)
  bytes.write(text, SIZE, "latin1")
  return bytes
}

export const endOfKey = (bytes: Buffer, at: number): number => at + SIZE + bytes.readUInt32LE(at)

/** The bytes of a key without their size. They are not copied. */
export const bytesOf = (bytes: Buffer, at: number): Buffer => bytes.subarray(at + SIZE, endOfKey(bytes, at))

/** A key as text: one code unit for each byte, so that texts sort as the bytes do. */
export const textOf = (bytes: Buffer, at: number): string => bytes.toString("latin1", at + SIZE, endOfKey(bytes, at))

export const hashOf = (bytes: Buffer, at: number): number => hashOfBytes(bytes, at + SIZE, endOfKey(bytes, at))

export const spaceOf = (bytes: Buffer, at: number): number => spaceOfBytes(bytes, at + SIZE)

export const isSameKey = (a: Buffer, atA: number, b: Buffer, atB: number): boolean => {
  const end = endOfKey(a, atA)
  // The sizes are compared with the rest.
  for (let i = atA, j = atB; i < end; i++, j++) if (a[i] !== b[j]) return false
  return true
}
