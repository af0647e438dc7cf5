import { statSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { readMark } from "./commit-mark.ts"
import { DamagedDatabase } from "./damaged-database.ts"
import { lastRowOf, refuseLostCommits } from "./lost-commits.ts"
import { refuseFiles } from "./refused-files.ts"
import { migrate } from "./schema.ts"

/** Milliseconds that a connection waits for a lock of another one. Only a backup or a check can hold one, and only briefly. */
export const LOCK_TIMEOUT = 2000

/** A smaller database is checked by each start, which takes less than half a second. */
const CHECKED_SIZE = 64 * 1024 * 1024

/**
 * `synchronous = FULL`: a commit returns when the write-ahead log is on the disk. The log is copied to the database when it has
 * 256 pages (1 MB), so that the commit that does it does not take long. Its file is shortened to 64 MB if a long backup has made
 * it longer. `fullfsync` is for macOS, where `fsync` alone does not reach the disk.
 */
const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA fullfsync = ON;
  PRAGMA checkpoint_fullfsync = ON;
  PRAGMA wal_autocheckpoint = 256;
  PRAGMA journal_size_limit = 67108864;
  PRAGMA cache_size = -12288;
  PRAGMA temp_store = MEMORY;
`

/** The connection that writes. Creates or migrates the schema. */
export const openForCommits = (path: string): DatabaseSync => {
  const database = new DatabaseSync(path, { timeout: LOCK_TIMEOUT })
  try {
    database.exec(SETTINGS)
    migrate(database, path)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * A connection that reads, while another one may write.
 *
 * @throws SqliteOpenFailure also if commits are missing
 */
export const openForReads = (path: string): DatabaseSync => {
  const file = refuseFiles(path)
  // Before the database is: what is committed meanwhile is not missing.
  const { row } = readMark(file)
  const database = new DatabaseSync(path, { readOnly: true, timeout: LOCK_TIMEOUT })
  try {
    if (row !== undefined) refuseLostCommits(file, row, lastRowOf(database))
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Looks for what is wrong with a database that is not empty, before anything is written to it: a connection that writes would copy the
 * log to the database when it is closed, and the log may be one of another database. A large database is not read as a whole.
 *
 * @throws SqliteOpenFailure, or an error of SQLite
 */
export const checkBeforeWrites = (path: string): void => {
  const database = openForReads(path)
  try {
    if (statSync(path).size <= CHECKED_SIZE) checkDatabase(database)
  } finally {
    database.close()
  }
}

/** @throws DamagedDatabase, or an error of SQLite */
export const checkDatabase = (database: DatabaseSync, isFull = false): void => {
  const found = database.prepare(`PRAGMA ${isFull ? "integrity_check" : "quick_check"}(1)`).get()
  const result = String(Object.values(found ?? {})[0])
  if (result !== "ok")
    throw new DamagedDatabase(result.replace("*** in database main ***", "").replace(/\s+/g, " ").trim())
}
