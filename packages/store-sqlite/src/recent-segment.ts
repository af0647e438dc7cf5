import { spaceOfText } from "./key-bytes.ts"

/** What a segment has for a key: the place of a put, and whether the tree is known to have no record with the key. */
export interface Place {
  /** `undefined` for a record that was deleted. */
  readonly put: number | undefined
  readonly isNew: boolean
}

// A place is one small integer, so that a hundred thousand of them cost the garbage collector nothing.
const DELETED = -1
const DELETED_NEW = -2

const encode = (put: number | undefined, isNew: boolean): number =>
  put === undefined ? (isNew ? DELETED_NEW : DELETED) : 2 * put + (isNew ? 1 : 0)

const decode = (place: number): Place =>
  place < 0 ? { put: undefined, isNew: place === DELETED_NEW } : { put: Math.floor(place / 2), isNew: place % 2 === 1 }

/** The keys of one space that a segment has, and their places. */
class SpaceChanges {
  readonly places = new Map<string, number>()
  #sorted: ReadonlyArray<string> = []

  /** The keys in order. They are sorted when they are first asked for. */
  sorted(): ReadonlyArray<string> {
    const { size } = this.places
    // Two parts, of which the first one is in order already, are quickly sorted.
    if (this.#sorted.length < size)
      this.#sorted = [...this.#sorted, ...[...this.places.keys()].slice(this.#sorted.length)].sort()
    return this.#sorted
  }

  /** The addition of a key was undone. */
  unsort(): void {
    this.#sorted = []
  }
}

/** The index in a sorted array of the first key that is not before another one. */
const firstFrom = (sorted: ReadonlyArray<string>, key: string): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < key) low = middle + 1
    else high = middle
  }
  return low
}

/** Changes that were committed one after the other: their bytes, and what became of each key. */
export class RecentSegment {
  readonly bytes: Buffer
  /** Where the next changes begin. */
  end = 0
  /** The last row of the table `recent` that this segment contains. */
  lastRow = 0
  readonly #spaces = new Map<number, SpaceChanges>()

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  get(key: string): number | undefined {
    return this.#spaces.get(spaceOfText(key))?.places.get(key)
  }

  has(key: string): boolean {
    return this.get(key) !== undefined
  }

  place(key: string): Place | undefined {
    const place = this.get(key)
    return place === undefined ? undefined : decode(place)
  }

  set(key: string, put: number | undefined, isNew: boolean): void {
    this.#spaceOf(key).places.set(key, encode(put, isNew))
  }

  /** Undoes a {@link set}: `before` is what {@link get} returned. */
  restore(key: string, before: number | undefined): void {
    const space = this.#spaceOf(key)
    if (before !== undefined) return void space.places.set(key, before)
    space.places.delete(key)
    space.unsort()
  }

  /** All keys, in no particular order. */
  *keys(): Generator<string> {
    for (const { places } of this.#spaces.values()) yield* places.keys()
  }

  /** The keys of a space from one key on, and before another one, in order. */
  between(from: string, to: string, limit: number): ReadonlyArray<string> {
    const sorted = this.#spaces.get(spaceOfText(from))?.sorted()
    if (sorted === undefined) return []
    const first = firstFrom(sorted, from)
    const keys = sorted.slice(first, first + limit)
    return keys.slice(0, firstFrom(keys, to))
  }

  #spaceOf(key: string): SpaceChanges {
    const number = spaceOfText(key)
    let space = this.#spaces.get(number)
    if (space === undefined) this.#spaces.set(number, (space = new SpaceChanges()))
    return space
  }
}
