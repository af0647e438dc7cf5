/**
 * Keys in order, for lists. Adding and deleting cost nothing but a note; the order is made when somebody lists. Tokens come
 * and go far more often than anybody lists them.
 */
export class SortedKeys {
  #sorted: Array<string> = []
  readonly #added = new Set<string>()
  readonly #deleted = new Set<string>()

  add(key: string): void {
    if (!this.#deleted.delete(key)) this.#added.add(key)
  }

  delete(key: string): void {
    if (!this.#added.delete(key)) this.#deleted.add(key)
  }

  /** The keys from a prefix on, or after a key, in order. */
  *from(prefix: string, after?: string): Generator<string> {
    this.#settle()
    const past = after !== undefined && after >= prefix
    let i = this.#search(past ? after : prefix)
    if (past && this.#sorted[i] === after) i++
    for (; i < this.#sorted.length; i++) yield this.#sorted[i]!
  }

  #settle(): void {
    if (this.#deleted.size > 0) this.#sorted = this.#sorted.filter((key) => !this.#deleted.has(key))
    if (this.#added.size > 0) this.#sorted = [...this.#sorted, ...this.#added].sort(compare)
    this.#added.clear()
    this.#deleted.clear()
  }

  /** The place of the first key that is not before `key`. */
  #search(key: string): number {
    let low = 0
    let high = this.#sorted.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#sorted[middle]! < key) low = middle + 1
      else high = middle
    }
    return low
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
