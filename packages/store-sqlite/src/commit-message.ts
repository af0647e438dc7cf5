/**
 * What the event loop sends to the thread that commits: many requests in one block of bytes. It is transferred, not copied, and
 * costs a fraction of what the structured clone of the same objects does.
 */
import type { Batch } from "@enwrap/server/store"
import { keySize, writeKey } from "./key-bytes.ts"
import type { NumberedSpace, Spaces } from "./spaces.ts"

/** The kinds of preconditions, by their byte. */
export const KINDS = ["exists", "absent", "unchanged"] as const

/** How many expired records are deleted along with a message. */
export interface SweepStep {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly limit: number
}

export const NO_SWEEP: SweepStep = { now: 0, limit: 0 }

const FIRST_SIZE = 64 * 1024
/** A buffer that has grown beyond this size is not kept. */
const KEPT_SIZE = 1024 * 1024

/** Writes messages, one at a time. */
export class CommitMessageWriter {
  readonly #spaces: Spaces
  #buffer: Buffer<ArrayBuffer> = Buffer.alloc(FIRST_SIZE)
  #at = 0

  constructor(spaces: Spaces) {
    this.#spaces = spaces
  }

  get size(): number {
    return this.#at
  }

  begin(): void {
    this.#at = 0
  }

  /** Adds a request. `now` is when it was made, in milliseconds since 1970. */
  add({ deletes = [], puts = [], when = [] }: Batch, now: number): void {
    this.#reserve(20)
    this.#at = this.#buffer.writeDoubleLE(now, this.#at)
    this.#number(when.length)
    this.#number(deletes.length)
    this.#number(puts.length)
    for (const condition of when) {
      this.#number(KINDS.indexOf(condition.kind))
      this.#key(condition.space, condition.key)
      if (condition.kind === "unchanged") this.#bytes(condition.value)
    }
    for (const { key, space } of deletes) this.#key(space, key)
    for (const { expiresAt, key, space, value } of puts) {
      this.#reserve(8)
      this.#at = this.#buffer.writeDoubleLE(expiresAt ?? Number.NaN, this.#at)
      this.#key(space, key)
      this.#bytes(value)
    }
  }

  /** The message, with the requests that were added since {@link begin}. */
  end(requests: number, sweep: SweepStep, spaces: ReadonlyArray<NumberedSpace>): Uint8Array<ArrayBuffer> {
    const bodySize = this.#at
    this.#number(requests)
    this.#number(sweep.limit)
    this.#reserve(8)
    this.#at = this.#buffer.writeDoubleLE(sweep.now, this.#at)
    this.#number(spaces.length)
    for (const { name, number } of spaces) {
      this.#number(number)
      this.#bytes(Buffer.from(name))
    }
    this.#number(bodySize)
    const message = new Uint8Array(this.#buffer.buffer.slice(0, this.#at))
    if (this.#buffer.length > KEPT_SIZE) this.#buffer = Buffer.alloc(FIRST_SIZE)
    return message
  }

  #reserve(bytes: number): void {
    const needed = this.#at + bytes
    if (needed <= this.#buffer.length) return
    const grown = Buffer.alloc(Math.max(needed, 2 * this.#buffer.length))
    this.#buffer.copy(grown, 0, 0, this.#at)
    this.#buffer = grown
  }

  #number(value: number): void {
    this.#reserve(4)
    this.#at = this.#buffer.writeUInt32LE(value, this.#at)
  }

  #key(space: string, key: string): void {
    this.#reserve(4 + keySize(key))
    const end = writeKey(this.#buffer, this.#at + 4, this.#spaces.number(space), key)
    this.#buffer.writeUInt32LE(end - this.#at - 4, this.#at)
    this.#at = end
  }

  #bytes(value: Uint8Array): void {
    this.#reserve(4 + value.length)
    this.#at = this.#buffer.writeUInt32LE(value.length, this.#at)
    this.#buffer.set(value, this.#at)
    this.#at += value.length
  }
}

/** Reads the parts of a message in the order in which they were written. */
export class CommitMessageReader {
  readonly requests: number
  readonly sweep: SweepStep
  readonly spaces: ReadonlyArray<NumberedSpace>
  readonly #bytes: Buffer
  #at: number

  constructor(message: Uint8Array) {
    this.#bytes = Buffer.from(message.buffer, message.byteOffset, message.length)
    // The head is written last, when it is known.
    this.#at = this.#bytes.readUInt32LE(message.length - 4)
    this.requests = this.number()
    const limit = this.number()
    this.sweep = { limit, now: this.double() }
    this.spaces = Array.from({ length: this.number() }, () => {
      const number = this.number()
      return { number, name: this.bytes().toString() }
    })
    this.#at = 0
  }

  get at(): number {
    return this.#at
  }

  /** Continues to read from a place that {@link at} returned. */
  rewind(at: number): void {
    this.#at = at
  }

  number(): number {
    const value = this.#bytes.readUInt32LE(this.#at)
    this.#at += 4
    return value
  }

  double(): number {
    const value = this.#bytes.readDoubleLE(this.#at)
    this.#at += 8
    return value
  }

  bytes(): Buffer {
    const length = this.number()
    const value = this.#bytes.subarray(this.#at, this.#at + length)
    this.#at += length
    return value
  }
}
