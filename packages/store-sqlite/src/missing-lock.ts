import { existsSync, statSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { checkBeforeWrites, LOCK_TIMEOUT } from "./open-database.ts"
import { SqliteOpenFailure } from "./open-failure.ts"
import { BUSY, sqliteCode } from "./sqlite-errors.ts"

/**
 * Refuses a database that a process has open, if its lock does not exist: someone has deleted the lock, or moved the database. It is
 * called before the lock is created, so that the next start finds the same. With the lock, the database may be open for a backup.
 *
 * @throws SqliteOpenFailure, or an error of SQLite
 */
export const refuseOpenWithoutLock = (database: string, lock: string): void => {
  if (existsSync(lock) || (statSync(database, { throwIfNoEntry: false })?.size ?? 0) === 0) return
  checkBeforeWrites(database)
  const alone = new DatabaseSync(database, { timeout: LOCK_TIMEOUT })
  try {
    // With this mode, SQLite opens a log only if no other connection has the database open.
    alone.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT")
  } catch (error) {
    if (sqliteCode(error) !== BUSY) throw error
    const message = `${database} is in use by another process, but its lock ${lock} does not exist: it was deleted, or the database was moved, while a server had it open. Stop that server first. (Only a backup or a check would end by itself.)`
    throw new SqliteOpenFailure({ problem: "in-use", message })
  } finally {
    alone.close()
  }
}
