const EMPTY = new Uint8Array(0)
const FIRST_CAPACITY = 4096

/**
 * The bytes of a body as they arrive. A chunk costs no more than its bytes, however small it is: only the first is kept
 * unchanged, all others are copied into one growing buffer.
 */
export class BodyBuffer {
  #bytes: Uint8Array = EMPTY
  #length = 0

  get length(): number {
    return this.#length
  }

  add(chunk: Uint8Array): void {
    const length = this.#length + chunk.length
    if (this.#length === 0) this.#bytes = chunk
    else {
      if (length > this.#bytes.length) this.#grow(length)
      this.#bytes.set(chunk, this.#length)
    }
    this.#length = length
  }

  #grow(length: number): void {
    // Not from Node's pool: a few bytes would keep all of it alive.
    const grown = Buffer.allocUnsafeSlow(Math.max(FIRST_CAPACITY, length, 2 * this.#bytes.length))
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
  }

  take(): Uint8Array {
    const bytes = this.#bytes.subarray(0, this.#length)
    this.drop()
    return bytes
  }

  drop(): void {
    this.#bytes = EMPTY
    this.#length = 0
  }
}
