/** Milliseconds: a wrapped response that has expired is counted for at most this long. */
const STEP_MS = 10_000
const SMALLEST_FULL_SIZE = 1000

/**
 * Counts the wrapped responses that can still be unwrapped. It keeps a number for each ten seconds in which some expire, whatever
 * the number of responses.
 */
export class PendingWraps {
  readonly #byExpiry = new Map<number, number>()
  #all = 0
  /** At this size, what has expired is forgotten, even if nobody reads the metrics. */
  #fullSize = SMALLEST_FULL_SIZE

  created(expiresAtMs: number, nowMs: number): void {
    this.#change(expiresAtMs, 1)
    if (this.size < this.#fullSize) return
    this.count(nowMs)
    this.#fullSize = Math.max(SMALLEST_FULL_SIZE, 2 * this.size)
  }

  /** How many numbers it keeps. */
  get size(): number {
    return this.#byExpiry.size
  }

  /** A wrapped response was unwrapped, rewrapped or revoked. Those from before the server was opened are not counted. */
  ended(expiresAtMs: number | undefined): void {
    if (expiresAtMs !== undefined && this.#byExpiry.has(Math.ceil(expiresAtMs / STEP_MS))) this.#change(expiresAtMs, -1)
  }

  count(nowMs: number): number {
    for (const [step, number] of this.#byExpiry) {
      if (step * STEP_MS > nowMs) continue
      this.#byExpiry.delete(step)
      this.#all -= number
    }
    return this.#all
  }

  #change(expiresAtMs: number, by: number): void {
    const step = Math.ceil(expiresAtMs / STEP_MS)
    const number = (this.#byExpiry.get(step) ?? 0) + by
    if (number > 0) this.#byExpiry.set(step, number)
    else this.#byExpiry.delete(step)
    this.#all += by
  }
}
