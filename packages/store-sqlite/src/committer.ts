import type { DatabaseSync, StatementSync } from "node:sqlite"
import { endOfChanges, hasChanges, setApplied } from "./change-format.ts"
import { APPLIED, type CommitAnswer, CONFLICT, FAILED, failedAnswer } from "./commit-answer.ts"
import { CommitMessageReader, KINDS, NO_SWEEP, type SweepStep } from "./commit-message.ts"
import { entryOf, KeyTable, NO_ENTRY } from "./key-table.ts"
import { RecentChanges, valueIn } from "./recent-changes.ts"
import { RecordTree } from "./record-tree.ts"
import { replay } from "./replay.ts"
import { checksumOf } from "./row-checksum.ts"
import { Settler } from "./settler.ts"
import { hashOf } from "./sized-key.ts"
import { FULL, messageOf, sqliteCode } from "./sqlite-errors.ts"
import type { StoreLimits } from "./store-limits.ts"
import { checkSpaces } from "./stored-spaces.ts"
import { NOTHING_SWEPT, Sweeper, type Swept } from "./sweeper.ts"

/** Does nothing if the space is stored with this number, and fails if the number or the name has another one. */
const STORE_SPACE =
  "INSERT INTO space (number, name, checksum) SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM space WHERE number = ?1 AND name = ?2)"

/** A transaction that was rolled back. */
class RolledBack {
  readonly cause: unknown
  /** Whether it is certain that none of it is stored. It is not if the commit itself failed, and could not be overwritten. */
  readonly isCertain: boolean

  constructor(cause: unknown, isCertain: boolean) {
    this.cause = cause
    this.isCertain = isCertain
  }
}

/** A part of a message: some requests, and what is done along with them. */
interface Part {
  readonly changes: Buffer
  readonly requests: number
  readonly sweep: SweepStep
  readonly isSettling: boolean
}

/** Applies messages to the database: one transaction for all requests of a message. */
export class Committer {
  readonly #database: DatabaseSync
  readonly #recent: RecentChanges
  readonly #tree: RecordTree
  readonly #settler: Settler
  readonly #sweeper: Sweeper
  readonly #space: StatementSync
  readonly #begin: StatementSync
  readonly #insert: StatementSync
  readonly #commit: StatementSync
  readonly #overwrite: string
  #lastRow: number
  /** When the last sweep began. */
  #sweptAt = 0

