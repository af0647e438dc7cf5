import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { SweepStep } from "./commit-message.ts"
import type { RecordTree } from "./record-tree.ts"

/** The records that a step looks at. */
const LOOKED_AT = 2000

const FIRST = new Uint8Array(0)

/** What a step did. */
export interface Swept {
  /** The number of records that it looked at, at most. */
  readonly scanned: number
  /** Whether it came to the last record. The next step begins with the first one. */
  readonly isEnd: boolean
}

export const NOTHING_SWEPT: Swept = { scanned: 0, isEnd: false }

/** Deletes expired records of the tree. Each step looks at the records after those of the last step. After the last record, it starts again with the first one. */
export class Sweeper {
  readonly #end: StatementSync
  readonly #expired: StatementSync
  readonly #tree: RecordTree
  #after: Uint8Array = FIRST

  constructor(database: DatabaseSync, tree: RecordTree) {
    this.#tree = tree
    this.#end = database.prepare(`SELECT key FROM record WHERE key > ? ORDER BY key LIMIT 1 OFFSET ${LOOKED_AT - 1}`)
    this.#expired = database.prepare(
      "SELECT key FROM record WHERE key > ? AND key <= ? AND expires <= ? ORDER BY key LIMIT ?"
    )
  }

  /** Deletes at most as many records as the step allows. */
  step({ limit, now }: SweepStep): Swept {
    if (limit === 0) return NOTHING_SWEPT
    const end = this.#keyIn(this.#end.get(this.#after))
    // No key begins with this byte.
    const rows = this.#expired.all(this.#after, end ?? Uint8Array.of(0xff), now, limit)
    for (const row of rows) this.#tree.delete(Buffer.from(this.#keyIn(row)!).toString("latin1"))
    if (rows.length === limit) this.#after = this.#keyIn(rows.at(-1))!
    else this.#after = end ?? FIRST
    return { scanned: LOOKED_AT, isEnd: this.#after === FIRST }
  }

  #keyIn(row: unknown): Uint8Array | undefined {
    return (row as { readonly key: Uint8Array } | undefined)?.key
  }
}
