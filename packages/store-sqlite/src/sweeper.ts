import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { SweepStep } from "./commit-message.ts"
import { FIRST_EXPIRING, idsExpired } from "./content-ids.ts"
import { HAS_EXPIRED } from "./record-columns.ts"
import type { RecordTree } from "./record-tree.ts"

const FIRST = new Uint8Array(0)
/** No key begins with this byte. */
const LAST = Uint8Array.of(0xff)

/** For each record that a step may look at, it deletes at most this many bytes of contents. */
const BYTES_EACH = 1024

/** What a step did. */
export interface Swept {
  /** The number of records that it looked at, at most. */
  readonly scanned: number
  /** Whether a pass is complete. The next step begins another one. */
  readonly isEnd: boolean
}

export const NOTHING_SWEPT: Swept = { scanned: 0, isEnd: false }

/** A pass through all records, and after them through the contents. */
interface Pass {
  /** When it began. Since then, nothing that had expired has been added. */
  readonly beganAt: number
  /** The last key that it has come to. Without one, no record of the tree has expired before the pass began. */
  readonly after: Uint8Array | undefined
}

interface ContentSize {
  readonly id: number
  readonly bytes: number
}

/**
 * Deletes expired records of the tree, a part in each step. A pass reads all records in the order of their keys, which takes few
 * pages, and deletes those that have expired. Then no record refers to the contents that had expired when the pass began, and
 * those are deleted in the order of their expiry.
 */
export class Sweeper {
  readonly #end: StatementSync
  readonly #deleteRecords: StatementSync
  readonly #deleteUnordered: StatementSync
  readonly #expiredContents: StatementSync
  readonly #deleteContents: StatementSync
  readonly #tree: RecordTree
  #now: Pass | undefined
  /** What {@link #now} becomes if the transaction is committed. */
  #next: Pass | undefined

  constructor(database: DatabaseSync, tree: RecordTree) {
    this.#tree = tree
    const expired = `FROM record WHERE key > ? AND key <= ? AND ${HAS_EXPIRED}`
    this.#end = database.prepare("SELECT key FROM record WHERE key > ? ORDER BY key LIMIT 1 OFFSET ?")
    this.#deleteRecords = database.prepare(`DELETE ${expired}`)
    this.#deleteUnordered = database.prepare(
      `DELETE FROM content WHERE id IN (SELECT content ${expired} AND content < ${FIRST_EXPIRING})`
    )
    this.#expiredContents = database.prepare(
      "SELECT id, length(value) AS bytes FROM content WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
    )
    this.#deleteContents = database.prepare("DELETE FROM content WHERE id >= ? AND id <= ?")
  }

  /**
   * A step was asked for at this time, whether it succeeds or not. If the clock was set back, something may be added from now on that
   * had expired when the pass began.
   */
  noticeTime(now: number): void {
    if (this.#now !== undefined && now < this.#now.beganAt) this.#now = undefined
  }

  /**
   * Looks at a limited number of records, within a transaction. What had expired when the step was asked for is not added to the
   * tree any more.
   */
  step({ limit, now }: SweepStep): Swept {
    this.#next = this.#now
    if (limit === 0) return NOTHING_SWEPT
    const pass = this.#now ?? { beganAt: now, after: FIRST }
    const after = pass.after === undefined ? undefined : this.#sweepRecords(pass.after, now, limit)
    const isEnd = after === undefined && this.#sweepContents(pass.beganAt, limit)
    this.#next = isEnd ? undefined : { ...pass, after }
    return { scanned: limit, isEnd }
  }

  /** The transaction is committed. */
  commit(): void {
    this.#now = this.#next
  }

  rollBack(): void {
    this.#next = this.#now
  }

  /** Returns the last key that it came to, if there are more. */
  #sweepRecords(after: Uint8Array, now: number, limit: number): Uint8Array | undefined {
    const end = (this.#end.get(after, limit - 1) as { readonly key: Uint8Array } | undefined)?.key
    const to = end ?? LAST
    this.#deleteUnordered.run(after, to, now)
    if (this.#deleteRecords.run(after, to, now).changes !== 0) this.#tree.forgetExpired(now)
    return end
  }

  /** Returns whether there are no more. */
  #sweepContents(beganAt: number, limit: number): boolean {
    const { from, to } = idsExpired(beganAt)
    const rows = this.#expiredContents.iterate(from, to, limit) as Iterable<unknown> as Iterable<ContentSize>
    let count = 0
    let bytes = 0
    let last = from
    for (const row of rows) {
      if (count > 0 && bytes + row.bytes > limit * BYTES_EACH) break
      count++
      bytes += row.bytes
      last = row.id
    }
    if (count === 0) return true
    this.#deleteContents.run(from, last)
    return false
  }
}