  /** @throws DamagedDatabase */
  constructor(database: DatabaseSync, limits: StoreLimits) {
    this.#database = database
    this.#recent = new RecentChanges(limits)
    replay(database, this.#recent)
    checkSpaces(database, this.#recent)
    this.#lastRow = this.#recent.lastRow
    this.#tree = new RecordTree(database)
    this.#settler = new Settler(database, this.#recent, this.#tree)
    this.#sweeper = new Sweeper(database, this.#tree)
    this.#space = database.prepare(STORE_SPACE)
    this.#begin = database.prepare("BEGIN IMMEDIATE")
    this.#insert = database.prepare("INSERT INTO recent (id, changes, checksum) VALUES (?, ?, ?)")
    this.#commit = database.prepare("COMMIT")
    const { user_version: version } = database.prepare("PRAGMA user_version").get()!
    // It writes the first page, although nothing changes.
    this.#overwrite = `BEGIN IMMEDIATE; PRAGMA user_version = ${Number(version)}; COMMIT`
  }

  /**
   * Commits the requests of a message together; each of them is applied or conflicts by itself. If the transaction fails, each
   * request is committed alone, so that only those fail that cannot be stored.
   */
  commit(bytes: Uint8Array): CommitAnswer {
    const message = new CommitMessageReader(bytes)
    const { changes, requests, sweep } = message
    if (sweep.limit > 0) {
      this.#sweptAt = sweep.now
      this.#sweeper.noticeTime(sweep.now)
    }
    const start = message.at
    try {
      return this.#transaction(message, { changes, requests, sweep, isSettling: true })
    } catch (error) {
      const { cause, isCertain } = error as RolledBack
      if (!isCertain || requests === 0 || this.#recent.isFull) return failedAnswer(requests, messageOf(cause))
      message.rewind(start)
      return this.#eachAlone(message)
    }
  }

  #eachAlone(message: CommitMessageReader): CommitAnswer {
    const outcomes = new Uint8Array(message.requests)
    let failure: unknown
    let row: number | undefined
    let isCommitted = false
    let from = 0
    for (let i = 0; i < message.requests; i++) {
      const to = endOfChanges(message.changes, from)
      const start = message.at
      try {
        const part = { changes: message.changes.subarray(from, to), requests: 1, sweep: NO_SWEEP, isSettling: false }
        const done = this.#transaction(message, part)
        outcomes[i] = done.outcomes[0]!
        isCommitted = true
        row = done.row ?? row
      } catch (error) {
        failure = (error as RolledBack).cause
        outcomes[i] = FAILED
        message.rewind(start)
        skipConditions(message)
      }
      from = to
    }
    return {
      outcomes,
      isCommitted,
      swept: NOTHING_SWEPT,
      row,
      settledRow: undefined,
      failure: failure === undefined ? undefined : messageOf(failure)
    }
  }

  /** @throws RolledBack */
  #transaction(message: CommitMessageReader, { changes, isSettling, requests, sweep }: Part): CommitAnswer {
    const outcomes = new Uint8Array(requests)
    let isCommitting = false
    try {
      this.#begin.run()
      for (const { name, number } of message.spaces) this.#space.run(number, name, checksumOf(number, name))
      const row = this.#apply(message, changes, outcomes)
      if (isSettling) this.#settler.step(row === undefined ? 0 : changes.length, this.#sweptAt)
      const swept: Swept = this.#sweeper.step(sweep)
      isCommitting = true
      this.#commit.run()
      this.#recent.commit(row)
      this.#sweeper.commit()
      if (row !== undefined) this.#lastRow = row
      return { outcomes, isCommitted: true, swept, row, settledRow: this.#settler.commit(), failure: undefined }
    } catch (cause) {
      this.#rollBack()
      this.#recent.rollBack()
      this.#settler.rollBack()
      this.#sweeper.rollBack()
      this.#tree.rollBack()
      // A full disk is noticed before anything is synchronised. Other failures may come after that.
      throw new RolledBack(cause, !isCommitting || sqliteCode(cause) === FULL || this.#overwriteCommit())
    }
  }

  /** Applies requests, and stores the changes of those that did not conflict. Returns the row that has them, if there are any. */
  #apply(message: CommitMessageReader, changes: Buffer, outcomes: Uint8Array): number | undefined {
    const { bytes, from, to } = this.#recent.begin(changes)
    // The tree is not changed before all requests are applied.
    const absent = new KeyTable(message.bytes)
    let isChanged = false
    let at = from
    for (let i = 0; i < outcomes.length; i++) {
      const isHolding = this.#holds(message, absent)
      outcomes[i] = isHolding ? APPLIED : CONFLICT
      setApplied(bytes, at, isHolding)
      if (isHolding && hasChanges(bytes, at)) {
        this.#recent.apply(at, (of, key, hash) => absent.find(of, key, hash) !== NO_ENTRY)
        isChanged = true
      }
      at = endOfChanges(bytes, at)
    }
    if (!isChanged) return undefined
    const row = this.#lastRow + 1
    const added = bytes.subarray(from, to)
    this.#insert.run(row, added, checksumOf(row, added))
    return row
  }

  /** Whether all preconditions of a request hold. Keys that the tree does not have are added to `absent`. */
  #holds(message: CommitMessageReader, absent: KeyTable): boolean {
    const now = message.double()
    const count = message.number()
    let holds = true
    for (let i = 0; i < count; i++) {
      const kind = KINDS[message.number()]!
      const key = message.key()
      const value = kind === "unchanged" ? message.block() : undefined
      if (!holds) continue
      const found = this.#valueOf(message.bytes, key, now, absent, kind === "new")
      holds =
        value === undefined
          ? (found !== undefined) === (kind === "exists")
          : found !== undefined && Buffer.compare(found, value) === 0
    }
    return holds
  }

  /** The value of a record that exists. For a new one, the tree is not asked. */
  #valueOf(bytes: Buffer, key: number, now: number, absent: KeyTable, isNew: boolean): Uint8Array | undefined {
    const hash = hashOf(bytes, key)
    const recent = this.#recent.find(bytes, key, hash)
    if (recent !== undefined) {
      const found = valueIn(recent)
      return found !== undefined && (found.expires === undefined || now < found.expires) ? found.value : undefined
    }
    const found = isNew ? undefined : this.#tree.find(bytes, key, hash)
    if (found === undefined) absent.set(entryOf(key), hash)
    return found !== undefined && (found.expires === null || now < found.expires) ? found.value : undefined
  }

  #rollBack(): void {
    if (this.#database.isTransaction) this.#database.exec("ROLLBACK")
  }

  /**
   * If the log could not be synchronised, a commit that was answered with an error is in its file nevertheless, and SQLite would
   * find it there after a crash. A commit that changes nothing takes its place in the file. It does so even if the log cannot be
   * synchronised now either: then only a power cut could bring the other one back.
   */
  #overwriteCommit(): boolean {
    try {
      this.#database.exec(this.#overwrite)
      return true
    } catch {
      this.#rollBack()
      return false
    }
  }
}

const skipConditions = (message: CommitMessageReader): void => {
  message.double()
  const count = message.number()
  for (let i = 0; i < count; i++) {
    const kind = KINDS[message.number()]!
    message.block()
    if (kind === "unchanged") message.block()
  }
}
