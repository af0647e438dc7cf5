import { DatabaseSync } from "node:sqlite"
import { SqliteOpenFailure } from "./open-failure.ts"
import { BUSY, CORRUPT, messageOf, NOT_A_DATABASE, sqliteCode } from "./sqlite-errors.ts"

/** The lock of the process that has a database open. */
export interface ProcessLock {
  readonly release: () => void
}

/**
 * Locks a file, as long as this process runs. The lock is one of the operating system, held by SQLite on a database that stays
 * empty: it ends with the process, however the process ends, and needs no process id. SQLite also refuses a second lock by the
 * same process, which the operating system alone would not.
 *
 * @throws an error of SQLite (busy) if it is locked; otherwise a SqliteOpenFailure that names the file
 */
export const lockFile = (path: string): ProcessLock => {
  const database = new DatabaseSync(path, { timeout: 0 })
  try {
    // With its journal in memory, SQLite creates no other file.
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE")
  } catch (error) {
    database.close()
    if (sqliteCode(error) === BUSY) throw error
    // Nobody has lost anything: the file never contains anything.
    const isOther = sqliteCode(error) === NOT_A_DATABASE || sqliteCode(error) === CORRUPT
    const message = isOther
      ? `${path} is not a lock of Enwrap: if no server uses the database, delete this file, not the database`
      : `${path} cannot be locked: ${messageOf(error)}`
    throw new SqliteOpenFailure({ problem: isOther ? "foreign" : "inaccessible", message })
  }
  return { release: () => database.close() }
}
