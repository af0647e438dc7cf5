import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readSync, realpathSync, statSync } from "node:fs"
import { basename, dirname, join, resolve } from "node:path"
import { markOf, readMark } from "./commit-mark.ts"
import { refuseLostCommits } from "./lost-commits.ts"
import { refuseOpenWithoutLock } from "./missing-lock.ts"
import { checkBeforeWrites } from "./open-database.ts"
import { SqliteOpenFailure } from "./open-failure.ts"
import { ensureFile, FILE_MODE, syncFolder } from "./private-files.ts"
import { refuseLogAlone, refuseOtherNames } from "./refused-files.ts"

const FOLDER_MODE = 0o700

/** Creates a folder with all that lead to it. What exists already is left as it is. */
const makeFolder = (folder: string): void => {
  const first = mkdirSync(folder, { recursive: true, mode: FOLDER_MODE })
  if (first === undefined) return
  // The umask may have taken permissions of the owner away.
  for (let made = folder; made.length >= first.length; made = dirname(made)) chmodSync(made, FOLDER_MODE)
}

/** The files of a database. */
export interface DatabaseFiles {
  readonly database: string
  /** Locked by the process that has the database open. */
  readonly lock: string
}

/** Another kind of file would lose permissions that it needs, such as a folder that of being entered. */
const checkIsFile = (path: string): void => {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined || found.isFile()) return
  const message = `${path} is ${found.isDirectory() ? "a folder" : "not a regular file"}`
  throw new SqliteOpenFailure({ problem: "inaccessible", message })
}

/** How a database of SQLite begins. */
const HEAD = Buffer.from("SQLite format 3\0", "latin1")

const mayBeDatabase = (path: string): boolean => {
  if (statSync(path, { throwIfNoEntry: false })?.size === 0) return true
  const file = openSync(path, "r")
  try {
    const found = Buffer.alloc(HEAD.length)
    readSync(file, found)
    return found.equals(HEAD)
  } finally {
    closeSync(file)
  }
}

/** What is beside a database, with its permissions: two files of SQLite, and the mark. */
const companionsOf = (database: string): ReadonlyArray<string> => [
  `${database}-wal`,
  `${database}-shm`,
  markOf(database)
]

/**
 * Makes the lock of a database and their folder ready. The paths are without symbolic links, so that one database always has the
 * same lock.
 */
export const prepareLock = (path: string): DatabaseFiles => {
  const named = resolve(path)
  checkIsFile(named)
  makeFolder(dirname(named))
  const database = existsSync(named) ? realpathSync(named) : join(realpathSync(dirname(named)), basename(named))
  refuseOtherNames(database)
  const lock = `${database}.lock`
  for (const file of [lock, ...companionsOf(database)]) checkIsFile(file)
  refuseOpenWithoutLock(database, lock)
  ensureFile(lock)
  return { database, lock }
}

/** Refuses a damaged database. Returns what is wrong with the mark that shows whether it lacks commits, if that cannot be read. */
const checkExisting = (database: string): string | undefined => {
  const { problem, row } = readMark(database)
  if ((statSync(database, { throwIfNoEntry: false })?.size ?? 0) > 0) checkBeforeWrites(database)
  else if (row !== undefined) refuseLostCommits(database, row, 0)
  return problem
}

/**
 * Makes the other files of a database ready. Its lock is held: if this process had the database open, it would lose its locks on it
 * here. A file that is not a database is not changed, and neither is a damaged database. Returns what the operator should
 * know.
 */
export const prepareDatabase = (database: string): string | undefined => {
  if (existsSync(database) && !mayBeDatabase(database))
    throw new SqliteOpenFailure({ problem: "foreign", message: `${database} is not a database` })
  refuseLogAlone(database)
  for (const file of companionsOf(database)) if (existsSync(file)) chmodSync(file, FILE_MODE)
  const warning = checkExisting(database)
  ensureFile(database)
  syncFolder(dirname(database))
  return warning
}
