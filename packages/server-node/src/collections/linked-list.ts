/** An item of a list, and its neighbours. */
export interface Link<A> {
  readonly item: A
  before: Link<A>
  after: Link<A>
}

/** A list whose items are added, moved to the end and removed in constant time, however many there are. */
export class LinkedList<A> {
  /** Before the first item and after the last one. */
  readonly #ends: Link<A>
  #length = 0

  constructor() {
    const ends = { item: undefined } as unknown as Link<A>
    ends.before = ends.after = ends
    this.#ends = ends
  }

  get length(): number {
    return this.#length
  }

  get first(): Link<A> | undefined {
    return this.#length === 0 ? undefined : this.#ends.after
  }

  push(item: A): Link<A> {
    const ends = this.#ends
    const link: Link<A> = { item, before: ends.before, after: ends }
    ends.before = ends.before.after = link
    this.#length++
    return link
  }

  moveToEnd(link: Link<A>): void {
    const ends = this.#ends
    unlink(link)
    link.before = ends.before
    link.after = ends
    ends.before = ends.before.after = link
  }

  /** Removes an item, once. */
  remove(link: Link<A>): void {
    unlink(link)
    this.#length--
  }
}

const unlink = <A>({ after, before }: Link<A>): void => {
  before.after = after
  after.before = before
}
