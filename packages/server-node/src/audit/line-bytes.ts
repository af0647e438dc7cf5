/** The bytes at first, and those above which the memory is not kept. Most messages take fewer. */
const FIRST_BYTES = 1024 * 1024
const MOST_BYTES = 16 * 1024 * 1024
/** The maximum number of bytes of a UTF-16 code unit in UTF-8. */
const UTF8_BYTES = 3

/**
 * The lines of a message, in UTF-8. The messages after it use the same memory: a new buffer for each would be memory until the
 * thread's garbage is collected. Each line is added once it is printed: a text of all of them would be another copy of 100 kB.
 */
export class LineBytes {
  #memory = Buffer.allocUnsafeSlow(FIRST_BYTES)
  #end = 0

  /** Forgets all lines. */
  clear(): void {
    this.#end = 0
    if (this.#memory.length > MOST_BYTES) this.#memory = Buffer.allocUnsafeSlow(FIRST_BYTES)
  }

  /** Adds a line, and returns where it ends. */
  add(line: string): number {
    if (this.#end + line.length * UTF8_BYTES > this.#memory.length) this.#makeRoom(Buffer.byteLength(line))
    this.#end += this.#memory.write(line, this.#end)
    return this.#end
  }

  get bytes(): Uint8Array {
    return this.#memory.subarray(0, this.#end)
  }

  #makeRoom(size: number): void {
    const needed = this.#end + size
    if (needed <= this.#memory.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, Math.min(2 * needed, MOST_BYTES)))
    this.#memory.copy(larger, 0, 0, this.#end)
    this.#memory = larger
  }
}
