/** What node:sqlite adds to an error. */
interface SqliteError {
  readonly errcode?: number
}

export const BUSY = 5
export const CORRUPT = 11
export const FULL = 13
export const NOT_A_DATABASE = 26

/** The result code of SQLite, without its extension; `undefined` for other errors. */
export const sqliteCode = (error: unknown): number | undefined => {
  const code = (error as SqliteError | undefined)?.errcode
  return code === undefined ? undefined : code & 0xff
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
