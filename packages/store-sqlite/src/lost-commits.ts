import { existsSync } from "node:fs"
import type { DatabaseSync } from "node:sqlite"
import { markOf } from "./commit-mark.ts"
import { SqliteOpenFailure } from "./open-failure.ts"

/** The last row of the recent changes of a database. It is never deleted. */
export const lastRowOf = (database: DatabaseSync): number => {
  // A database that has not been migrated has none.
  if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'recent'").get() === undefined) return 0
  return Number(database.prepare("SELECT coalesce(max(id), 0) AS last FROM recent").get()!["last"])
}

/** The files beside a database that would belong to another one if it was replaced. */
export const leftBeside = (database: string): string =>
  [`${database}-wal`, `${database}-shm`, markOf(database)].filter((file) => existsSync(file)).join(", ")

/**
 * Refuses a database that lacks commits. SQLite reads its log up to the first page that is damaged, and forgets the rest: records
 * that were deleted would be there again, such as wrapping tokens that were used.
 *
 * @param marked the row that the mark of the database has
 * @param last the last row that the database has
 * @throws SqliteOpenFailure
 */
export const refuseLostCommits = (database: string, marked: number, last: number): void => {
  if (last >= marked) return
  const mark = markOf(database)
  const log = `${database}-wal`
  const missing = marked - last === 1 ? "the last commit is missing" : `the last ${marked - last} commits are missing`
  const message = `${database} is damaged: ${missing}. Its log ${log} is damaged, cut short, older or missing, or the database itself is. Keep a copy of the whole folder, and restore a backup. If this is a backup that was just restored, move away what is left of the old database: ${leftBeside(database)}. Only to accept that these commits are lost, so that wrapping tokens that were used can be used again, delete ${mark}`
  throw new SqliteOpenFailure({ problem: "damaged", message })
}
