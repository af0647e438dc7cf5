import type { Batch, ListOptions, StoredRecord } from "@enwrap/server/store"
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { endOfChanges, setApplied } from "./change-format.ts"
import { APPLIED, type CommitAnswer, CONFLICT } from "./commit-answer.ts"
import { keySize, readKey, writeEnd, writeKey } from "./key-bytes.ts"
import { RecentChanges, type RecentRecord, valueIn } from "./recent-changes.ts"
import { RecordCache } from "./record-cache.ts"
import { EXPIRES, RECORDS, VALUE } from "./record-columns.ts"
import { replay } from "./replay.ts"
import { bytesOf, sizedKeySize, writeSizedKey } from "./sized-key.ts"
import type { Spaces } from "./spaces.ts"
import type { StoreLimits } from "./store-limits.ts"

/** A list of keys has no values. */
type Row = readonly [key: Uint8Array, expires: number | null, value?: Uint8Array]

/** A request of a message. */
interface Committed {
  readonly batch: Batch
}

/** A part of a list, and where the next part begins; `next` is absent if there are no more. */
export interface ListPart {
  readonly records: ReadonlyArray<StoredRecord>
  readonly next: string | undefined
}

export const isAlive = ({ expiresAt }: StoredRecord, now: number): boolean => expiresAt === undefined || now < expiresAt

/** Reads records: those of the recent changes from memory, others on a separate connection. It sees everything that is committed. */
export class RecordReader {
  readonly #cache = new RecordCache()
  readonly #database: DatabaseSync
  readonly #limits: StoreLimits
  readonly #recent: RecentChanges
  readonly #spaces: Spaces
  readonly #get: StatementSync
  readonly #list: StatementSync
  readonly #listKeys: StatementSync
  #key = Buffer.alloc(1024)
  /** Whether the recent changes may lack some. */
  #isBehind = false

  /** @throws DamagedDatabase */
  constructor(database: DatabaseSync, spaces: Spaces, limits: StoreLimits) {
    this.#database = database
    this.#limits = limits
    this.#spaces = spaces
    const rows = (sql: string): StatementSync => {
      const statement = database.prepare(sql)
      statement.setReturnArrays(true)
      return statement
    }
    this.#get = rows(`SELECT ${EXPIRES}, ${VALUE} FROM ${RECORDS} WHERE key = ?`)
    this.#list = rows(
      `SELECT key, ${EXPIRES}, ${VALUE} FROM ${RECORDS} WHERE key >= ? AND key < ? ORDER BY key LIMIT ?`
    )
    this.#listKeys = rows(`SELECT key, ${EXPIRES} FROM record WHERE key >= ? AND key < ? ORDER BY key LIMIT ?`)
    this.#recent = new RecentChanges(limits)
    replay(database, this.#recent)
  }

  get(space: string, key: string, now: number): StoredRecord | undefined {
    const known = this.#cache.get(space, key)
    if (known !== undefined) return isAlive(known, now) ? known : undefined
    const number = this.#spaces.find(space)
    if (number === undefined) return undefined
    const record = this.#read(space, number, key)
    if (record === undefined || !isAlive(record, now)) return undefined
    this.#cache.set(record)
    return record
  }

  /** Reads a part of a list: from its beginning, or from where the last part ended. */
  list(
    space: string,
    prefix: string,
    { after, keysOnly = false, limit }: ListOptions,
    now: number,
    next?: string
  ): ListPart {
    const number = this.#spaces.find(space)
    if (number === undefined) return { records: [], next: undefined }
    this.#catchUp()
    const atOnce = this.#limits.listedAtOnce
    const from = next ?? startOf(number, prefix, after)
    const end = textOf(prefix, (to) => writeEnd(to, 0, number, prefix))
    const { isLast, rows } = this.#rows(keysOnly ? this.#listKeys : this.#list, from, end)
    const changes = this.#recent.between(from, end, atOnce)
    const merged = new Map<string, StoredRecord | undefined>()
    for (const [key, expires, value = NO_VALUE] of rows)
      merged.set(Buffer.from(key).toString("latin1"), recordOf(space, readKey(key), expires, value))
    for (const [text, change] of changes) merged.set(text, recentRecord(space, readKey(latin1(text)), change, keysOnly))
    const lastRow = isLast ? undefined : Buffer.from(rows.at(-1)![0]).toString("latin1")
    const lastChange = changes.length < atOnce ? undefined : changes.at(-1)![0]
    const last = lastRow === undefined || (lastChange !== undefined && lastChange < lastRow) ? lastChange : lastRow
    const records: Array<StoredRecord> = []
    for (const text of [...merged.keys()].sort()) {
      if (last !== undefined && text > last) break
      const record = merged.get(text)
      if (record !== undefined && isAlive(record, now) && records.push(record) === limit)
        return { records, next: undefined }
    }
    return { records, next: last === undefined ? undefined : last + "\0" }
  }

