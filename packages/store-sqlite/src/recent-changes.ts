import { endOfChanges, expiresOf, isApplied, readChanges, valueOf } from "./change-format.ts"
import { type Place, RecentSegment, type Undo } from "./recent-segment.ts"
import { hashOf, sizedKeyOf, spaceOf } from "./sized-key.ts"
import type { StoreLimits } from "./store-limits.ts"

/** What the recent changes know about a key. */
export interface RecentRecord extends Place {
  readonly segment: RecentSegment
}

export interface RecentValue {
  /** `undefined` if the record never expires. */
  readonly expires: number | undefined
  /** Not a copy. */
  readonly value: Buffer
}

/** The value that a record has, if it was put. */
export const valueIn = ({ put, segment }: RecentRecord): RecentValue | undefined =>
  put === undefined ? undefined : { expires: expiresOf(segment.bytes, put), value: valueOf(segment.bytes, put) }

/**
 * The changes that are in the table `recent`, but not yet in the tree. They take precedence over the tree.
 *
 * Both threads have them: the one that commits checks preconditions with them, and the event loop reads them.
 */
export class RecentChanges {
  readonly #limits: StoreLimits
  /** The oldest first. Changes are added to the last one. */
  #segments: Array<RecentSegment> = []
  /** The bytes of a segment that was dropped. They would wait long for the garbage collector. */
  #spare: Buffer | undefined
  /** How the changes of the transaction are undone. */
  #undo: Array<Undo> = []
  /** The changes between these places are being committed. */
  #pending = { from: 0, to: 0 }
  /** The segment that is being settled: the tree may already have what it contains. */
  settling: RecentSegment | undefined

  constructor(limits: StoreLimits) {
    this.#limits = limits
  }

  get lastRow(): number {
    return this.#segments.at(-1)?.lastRow ?? 0
  }

  /** The bytes that can be added until the oldest segment should be settled. */
  get room(): number {
    return Math.max(0, this.#limits.recentBytes + this.#limits.segmentBytes - this.#bytes())
  }

  /** Whether nothing can be added. It means that nothing can be settled. */
  get isFull(): boolean {
    return this.#bytes() > this.#limits.mostBytes
  }

  /** What became of a key, which is given by bytes that contain it and its place in them. */
  find(bytes: Buffer, key: number, hash: number = hashOf(bytes, key)): RecentRecord | undefined {
    for (let i = this.#segments.length - 1; i >= 0; i--) {
      const segment = this.#segments[i]!
      const place = segment.place(bytes, key, hash)
      if (place !== undefined) return { ...place, segment }
    }
    return undefined
  }

  /** The keys from one on, and before another one in the same space, in order and as text, with what became of each. */
  between(from: string, to: string, limit: number): ReadonlyArray<readonly [key: string, record: RecentRecord]> {
    const space = spaceOf(sizedKeyOf(from), 0)
    const keys = new Set<string>()
    for (const segment of this.#segments) for (const key of segment.between(from, to, space, limit)) keys.add(key)
    return [...keys]
      .sort()
      .slice(0, limit)
      .map((key) => [key, this.find(sizedKeyOf(key), 0)!])
  }

  /** The spaces of all keys. */
  spaces(): ReadonlySet<number> {
    const spaces = new Set<number>()
    for (const segment of this.#segments) for (const [key] of segment.places()) spaces.add(spaceOf(segment.bytes, key))
    return spaces
  }

  /** Adds changes that are committed, as one row. */
  append(changes: Uint8Array, row: number): void {
    const { from, segment, to } = this.#copy(changes)
    for (let at = from; at < to; at = endOfChanges(segment.bytes, at)) {
      // Beyond them are the bytes of others, or of none.
      if (endOfChanges(segment.bytes, at) > to) throw new RangeError("the changes have another size")
      if (isApplied(segment.bytes, at))
        readChanges(segment.bytes, at, (key, isPut) => segment.set(key, hashOf(segment.bytes, key), isPut, false))
    }
    segment.end = to
    segment.lastRow = row
  }

  /** Copies changes that are to be committed. They have an effect once they are applied. Returns where they are. */
  begin(changes: Uint8Array): { readonly bytes: Buffer; readonly from: number; readonly to: number } {
    const { from, segment, to } = this.#copy(changes)
    this.#pending = { from, to }
    return { bytes: segment.bytes, from, to }
  }

  /** Applies the changes of a request. `isAbsent` says whether the tree is known to have no record with a key. */
  apply(at: number, isAbsent: (bytes: Buffer, key: number, hash: number) => boolean): void {
    const segment = this.#segments.at(-1)!
    const { bytes } = segment
    readChanges(bytes, at, (key, isPut) => {
      const hash = hashOf(bytes, key)
      const before = this.find(bytes, key, hash)
      const isNew = before === undefined ? isAbsent(bytes, key, hash) : before.isNew && before.segment !== this.settling
      this.#undo.push(segment.set(key, hash, isPut, isNew))
    })
  }

  /** What was applied is committed. `row` is absent if nothing was. */
  commit(row: number | undefined): void {
    this.#undo = []
    if (row === undefined) return
    const segment = this.#segments.at(-1)!
    segment.end = this.#pending.to
    segment.lastRow = row
  }

  /** Undoes what was applied. */
  rollBack(): void {
    if (this.#undo.length > 0) this.#segments.at(-1)!.undo(this.#undo)
    this.#undo = []
  }

  /** The oldest segment, if there is more than there should be. The last row always stays: see the decision 0036. */
  excess(): RecentSegment | undefined {
    // A segment has no row if what it was begun for was not committed.
    if (!this.#segments.some(({ lastRow }, i) => i > 0 && lastRow > 0)) return undefined
    return this.#bytes() > this.#limits.recentBytes ? this.#segments[0] : undefined
  }

  /** Whether a later segment has the key at a place in the oldest one. */
  isReplaced(key: number): boolean {
    const { bytes } = this.#segments[0]!
    const hash = hashOf(bytes, key)
    for (let i = this.#segments.length - 1; i > 0; i--) if (this.#segments[i]!.has(bytes, key, hash)) return true
    return false
  }

  /** The tree has what is in the rows up to this one. */
  drop(row: number): void {
    for (const { bytes, lastRow } of this.#segments)
      if (lastRow <= row && bytes.length === this.#limits.segmentBytes) this.#spare = bytes
    this.#segments = this.#segments.filter(({ lastRow }) => lastRow > row)
  }

  clear(): void {
    this.#segments = []
    this.#undo = []
  }

  #newBytes(least: number): Buffer {
    const spare = this.#spare
    this.#spare = undefined
    if (spare !== undefined && spare.length >= least) return spare
    // Not from the pool of Node.js, of which a small part would hold the whole.
    return Buffer.from(new ArrayBuffer(Math.max(this.#limits.segmentBytes, least)))
  }

  #bytes(): number {
    let bytes = 0
    for (const { end } of this.#segments) bytes += end
    return bytes
  }

  #copy(changes: Uint8Array): { readonly segment: RecentSegment; readonly from: number; readonly to: number } {
    let segment = this.#segments.at(-1)
    if (segment === undefined || segment.end + changes.length > segment.bytes.length) {
      segment = new RecentSegment(this.#newBytes(changes.length))
      this.#segments.push(segment)
    }
    segment.bytes.set(changes, segment.end)
    return { segment, from: segment.end, to: segment.end + changes.length }
  }
}
