import type { DatabaseSync, StatementSync } from "node:sqlite"
import { type IdRange, idsFor, UNORDERED } from "./content-ids.ts"
import { KeptRecords, type TreeRecord } from "./kept-records.ts"
import { CONTENT_ID, EXPIRES, RECORDS, VALUE } from "./record-columns.ts"
import { bytesOf } from "./sized-key.ts"

/** A value with more bytes is stored apart from its record. */
const INLINE = 256

type Row = readonly [expires: number | null, value: Uint8Array]
type Content = readonly [content: number | null]
type LastId = readonly [id: number | null]

/** Reads and changes the records of the tree, within a transaction. A key is given by bytes that contain it and its place in them. */
export class RecordTree {
  readonly #find: StatementSync
  readonly #contentOf: StatementSync
  readonly #put: StatementSync
  readonly #lastId: StatementSync
  readonly #putContent: StatementSync
  readonly #delete: StatementSync
  readonly #deleteContent: StatementSync
  /** Most requests require the same few records: their caller's token, and the mount. */
  readonly #kept = new KeptRecords()

  constructor(database: DatabaseSync) {
    const rows = (sql: string): StatementSync => {
      const statement = database.prepare(sql)
      statement.setReturnArrays(true)
      return statement
    }
    this.#find = rows(`SELECT ${EXPIRES}, ${VALUE} FROM ${RECORDS} WHERE key = ?`)
    this.#contentOf = rows(`SELECT ${CONTENT_ID} FROM record WHERE key = ?`)
    this.#put = database.prepare("REPLACE INTO record (key, expires, content, value) VALUES (?, ?, ?, ?)")
    this.#lastId = rows("SELECT max(id) FROM content WHERE id >= ? AND id < ?")
    this.#putContent = database.prepare("INSERT INTO content (id, value) VALUES (?, ?)")
    this.#delete = rows(`DELETE FROM record WHERE key = ? RETURNING ${CONTENT_ID}`)
    this.#deleteContent = database.prepare("DELETE FROM content WHERE id = ?")
  }

  find(bytes: Buffer, key: number, hash: number): TreeRecord | undefined {
    const kept = this.#kept.get(bytes, key, hash)
    if (kept !== undefined) return kept
    const row = this.#find.get(bytesOf(bytes, key)) as unknown as Row | undefined
    if (row === undefined) return undefined
    const record: TreeRecord = { expires: row[0], value: row[1] }
    this.#kept.add(bytes, key, record, hash)
    return record
  }

  put(bytes: Buffer, key: number, expires: number | null, value: Uint8Array): void {
    const changed = this.#changed(bytes, key)
    this.#freeContent(this.#contentOf.get(changed) as unknown as Content | undefined)
    if (value.length <= INLINE) this.#put.run(changed, expires, null, value)
    else {
      const id = this.#freeId(idsFor(expires)) ?? this.#freeId(UNORDERED)!
      this.#putContent.run(id, value)
      this.#put.run(changed, expires, id, null)
    }
  }

  delete(bytes: Buffer, key: number): void {
    this.#freeContent(this.#delete.get(this.#changed(bytes, key)) as unknown as Content | undefined)
  }

  /** Records that have expired may have been deleted in another way. */
  forgetExpired(now: number): void {
    this.#kept.forgetExpired(now)
  }

  /** The transaction was rolled back. */
  rollBack(): void {
    this.#kept.clear()
  }

  #changed(bytes: Buffer, key: number): Buffer {
    this.#kept.forget(bytes, key)
    return bytesOf(bytes, key)
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
