import { endOfChanges, isApplied, putOf, readChanges } from "./change-format.ts"
import { entryOf, KeyTable, NO_ENTRY, placeIn } from "./key-table.ts"
import { spaceOf, textOf } from "./sized-key.ts"

/** What a segment has for a key: the place of a put, and whether the tree is known to have no record with the key. */
export interface Place {
  /** `undefined` for a record that was deleted. */
  readonly put: number | undefined
  readonly isNew: boolean
}

/** A change that can be undone: the place of its key, and the entry that the key had before. */
export interface Undo {
  readonly key: number
  readonly before: number
}

// The flags of an entry.
const PUT = 2
const NEW = 1

/** Some keys of a segment as sorted texts, and where the changes begin that may have more of them. */
interface SortedKeys {
  readonly texts: ReadonlyArray<string>
  readonly end: number
}

const NONE: SortedKeys = { texts: [], end: 0 }

/** The index in a sorted array of the first text that is not before another one. */
const firstFrom = (sorted: ReadonlyArray<string>, text: string): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < text) low = middle + 1
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
  readonly #table: KeyTable
  /** The keys of the spaces that were listed. */
  readonly #sorted = new Map<number, SortedKeys>()

  constructor(bytes: Buffer) {
    this.bytes = bytes
    this.#table = new KeyTable(bytes)
  }

  has(bytes: Buffer, key: number, hash: number): boolean {
    return this.#table.find(bytes, key, hash) !== NO_ENTRY
  }

  place(bytes: Buffer, key: number, hash: number): Place | undefined {
    const entry = this.#table.find(bytes, key, hash)
    return entry === NO_ENTRY ? undefined : placeOf(entry)
  }

  /** Notes the change of a key that is at a place in this segment. Returns how to undo it. */
  set(key: number, hash: number, isPut: boolean, isNew: boolean): Undo {
    return { key, before: this.#table.set(entryOf(key, (isPut ? PUT : 0) | (isNew ? NEW : 0)), hash) }
  }

  /** Undoes changes, the last one first. */
  undo(changes: ReadonlyArray<Undo>): void {
    for (const { before, key } of changes.toReversed())
      if (before === NO_ENTRY) this.#table.delete(key)
      else this.#table.set(before)
  }

  /** All keys and what became of them, in no particular order. */
  *places(): Generator<readonly [key: number, place: Place]> {
    for (const entry of this.#table.entries()) yield [placeIn(entry), placeOf(entry)]
  }

  /** The keys from one on, and before another one in the same space, in order and as text. */
  between(from: string, to: string, space: number, limit: number): ReadonlyArray<string> {
    const { texts } = this.#sortedKeys(space)
    const first = firstFrom(texts, from)
    const found = texts.slice(first, first + limit)
    return found.slice(0, firstFrom(found, to))
  }

  #sortedKeys(space: number): SortedKeys {
    const { end, texts } = this.#sorted.get(space) ?? NONE
    const added: Array<string> = []
    for (let at = end; at < this.end; at = endOfChanges(this.bytes, at))
      if (isApplied(this.bytes, at))
        readChanges(this.bytes, at, (key) => {
          if (spaceOf(this.bytes, key) === space) added.push(textOf(this.bytes, key))
        })
    // Two parts, of which the first one is in order already, are quickly sorted.
    const isOnce = (text: string, i: number, all: ReadonlyArray<string>): boolean => text !== all[i - 1]
    const all = added.length === 0 ? texts : [...texts, ...added].sort().filter(isOnce)
    const sorted = { texts: all, end: this.end }
    this.#sorted.set(space, sorted)
    return sorted
  }
}

const placeOf = (entry: number): Place => ({
  put: (entry & PUT) === 0 ? undefined : putOf(placeIn(entry)),
  isNew: (entry & NEW) !== 0
})
