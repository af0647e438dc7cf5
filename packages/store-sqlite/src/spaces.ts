/** The highest number that fits into the bytes of a key. */
export const MOST_SPACES = 0x7fff

/** A space and its number, which stands for it in the keys. */
export interface NumberedSpace {
  readonly number: number
  readonly name: string
}

/** The numbers of the spaces. A new number is stored with the first commit that uses it. */
export class Spaces {
  readonly #numbers = new Map<string, number>()
  readonly #stored: Set<string>
  /** The highest number. One that is free below it may have records nevertheless. */
  #last = 0

  constructor(stored: ReadonlyArray<NumberedSpace>) {
    for (const { name, number } of stored) {
      this.#numbers.set(name, number)
      this.#last = Math.max(this.#last, number)
    }
    this.#stored = new Set(this.#numbers.keys())
  }

  /** The number of a space, if it has one. */
  find(name: string): number | undefined {
    return this.#numbers.get(name)
  }

  /** The number of a space, a new one if it has none. Throws if there are too many, or if the name cannot be stored. */
  number(name: string): number {
    let number = this.#numbers.get(name)
    if (number === undefined) {
      // The name of a new space is part of every message until it is stored: a bad one would fail the requests of others.
      if (typeof name !== "string" || !name.isWellFormed()) throw new TypeError("the name of a space is not text")
      if (this.#last >= MOST_SPACES) throw new RangeError("too many spaces")
      number = ++this.#last
      this.#numbers.set(name, number)
    }
    return number
  }

  /** The spaces whose numbers are not known to be stored. */
  unstored(): ReadonlyArray<NumberedSpace> {
    if (this.#stored.size === this.#numbers.size) return []
    return [...this.#numbers].flatMap(([name, number]) => (this.#stored.has(name) ? [] : [{ name, number }]))
  }

  noteStored(spaces: ReadonlyArray<NumberedSpace>): void {
    for (const { name } of spaces) this.#stored.add(name)
  }
}
