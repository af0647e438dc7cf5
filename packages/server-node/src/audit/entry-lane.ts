/**
 * The items of a lane that are in one message, at most. With many more, the event loop would wait for all of them, where the first
 * requests can go on while the thread prints the entries of the next ones.
 */
const MOST_ITEMS = 24
/** The characters of these items, at most, unless it is only one item: a message is copied several times. */
const MOST_CHARACTERS = 350_000

/** Something that waits. */
export interface Sized {
  /** In characters. */
  readonly size: number
  /** Which item it is, in the order of arrival in all lanes. */
  readonly number: number
}

/** What waits in the order of its arrival. */
export class EntryLane<A extends Sized> {
  #waiting: Array<A> = []

  add(item: A): void {
    this.#waiting.push(item)
  }

  /**
   * Takes the items of the next message.
   *
   * @param end take only items with a lower number
   */
  take(end: number): ReadonlyArray<A> {
    const all = this.#waiting
    const count = this.#countNext(end)
    const isAll = count === all.length
    this.#waiting = isAll ? [] : all.slice(count)
    return isAll ? all : all.slice(0, count)
  }

  /** Removes items, and returns them. */
  remove(isUnwanted: (item: A) => boolean): ReadonlyArray<A> {
    const removed: Array<A> = []
    this.#waiting = this.#waiting.filter((item) => !isUnwanted(item) || removed.push(item) === 0)
    return removed
  }

  #countNext(end: number): number {
    const most = Math.min(MOST_ITEMS, this.#waiting.length)
    let characters = 0
    for (let i = 0; i < most; i++) {
      const { number, size } = this.#waiting[i]!
      if (number >= end) return i
      characters += size
      if (characters > MOST_CHARACTERS) return Math.max(1, i)
    }
    return most
  }
}
