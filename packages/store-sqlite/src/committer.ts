import type { DatabaseSync, StatementSync } from "node:sqlite"
import { CommitMessageReader, KINDS, NO_SWEEP, type SweepStep } from "./commit-message.ts"
import { APPLIED, type CommitAnswer, CONFLICT, FAILED } from "./commit-answer.ts"
import { RecordWriter } from "./record-writer.ts"
import { FULL, messageOf, sqliteCode } from "./sqlite-errors.ts"
import { NOTHING_SWEPT, Sweeper, type Swept } from "./sweeper.ts"

/** What a transaction did. */
interface Done {
  readonly outcomes: Uint8Array
  readonly swept: Swept
}

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

/** Applies messages to the database: one transaction for all requests of a message. */
export class Committer {
  readonly #database: DatabaseSync
  readonly #records: RecordWriter
  readonly #sweeper: Sweeper
  readonly #space: StatementSync
  readonly #begin: StatementSync
  readonly #commit: StatementSync
  readonly #overwrite: string

  constructor(database: DatabaseSync) {
    this.#database = database
    this.#records = new RecordWriter(database)
    this.#sweeper = new Sweeper(database, this.#records)
    this.#space = database.prepare("INSERT OR REPLACE INTO space (number, name) VALUES (?, ?)")
    this.#begin = database.prepare("BEGIN IMMEDIATE")
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
    const start = message.at
    try {
      return this.#transaction(message, message.requests, message.sweep)
    } catch (error) {
      const { cause, isCertain } = error as RolledBack
      if (!isCertain || message.requests <= 1) return failed(message.requests, cause)
      message.rewind(start)
      return this.#eachAlone(message)
    }
  }

  #eachAlone(message: CommitMessageReader): CommitAnswer {
    const outcomes = new Uint8Array(message.requests)
    let failure: unknown
    for (let i = 0; i < message.requests; i++) {
      const start = message.at
      try {
        outcomes[i] = this.#transaction(message, 1, NO_SWEEP).outcomes[0]!
      } catch (error) {
        failure = (error as RolledBack).cause
        outcomes[i] = FAILED
        message.rewind(start)
        skipRequest(message)
      }
    }
    return { outcomes, swept: NOTHING_SWEPT, failure: failure === undefined ? undefined : messageOf(failure) }
  }

  /** @throws RolledBack */
  #transaction(message: CommitMessageReader, requests: number, sweep: SweepStep): Done {
    const outcomes = new Uint8Array(requests)
    let isCommitting = false
    try {
      this.#begin.run()
      for (const { name, number } of message.spaces) this.#space.run(number, name)
      for (let i = 0; i < requests; i++) outcomes[i] = this.#apply(message) ? APPLIED : CONFLICT
      const swept = this.#sweeper.step(sweep)
      isCommitting = true
      this.#commit.run()
      return { outcomes, swept }
    } catch (cause) {
      this.#rollBack()
      // A full disk is noticed before anything is synchronised. Other failures may come after that.
      throw new RolledBack(cause, !isCommitting || sqliteCode(cause) === FULL || this.#overwriteCommit())
    }
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

  /** `false` if a precondition does not hold. */
  #apply(message: CommitMessageReader): boolean {
    const now = message.double()
    const when = message.number()
    const deletes = message.number()
    const puts = message.number()
    let holds = true
    for (let i = 0; i < when; i++) {
      const kind = KINDS[message.number()]!
      const key = message.bytes()
      const value = kind === "unchanged" ? message.bytes() : undefined
      holds &&=
        value === undefined
          ? this.#records.isAlive(key, now) === (kind === "exists")
          : this.#records.hasValue(key, value, now)
    }
    for (let i = 0; i < deletes; i++) {
      const key = message.bytes()
      if (holds) this.#records.delete(key)
    }
    for (let i = 0; i < puts; i++) {
      const expires = message.double()
      const key = message.bytes()
      const value = message.bytes()
      if (holds) this.#records.put(key, Number.isNaN(expires) ? null : expires, value)
    }
    return holds
  }
}

const failed = (requests: number, cause: unknown): CommitAnswer => ({
  outcomes: new Uint8Array(requests).fill(FAILED),
  swept: NOTHING_SWEPT,
  failure: messageOf(cause)
})

const skipRequest = (message: CommitMessageReader): void => {
  message.double()
  const when = message.number()
  const deletes = message.number()
  const puts = message.number()
  for (let i = 0; i < when; i++) {
    const kind = KINDS[message.number()]!
    message.bytes()
    if (kind === "unchanged") message.bytes()
  }
  for (let i = 0; i < deletes; i++) message.bytes()
  for (let i = 0; i < puts; i++) {
    message.double()
    message.bytes()
    message.bytes()
  }
}
