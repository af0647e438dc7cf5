import { accessSync, closeSync, constants, existsSync, openSync, statSync } from "node:fs"
import { dirname } from "node:path"
import { DamagedDatabase } from "./damaged-database.ts"
import { leftBeside } from "./lost-commits.ts"
import { type OpenProblem, SqliteOpenFailure } from "./open-failure.ts"
import {
  BUSY,
  CORRUPT,
  isOfFiles,
  isSharedFileFailure,
  messageOf,
  NOT_A_DATABASE,
  sqliteCode
} from "./sqlite-errors.ts"

/** What is wrong with a database that could not be opened, for its operator. */
export const openProblem = (
  error: unknown,
  path: string
): { readonly problem: OpenProblem; readonly message: string } => {
  if (error instanceof SqliteOpenFailure) return { problem: error.problem, message: error.message }
  // One out of range is that of a number that nothing here writes.
  const isOutOfRange = (error as NodeJS.ErrnoException).code === "ERR_OUT_OF_RANGE"
  if (error instanceof DamagedDatabase || isOutOfRange || sqliteCode(error) === CORRUPT)
    return { problem: "damaged", message: `${path} is damaged: ${messageOf(error)}${ofAnotherLog(path)}` }
  switch (sqliteCode(error)) {
    case BUSY:
      return { problem: "in-use", message: `${path} is in use by another process` }
    case NOT_A_DATABASE:
      return { problem: "foreign", message: `${path} is not a database` }
    default:
      return { problem: "inaccessible", message: `${path} cannot be opened: ${inaccessible(error, path)}` }
  }
}

/** A log that is not empty may be one of another database. SQLite reads it nevertheless. */
const ofAnotherLog = (path: string): string =>
  (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0
    ? ""
    : `. If it is a backup that was copied over another database, the log of that one is still beside it: move away ${leftBeside(path)}, and copy the backup again`

const inaccessible = (error: unknown, path: string): string => {
  if (isSharedFileFailure(error)) return `${path}-shm cannot be written, which takes 32 kB of the disk`
  if (!isOfFiles(error)) return messageOf(error)
  const cause = causeOf(path)
  if (cause !== undefined) return `${messageOf(error)}: ${cause}`
  const files = [path, `${path}-wal`, `${path}-shm`].filter((file) => existsSync(file))
  return files.length === 0 ? messageOf(error) : `${messageOf(error)}. It needs these files: ${files.join(", ")}`
}

/** The files that a connection needs. It has closed those that it could open. */
const FILES_OF_CONNECTION = 4

/** The error that opening so many files has, if there is a limit. */
const limitOfFiles = (folder: string): string | undefined => {
  const opened: Array<number> = []
  try {
    // Not the files of the database: closing one would end the locks that this process has on it.
    while (opened.length < FILES_OF_CONNECTION) opened.push(openSync(folder, "r"))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === "EMFILE" || code === "ENFILE") return code
  } finally {
    for (const file of opened) closeSync(file)
  }
  return undefined
}

/** SQLite says neither which file it could not use, nor why. */
const causeOf = (path: string): string | undefined => {
  const folder = dirname(path)
  const limit = limitOfFiles(folder)
  if (limit !== undefined) return `the process may not open more files (${limit})`
  for (const file of [folder, path, `${path}-wal`, `${path}-shm`]) {
    try {
      accessSync(file, constants.R_OK | constants.W_OK | (file === folder ? constants.X_OK : 0))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== "ENOENT") return `${file} cannot be read and written (${code})`
    }
  }
  return undefined
}
