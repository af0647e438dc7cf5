import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  realpathSync,
  statSync
} from "node:fs"
import { basename, dirname, join, resolve } from "node:path"
import { SqliteOpenFailure } from "./open-failure.ts"
import { refuseLogAlone, refuseOtherNames } from "./refused-files.ts"

const FILE_MODE = 0o600
const FOLDER_MODE = 0o700

/** Creates a folder with all that lead to it. What exists already is left as it is. */
const makeFolder = (folder: string): void => {
  const first = mkdirSync(folder, { recursive: true, mode: FOLDER_MODE })
  if (first === undefined) return
  // The umask may have taken permissions of the owner away.
  for (let made = folder; made.length >= first.length; made = dirname(made)) chmodSync(made, FOLDER_MODE)
}

/**
 * Creates an empty file that only its owner can read and write, whatever the umask is.
 *
 * @throws if it exists
 */
export const createFile = (path: string): void => {
  closeSync(openSync(path, "wx", FILE_MODE))
  chmodSync(path, FILE_MODE)
}

/**
 * Makes sure that a file exists, and that only its owner can read and write it. An existing file is not opened: when a process
 * closes a file, it loses the locks that it has on it.
 */
const ensureFile = (path: string): void => {
  try {
    createFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
    chmodSync(path, FILE_MODE)
  }
}

/** Makes the names of new files in a folder survive a power cut. */
export const syncFolder = (folder: string): void => {
  const opened = openSync(folder, "r")
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
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

/** SQLite keeps these beside the database, with its permissions. */
const companionsOf = (database: string): ReadonlyArray<string> => [`${database}-wal`, `${database}-shm`]

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
  ensureFile(lock)
  return { database, lock }
}

/**
 * Makes the other files of a database ready. Its lock is held: if this process had the database open, it would lose its locks on it
 * here. A file that is not a database is not changed.
 */
export const prepareDatabase = (database: string): void => {
  if (existsSync(database) && !mayBeDatabase(database))
    throw new SqliteOpenFailure({ problem: "foreign", message: `${database} is not a database` })
  refuseLogAlone(database)
  ensureFile(database)
  for (const file of companionsOf(database)) if (existsSync(file)) chmodSync(file, FILE_MODE)
  syncFolder(dirname(database))
}
