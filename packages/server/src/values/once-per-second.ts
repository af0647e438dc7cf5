const SECOND = 1000

/**
 * Lets one of many similar messages through each second: anyone can send requests whose entries cannot be written, or begin TLS
 * handshakes that fail, and must not fill the log with them.
 */
export class OncePerSecond {
  #nextMs = -Infinity
  #heldBack = 0

  /** How many were held back since the last one that was let through; `undefined` if this one is held back as well. */
  pass(nowMs: number): number | undefined {
    if (nowMs < this.#nextMs) {
      this.#heldBack++
      return undefined
    }
    const heldBack = this.#heldBack
    this.#heldBack = 0
    this.#nextMs = nowMs + SECOND
    return heldBack
  }
}
