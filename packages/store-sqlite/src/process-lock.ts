import { DatabaseSync } from "node:sqlite"

/** The lock of the process that has a database open. */
export interface ProcessLock {
  readonly release: () => void
}

/**
 * Locks a file, as long as this process runs. The lock is one of the operating system, held by SQLite on a database that stays
 * empty: it ends with the process, however the process ends, and needs no process id. SQLite also refuses a second lock by the
 * same process, which the operating system alone would not.
 *
 * @throws an error of SQLite (busy) if it is locked
 */
export const lockFile = (path: string): ProcessLock => {
  const database = new DatabaseSync(path, { timeout: 0 })
  try {
    // With its journal in memory, SQLite creates no other file.
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE")
  } catch (error) {
    database.close()
    throw error
  }
  return { release: () => database.close() }
}
