import { sizedKeySize, writeSizedKey } from "./sized-key.ts"

const FIRST_SIZE = 64 * 1024
/** A buffer that has grown beyond this size is not kept. */
const KEPT_SIZE = 1024 * 1024

/** Bytes to which more are added, in a buffer that grows. */
export class GrowingBytes {
  #buffer: Buffer<ArrayBuffer> = Buffer.alloc(FIRST_SIZE)
  #at = 0

  get size(): number {
    return this.#at
  }

  /** What was written. It is not a copy. */
  written(): Buffer {
    return this.#buffer.subarray(0, this.#at)
  }

  clear(): void {
    this.#at = 0
    if (this.#buffer.length > KEPT_SIZE) this.#buffer = Buffer.alloc(FIRST_SIZE)
  }

  /** Discards what was written beyond this size. */
  cut(size: number): void {
    this.#at = size
  }

  /** Skips bytes, and returns where they begin. */
  reserve(bytes: number): number {
    this.#grow(bytes)
    const start = this.#at
    this.#at += bytes
    return start
  }

  /** Writes the head of a request's changes, which is known when they are written. */
  head(at: number, size: number, deletes: number, puts: number): void {
    this.#buffer.writeUInt32LE(size, at)
    this.#buffer[at + 4] = 1
    this.#buffer.writeUInt32LE(deletes, at + 5)
    this.#buffer.writeUInt32LE(puts, at + 9)
  }

  number(value: number): void {
    this.#grow(4)
    this.#at = this.#buffer.writeUInt32LE(value, this.#at)
  }

  double(value: number): void {
    this.#grow(8)
    this.#at = this.#buffer.writeDoubleLE(value, this.#at)
  }

  key(space: number, key: string): void {
    this.#grow(sizedKeySize(key))
    this.#at = writeSizedKey(this.#buffer, this.#at, space, key)
  }

  block(bytes: Uint8Array): void {
    this.number(bytes.length)
    this.add(bytes)
  }

  add(bytes: Uint8Array): void {
    this.#grow(bytes.length)
    this.#buffer.set(bytes, this.#at)
    this.#at += bytes.length
  }

  #grow(bytes: number): void {
    const needed = this.#at + bytes
    if (needed <= this.#buffer.length) return
    const grown = Buffer.alloc(Math.max(needed, 2 * this.#buffer.length))
    this.#buffer.copy(grown, 0, 0, this.#at)
    this.#buffer = grown
  }
}
