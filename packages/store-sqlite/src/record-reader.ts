import type { ListOptions, StoredRecord } from "@enwrap/server/store"
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { keySize, readKey, writeEnd, writeKey } from "./key-bytes.ts"
import type { RecordCache } from "./record-cache.ts"
import type { Spaces } from "./spaces.ts"

/** The records that are read at once, so that a long list does not hold up other requests. */
const AT_ONCE = 200

type Row = readonly [key: Uint8Array, expires: number | null, value: Uint8Array]

/** A part of a list, and where the next part begins; `next` is absent if there are no more. */
export interface ListPart {
  readonly records: ReadonlyArray<StoredRecord>
  readonly next: Uint8Array | undefined
}

export const isAlive = ({ expiresAt }: StoredRecord, now: number): boolean => expiresAt === undefined || now < expiresAt

/** Reads records on a separate connection. It sees everything that is committed. */
export class RecordReader {
  readonly #cache: RecordCache
  readonly #spaces: Spaces
  readonly #get: StatementSync
  readonly #after: StatementSync
  readonly #from: StatementSync
  #key = Buffer.alloc(1024)

  constructor(database: DatabaseSync, spaces: Spaces, cache: RecordCache) {
    this.#cache = cache
    this.#spaces = spaces
    const rows = (sql: string): StatementSync => {
      const statement = database.prepare(sql)
      statement.setReturnArrays(true)
      return statement
    }
    const value = "coalesce(record.value, content.value)"
    const from = "FROM record LEFT JOIN content ON id = content"
    this.#get = rows(`SELECT expires, ${value} ${from} WHERE key = ?`)
    this.#after = rows(`SELECT key, expires, ${value} ${from} WHERE key > ? AND key < ? ORDER BY key LIMIT ?`)
    this.#from = rows(`SELECT key, expires, ${value} ${from} WHERE key >= ? AND key < ? ORDER BY key LIMIT ?`)
  }

  get(space: string, key: string, now: number): StoredRecord | undefined {
    const known = this.#cache.get(space, key)
    if (known !== undefined) return isAlive(known, now) ? known : undefined
    const number = this.#spaces.find(space)
    if (number === undefined) return undefined
    if (this.#key.length < keySize(key)) this.#key = Buffer.alloc(keySize(key))
    const size = writeKey(this.#key, 0, number, key)
    const row = this.#get.get(this.#key.subarray(0, size)) as unknown as [number | null, Uint8Array] | undefined
    if (row === undefined) return undefined
    const record = recordOf(space, key, row[0], row[1])
    if (!isAlive(record, now)) return undefined
    this.#cache.set(record)
    return record
  }

  /** Reads a part of a list: from its beginning, or from where the last part ended. */
  list(space: string, prefix: string, { after, limit }: ListOptions, now: number, from?: Uint8Array): ListPart {
    const number = this.#spaces.find(space)
    if (number === undefined) return { records: [], next: undefined }
    const end = keyOf(prefix, (to) => writeEnd(to, 0, number, prefix))
    const start = from ?? startOf(number, prefix, after)
    const isAfter = from !== undefined || (after !== undefined && after >= prefix)
    const rows = (isAfter ? this.#after : this.#from).all(start, end, AT_ONCE) as unknown as ReadonlyArray<Row>
    const records: Array<StoredRecord> = []
    for (const [key, expires, value] of rows) {
      const record = recordOf(space, readKey(key), expires, value)
      if (isAlive(record, now) && records.push(record) === limit) return { records, next: undefined }
    }
    return { records, next: rows.length < AT_ONCE ? undefined : rows.at(-1)![0] }
  }
}

const recordOf = (space: string, key: string, expires: number | null, value: Uint8Array): StoredRecord =>
  expires === null ? { space, key, value } : { space, key, value, expiresAt: expires }

const keyOf = (text: string, write: (to: Buffer) => number): Uint8Array => {
  const bytes = Buffer.alloc(keySize(text) + 1)
  return bytes.subarray(0, write(bytes))
}

const startOf = (space: number, prefix: string, after: string | undefined): Uint8Array => {
  const first = after !== undefined && after >= prefix ? after : prefix
  return keyOf(first, (to) => writeKey(to, 0, space, first))
}
