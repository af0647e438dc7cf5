import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, realpathSync } from "node:fs"
import { basename, dirname, join, resolve } from "node:path"

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

/**
 * Makes the files of a database and their folder ready. SQLite gives its other files (`-wal`, `-shm`) the permissions of the
 * database. The paths are without symbolic links, so that one database always has the same lock.
 */
export const prepareFiles = (path: string): DatabaseFiles => {
  const named = resolve(path)
  makeFolder(dirname(named))
  const database = existsSync(named) ? realpathSync(named) : join(realpathSync(dirname(named)), basename(named))
  const lock = `${database}.lock`
  ensureFile(lock)
  ensureFile(database)
  for (const file of [`${database}-wal`, `${database}-shm`]) if (existsSync(file)) chmodSync(file, FILE_MODE)
  syncFolder(dirname(database))
  return { database, lock }
}
