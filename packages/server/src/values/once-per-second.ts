const SECOND = 1000

/**
 * Lets one of many similar messages through each second: anyone can send requests whose entries cannot be written, or begin TLS
 * handshakes that fail, and must not fill the log with them.
 *
 * @example
 * ```ts
 * import { OncePerSecond } from "@enwrap/server"
 *
 * const failures = new OncePerSecond()
 * console.log(failures.pass(1000)) // 0
 * console.log(failures.pass(1500)) // undefined
 * console.log(failures.pass(2100)) // 1
 * ```
 */
export class OncePerSecond {
  /** When all that was let through counts no more. */
  #freeMs = -Infinity
  readonly #allowanceMs: number
  #heldBack = 0

  /** @param atOnce how many may pass at once, after as many seconds without any */
  constructor(atOnce = 1) {
    this.#allowanceMs = (atOnce - 1) * SECOND
  }

  /** How many were held back since the last one that was let through; `undefined` if this one is held back as well. */
  pass(nowMs: number): number | undefined {
    if (nowMs < this.#freeMs - this.#allowanceMs) {
      this.#heldBack++
      return undefined
    }
    const heldBack = this.#heldBack
    this.#heldBack = 0
    this.#freeMs = Math.max(this.#freeMs, nowMs) + SECOND
    return heldBack
  }

  /** The same, as what follows the message: nothing, or how many were held back. */
  ending(nowMs: number): string | undefined {
    const heldBack = this.pass(nowMs)
    if (heldBack === undefined) return undefined
    return heldBack === 0 ? "" : `; ${heldBack} more since the last message`
  }
}