  /** The next rows of the tree, as many as are read at once, and whether they are the last ones. */
  #rows(statement: StatementSync, from: string, end: string): { rows: ReadonlyArray<Row>; isLast: boolean } {
    const { listedAtOnce, listedBytes } = this.#limits
    const rows: Array<Row> = []
    let bytes = 0
    for (const each of statement.iterate(latin1(from), latin1(end), listedAtOnce)) {
      const row = each as unknown as Row
      rows.push(row)
      bytes += row[2]?.length ?? 0
      if (bytes >= listedBytes) return { rows, isLast: false }
    }
    return { rows, isLast: rows.length < listedAtOnce }
  }

  /** A message was answered. Its requests have not continued yet. */
  apply(requests: ReadonlyArray<Committed>, changes: Buffer, { outcomes, row, settledRow }: CommitAnswer): void {
    let at = 0
    for (let i = 0; i < requests.length; i++) {
      const { batch } = requests[i]!
      const outcome = outcomes[i] ?? APPLIED
      if (outcome === APPLIED) this.#cache.apply(batch)
      else if (outcome !== CONFLICT) this.#cache.drop(batch)
      if (outcome !== APPLIED) setApplied(changes, at, false)
      at = endOfChanges(changes, at)
    }
    if (this.#isBehind) return
    if (row !== undefined && row > this.#recent.lastRow) this.#recent.append(changes, row)
    if (settledRow !== undefined) this.#recent.drop(settledRow)
  }

  /** A message has no answer: its requests are committed, or they are not. */
  drop(requests: ReadonlyArray<Committed>): void {
    for (const { batch } of requests) this.#cache.drop(batch)
    this.#isBehind = true
  }

  /** Forgets what has expired. */
  sweep(now: number): void {
    this.#cache.sweep(now)
  }

  #read(space: string, number: number, key: string): StoredRecord | undefined {
    this.#catchUp()
    if (this.#key.length < sizedKeySize(key)) this.#key = Buffer.alloc(sizedKeySize(key))
    writeSizedKey(this.#key, 0, number, key)
    const change = this.#recent.find(this.#key, 0)
    if (change !== undefined) return recentRecord(space, key, change)
    const row = this.#get.get(bytesOf(this.#key, 0)) as unknown as [number | null, Uint8Array] | undefined
    return row === undefined ? undefined : recordOf(space, key, row[0], row[1])
  }

  #catchUp(): void {
    if (!this.#isBehind) return
    replay(this.#database, this.#recent)
    this.#isBehind = false
  }
}

const recordOf = (space: string, key: string, expires: number | null | undefined, value: Uint8Array): StoredRecord =>
  expires === null || expires === undefined ? { space, key, value } : { space, key, value, expiresAt: expires }

const NO_VALUE = new Uint8Array(0)

const recentRecord = (space: string, key: string, change: RecentRecord, keysOnly = false): StoredRecord | undefined => {
  const found = valueIn(change)
  if (found === undefined) return undefined
  return recordOf(space, key, found.expires, keysOnly ? NO_VALUE : new Uint8Array(found.value))
}

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1")

const textOf = (key: string, write: (to: Buffer) => number): string => {
  const bytes = Buffer.alloc(keySize(key) + 1)
  return bytes.toString("latin1", 0, write(bytes))
}

/** The first key of a list. Nothing sorts between a key and the same key with a zero byte. */
const startOf = (space: number, prefix: string, after: string | undefined): string => {
  const isAfter = after !== undefined && after >= prefix
  const first = isAfter ? after : prefix
  return textOf(first, (to) => writeKey(to, 0, space, first)) + (isAfter ? "\0" : "")
}
