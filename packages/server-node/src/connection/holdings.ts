/**
 * What all connections together hold of one kind, such as bytes of incomplete heads. Above the bound, the holder that has held
 * its part longest is evicted: honest clients finish within milliseconds, so they are the youngest.
 */
export class Holdings<Holder> {
  readonly #held = new Map<Holder, Held>()
  readonly #max: number
  readonly #evict: (holder: Holder) => void
  #total = 0
  #now = 0

  /** @param evict called for a holder that is evicted; its part has been released */
  constructor(max: number, evict: (holder: Holder) => void) {
    this.#max = max
    this.#evict = evict
  }

  get total(): number {
    return this.#total
  }

  /** Sets the amount that a holder has. Its age is counted from its first amount above zero. */
  set(holder: Holder, amount: number): void {
    if (amount === 0) return this.release(holder)
    const held = this.#held.get(holder)
    this.#total += amount - (held?.amount ?? 0)
    if (held === undefined) this.#held.set(holder, { amount, since: this.#now })
    else held.amount = amount
    while (this.#total > this.#max) this.#evictOldest()
  }

  #evictOldest(): void {
    const oldest = this.#held.keys().next().value!
    this.release(oldest)
    this.#evict(oldest)
  }

  /** Another unit of time has passed: evicts every holder that has held something for longer than `maxAge`. */
  age(maxAge: number): void {
    this.#now++
    for (const { since } of this.#held.values()) {
      if (this.#now - since <= maxAge) return
      this.#evictOldest()
    }
  }

  release(holder: Holder): void {
    const held = this.#held.get(holder)
    if (held === undefined) return
    this.#held.delete(holder)
    this.#total -= held.amount
  }
}

interface Held {
  amount: number
  readonly since: number
}
