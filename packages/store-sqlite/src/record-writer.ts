import type { DatabaseSync, StatementSync } from "node:sqlite"

/** A value with more bytes is stored apart from its record. */
const INLINE = 256

type Alive = readonly [expires: number | null, value: Uint8Array]
type Content = readonly [content: number | null]

const isAlive = (
  row: readonly [expires: number | null, ...unknown: Array<unknown>] | undefined,
  now: number
): boolean => row !== undefined && (row[0] === null || now < row[0])

/** Reads and changes records by their keys, within a transaction. */
export class RecordWriter {
  readonly #expiresOf: StatementSync
  readonly #valueOf: StatementSync
  readonly #contentOf: StatementSync
  readonly #put: StatementSync
  readonly #putContent: StatementSync
  readonly #delete: StatementSync
  readonly #deleteContent: StatementSync

  constructor(database: DatabaseSync) {
    const rows = (sql: string): StatementSync => {
      const statement = database.prepare(sql)
      statement.setReturnArrays(true)
      return statement
    }
    this.#expiresOf = rows("SELECT expires FROM record WHERE key = ?")
    this.#valueOf = rows(
      "SELECT expires, coalesce(record.value, content.value) FROM record LEFT JOIN content ON id = content WHERE key = ?"
    )
    this.#contentOf = rows("SELECT content FROM record WHERE key = ?")
    this.#put = database.prepare("REPLACE INTO record (key, expires, content, value) VALUES (?, ?, ?, ?)")
    this.#putContent = database.prepare("INSERT INTO content (value) VALUES (?)")
    this.#delete = rows("DELETE FROM record WHERE key = ? RETURNING content")
    this.#deleteContent = database.prepare("DELETE FROM content WHERE id = ?")
  }

  isAlive(key: Uint8Array, now: number): boolean {
    return isAlive(this.#expiresOf.get(key) as unknown as readonly [number | null] | undefined, now)
  }

  hasValue(key: Uint8Array, value: Uint8Array, now: number): boolean {
    const row = this.#valueOf.get(key) as unknown as Alive | undefined
    return isAlive(row, now) && Buffer.compare(row![1], value) === 0
  }

  put(key: Uint8Array, expires: number | null, value: Uint8Array): void {
    this.#freeContent(this.#contentOf.get(key) as unknown as Content | undefined)
    if (value.length <= INLINE) this.#put.run(key, expires, null, value)
    else this.#put.run(key, expires, this.#putContent.run(value).lastInsertRowid, null)
  }

  delete(key: Uint8Array): void {
    this.#freeContent(this.#delete.get(key) as unknown as Content | undefined)
  }

  #freeContent(row: Content | undefined): void {
    if (row !== undefined && row[0] !== null) this.#deleteContent.run(row[0])
  }
}
