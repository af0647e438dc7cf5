import type { DatabaseSync, StatementSync } from "node:sqlite"
import { type IdRange, idsFor, UNORDERED } from "./content-ids.ts"

/** A value with more bytes is stored apart from its record. */
const INLINE = 256

/** The records that are kept in memory because preconditions have asked for them. */
const MAX_KEPT = 1024
const MAX_KEPT_VALUE = 4096

/** A record of the tree, which may have expired. */
export interface TreeRecord {
  readonly expires: number | null
  readonly value: Uint8Array
}

type Row = readonly [expires: number | null, value: Uint8Array]
type Content = readonly [content: number | null]
type LastId = readonly [id: number | null]

/** Reads and changes the records of the tree, within a transaction. A key is given as text, with one code unit for each byte. */
export class RecordTree {
  readonly #find: StatementSync
  readonly #contentOf: StatementSync
  readonly #put: StatementSync
  readonly #lastId: StatementSync
  readonly #putContent: StatementSync
  readonly #delete: StatementSync
  readonly #deleteContent: StatementSync
  /** Most requests require the same few records: their caller's token, and the mount. */
  readonly #kept = new Map<string, TreeRecord>()

  constructor(database: DatabaseSync) {
    const rows = (sql: string): StatementSync => {
      const statement = database.prepare(sql)
      statement.setReturnArrays(true)
      return statement
    }
    this.#find = rows(
      "SELECT expires, coalesce(record.value, content.value) FROM record LEFT JOIN content ON id = content WHERE key = ?"
    )
    this.#contentOf = rows("SELECT content FROM record WHERE key = ?")
    this.#put = database.prepare("REPLACE INTO record (key, expires, content, value) VALUES (?, ?, ?, ?)")
    this.#lastId = rows("SELECT max(id) FROM content WHERE id >= ? AND id < ?")
    this.#putContent = database.prepare("INSERT INTO content (id, value) VALUES (?, ?)")
    this.#delete = rows("DELETE FROM record WHERE key = ? RETURNING content")
    this.#deleteContent = database.prepare("DELETE FROM content WHERE id = ?")
  }

  find(key: string): TreeRecord | undefined {
    const kept = this.#kept.get(key)
    if (kept !== undefined) return kept
    const row = this.#find.get(bytesOf(key)) as unknown as Row | undefined
    if (row === undefined) return undefined
    const record: TreeRecord = { expires: row[0], value: row[1] }
    if (record.value.length <= MAX_KEPT_VALUE) {
      if (this.#kept.size >= MAX_KEPT) this.#kept.clear()
      this.#kept.set(key, record)
    }
    return record
  }

  put(key: string, expires: number | null, value: Uint8Array): void {
    const bytes = this.#changed(key)
    this.#freeContent(this.#contentOf.get(bytes) as unknown as Content | undefined)
    if (value.length <= INLINE) this.#put.run(bytes, expires, null, value)
    else {
      const id = this.#freeId(idsFor(expires)) ?? this.#freeId(UNORDERED)!
      this.#putContent.run(id, value)
      this.#put.run(bytes, expires, id, null)
    }
  }

  delete(key: string): void {
    this.#freeContent(this.#delete.get(this.#changed(key)) as unknown as Content | undefined)
  }

  /** Records that have expired may have been deleted in another way. */
  forgetExpired(now: number): void {
    for (const [key, { expires }] of this.#kept) if (expires !== null && expires <= now) this.#kept.delete(key)
  }

  /** The transaction was rolled back. */
  rollBack(): void {
    this.#kept.clear()
  }

  #changed(key: string): Buffer {
    this.#kept.delete(key)
    return bytesOf(key)
  }

  /** The id after the last one of a range, if the range has one. */
  #freeId({ from, to }: IdRange): number | undefined {
    const [last] = this.#lastId.get(from, to) as unknown as LastId
    const id = last === null ? from : last + 1
    return id < to ? id : undefined
  }

  #freeContent(row: Content | undefined): void {
    if (row !== undefined && row[0] !== null) this.#deleteContent.run(row[0])
  }
}

const bytesOf = (key: string): Buffer => Buffer.from(key, "latin1")
