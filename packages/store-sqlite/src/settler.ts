import type { DatabaseSync, StatementSync } from "node:sqlite"
import { type RecentChanges, valueIn } from "./recent-changes.ts"
import type { RecentSegment } from "./recent-segment.ts"
import type { RecordTree } from "./record-tree.ts"
import { hashOf, textOf } from "./sized-key.ts"

/** A segment that is being settled. */
interface Work {
  readonly segment: RecentSegment
  /** The places of its keys in the order of the keys, but for those that need nothing. */
  readonly keys: ReadonlyArray<number>
  /** The number of keys that are settled. */
  readonly done: number
}

/** How far settling has come. */
interface Progress {
  readonly work: Work | undefined
  /** The last row that is in the tree as a whole. */
  readonly settledRow: number
  /** The last row that should be deleted by now, and the last one that is. */
  readonly dueRow: number
  readonly deletedRow: number
}

/** The rows that should be deleted for each message, at least. */
const LEAST_ROWS = 2
/** Rows are deleted once so many should be: each time, pages of the database change that the message itself does not change. */
const DELETED_AT_ONCE = 16

/**
 * Moves old changes from the recent changes to the tree, a part along with each message, so that the recent changes never take
 * more than a fixed amount of memory. What has been replaced, deleted or expired since never gets into the tree: most wrapped responses.
 */
export class Settler {
  readonly #recent: RecentChanges
  readonly #tree: RecordTree
  readonly #deleteRows: StatementSync
  #now: Progress
  /** What {@link #now} becomes if the transaction is committed. */
  #next: Progress

  constructor(database: DatabaseSync, recent: RecentChanges, tree: RecordTree) {
    this.#recent = recent
    this.#tree = tree
    this.#deleteRows = database.prepare("DELETE FROM recent WHERE id <= ?")
    const { first } = database.prepare("SELECT coalesce(min(id), 1) AS first FROM recent").get()!
    const before = Number(first) - 1
    this.#now = { work: undefined, settledRow: before, dueRow: before, deletedRow: before }
    this.#next = this.#now
  }

  /**
   * Settles a part of the oldest segment, within a transaction.
   *
   * @param added the bytes that the transaction adds to the recent changes; settling keeps pace with them
   * @param now milliseconds since 1970: what has expired then is not kept
   */
  step(added: number, now: number): void {
    const share = added / Math.max(added, 1, this.#recent.room)
    const rows = this.#deleteSome(share)
    const work = this.#now.work ?? this.#begin()
    if (work === undefined) {
      this.#next = { ...this.#now, ...rows }
      return
    }
    const { done, keys, segment } = work
    const to = Math.min(keys.length, done + 1 + Math.ceil((keys.length - done) * share))
    for (let i = done; i < to; i++) this.#settle(segment, keys[i]!, now)
    this.#next =
      to < keys.length
        ? { ...this.#now, ...rows, work: { segment, keys, done: to } }
        : { work: undefined, settledRow: segment.lastRow, ...rows }
  }

  /** The transaction is committed. Returns the last row that is settled, if a segment was. */
  commit(): number | undefined {
    const before = this.#now.settledRow
    this.#now = this.#next
    this.#recent.settling = this.#now.work?.segment
    const { settledRow } = this.#now
    if (settledRow === before) return undefined
    this.#recent.drop(settledRow)
    return settledRow
  }

  rollBack(): void {
    this.#next = this.#now
    this.#recent.settling = this.#now.work?.segment
  }

  /**
   * Deletes rows that are settled, the oldest first. Many at once would hold up a commit. If a server stops before they are deleted,
   * the next one reads them again, and settles what the tree already has.
   */
  #deleteSome(share: number): Pick<Progress, "dueRow" | "deletedRow"> {
    const { deletedRow, dueRow, settledRow } = this.#now
    if (deletedRow === settledRow) return { deletedRow, dueRow }
    const left = settledRow - dueRow
    const row = dueRow + Math.min(left, LEAST_ROWS + Math.ceil(left * share))
    if (row < settledRow && row - deletedRow < DELETED_AT_ONCE) return { deletedRow, dueRow: row }
    this.#deleteRows.run(row)
    return { deletedRow: row, dueRow: row }
  }

  #begin(): Work | undefined {
    const segment = this.#recent.excess()
    if (segment === undefined) return undefined
    const found: Array<readonly [key: number, text: string]> = []
    for (const [key, { isNew, put }] of segment.places())
      if (!(put === undefined && isNew) && !this.#recent.isReplaced(key)) found.push([key, textOf(segment.bytes, key)])
    // Neighbours are on the same page of the tree.
    found.sort(([, a], [, b]) => (a < b ? -1 : 1))
    this.#recent.settling = segment
    return { segment, keys: found.map(([key]) => key), done: 0 }
  }

  #settle(segment: RecentSegment, key: number, now: number): void {
    // Since the segment was begun, another request may have replaced it.
    if (this.#recent.isReplaced(key)) return
    const { bytes } = segment
    const place = segment.place(bytes, key, hashOf(bytes, key))!
    const found = valueIn({ ...place, segment })
    if (found !== undefined && (found.expires === undefined || now < found.expires))
      this.#tree.put(bytes, key, found.expires ?? null, found.value)
    else if (!place.isNew) this.#tree.delete(bytes, key)
  }
}
