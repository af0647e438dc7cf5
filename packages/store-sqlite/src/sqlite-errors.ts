/** What node:sqlite adds to an error. */
interface SqliteError {
  readonly errcode?: number
}

export const BUSY = 5
export const CORRUPT = 11
export const FULL = 13
export const NOT_A_DATABASE = 26

/** With their extensions: the file that connections share (`-shm`) could not be created, or made as long as it has to be. */
const SHARED_FILE: ReadonlyArray<number | undefined> = [10 | (18 << 8), 10 | (19 << 8)]

/** The result code of SQLite, without its extension; `undefined` for other errors. */
export const sqliteCode = (error: unknown): number | undefined => {
  const code = (error as SqliteError | undefined)?.errcode
  return code === undefined ? undefined : code & 0xff
}

/** Whether the file beside the database that connections share could not be written. */
export const isSharedFileFailure = (error: unknown): boolean =>
  SHARED_FILE.includes((error as SqliteError | undefined)?.errcode)

/** Read-only, input and output, cannot open. */
const OF_FILES: ReadonlySet<number | undefined> = new Set([8, 10, 14])

/** Whether the operating system refused something that has to do with a file. SQLite does not say which file that is. */
export const isOfFiles = (error: unknown): boolean => OF_FILES.has(sqliteCode(error))

export const messageOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error)
  // SQLite says the same about a page that is damaged and one that the disk fails to read.
  return sqliteCode(error) === CORRUPT ? `${message}, or the disk failed to read it` : message
}
