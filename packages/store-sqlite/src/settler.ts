import type { DatabaseSync, StatementSync } from "node:sqlite"
import { type RecentChanges, valueIn } from "./recent-changes.ts"
import type { RecentSegment } from "./recent-segment.ts"
import type { RecordTree } from "./record-tree.ts"

/** A segment that is being settled. */
interface Work {
  readonly segment: RecentSegment
  /** Its keys in order, but for those that need nothing. */
  readonly keys: ReadonlyArray<string>
  /** The number of keys that are settled. */
  readonly done: number
}

/**
 * Moves old changes from the recent changes to the tree, a part along with each message, so that the recent changes never take
 * more than a fixed amount of memory. What has been replaced, deleted or expired since never gets into the tree: most wrapped responses.
 */
export class Settler {
  readonly #recent: RecentChanges
  readonly #tree: RecordTree
  readonly #deleteRows: StatementSync
  #work: Work | undefined
  /** What {@link #work} becomes if the transaction is committed. */
  #next: Work | undefined

  constructor(database: DatabaseSync, recent: RecentChanges, tree: RecordTree) {
    this.#recent = recent
    this.#tree = tree
    this.#deleteRows = database.prepare("DELETE FROM recent WHERE id <= ?")
  }

  /**
   * Settles a part of the oldest segment, within a transaction.
   *
   * @param added the bytes that the transaction adds to the recent changes; settling keeps pace with them
   * @param now milliseconds since 1970: what has expired then is not kept
   */
  step(added: number, now: number): void {
    const work = this.#work ?? this.#begin()
    if (work === undefined) return
    const { done, keys, segment } = work
    // The segment is settled when the one to which changes are added is full.
    const share = added / Math.max(added, 1, this.#recent.freeBytes)
    const to = Math.min(keys.length, done + 1 + Math.ceil((keys.length - done) * share))
    for (let i = done; i < to; i++) this.#settle(segment, keys[i]!, now)
    if (to === keys.length) this.#deleteRows.run(segment.lastRow)
    this.#next = { segment, keys, done: to }
  }

  /** The transaction is committed. Returns the last row that is settled, if a segment was. */
  commit(): number | undefined {
    this.#work = this.#next
    if (this.#work === undefined || this.#work.done < this.#work.keys.length) return undefined
    const { lastRow } = this.#work.segment
    this.#continueWith(undefined)
    this.#recent.drop(lastRow)
    return lastRow
  }

  rollBack(): void {
    this.#continueWith(this.#work)
  }

  #begin(): Work | undefined {
    const segment = this.#recent.excess()
    if (segment === undefined) return undefined
    const keys: Array<string> = []
    for (const key of segment.keys()) {
      const { isNew, put } = segment.place(key)!
      if (!(put === undefined && isNew) && !this.#recent.isReplaced(key)) keys.push(key)
    }
    // Neighbours are on the same page of the tree.
    keys.sort()
    this.#recent.settling = segment
    return { segment, keys, done: 0 }
  }

  #settle(segment: RecentSegment, key: string, now: number): void {
    // Since the segment was begun, another request may have replaced it.
    if (this.#recent.isReplaced(key)) return
    const place = segment.place(key)!
    const found = valueIn({ ...place, segment })
    if (found !== undefined && (found.expires === undefined || now < found.expires))
      this.#tree.put(key, found.expires ?? null, found.value)
    else if (!place.isNew) this.#tree.delete(key)
  }

  #continueWith(work: Work | undefined): void {
    this.#work = work
    this.#next = work
    this.#recent.settling = work?.segment
  }
}
