/** The items of a lane that are in one message, at most. */
const MOST_ITEMS = 128
/** The characters of these items, at most, unless it is only one item: a message is copied several times. */
const MOST_CHARACTERS = 350_000

/** Something that waits. */
export interface Sized {
  /** In characters. */
  readonly size: number
}

/** What waits in the order of its arrival. */
export class EntryLane<A extends Sized> {
  #waiting: Array<A> = []
  #taken = 0

  /** The number of all items that arrived. */
  get arrived(): number {
    return this.#taken + this.#waiting.length
  }

  add(item: A): void {
    this.#waiting.push(item)
  }

  /**
   * Takes the items of the next message.
   *
   * @param end take only items that arrived before this number of items had arrived
   */
  take(end: number): ReadonlyArray<A> {
    const all = this.#waiting
    const count = this.#countNext(Math.min(MOST_ITEMS, all.length, end - this.#taken))
    const isAll = count === all.length
    this.#waiting = isAll ? [] : all.slice(count)
    this.#taken += count
    return isAll ? all : all.slice(0, count)
  }

  #countNext(most: number): number {
    let characters = 0
    for (let i = 0; i < most; i++) {
      characters += this.#waiting[i]!.size
      if (characters > MOST_CHARACTERS) return Math.max(1, i)
    }
    return most
  }
}
