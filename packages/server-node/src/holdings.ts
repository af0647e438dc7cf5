/**
 * What all connections together hold of one kind, such as bytes of unfinished heads. Above the bound, whoever has held
 * theirs longest lets go: honest clients finish within milliseconds, and are the youngest.
 */
export class Holdings<Holder> {
  readonly #held = new Map<Holder, Held>()
  readonly #max: number
  readonly #evict: (holder: Holder) => void
  #total = 0
  #now = 0

  /** @param evict called for a holder that must let go; it holds nothing any more */
  constructor(max: number, evict: (holder: Holder) => void) {
    this.#max = max
    this.#evict = evict
  }

  get total(): number {
    return this.#total
  }

  /** Sets what a holder has. Its age counts from when it first had something. */
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

  /** One unit of time more has passed: whoever has held something for longer than `maxAge` lets go. */
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
