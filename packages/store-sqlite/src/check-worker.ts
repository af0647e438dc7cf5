/** A thread that checks a database, which can take minutes. */
import type { DatabaseSync } from "node:sqlite"
import { parentPort, workerData } from "node:worker_threads"
import type { CheckData } from "./check-sqlite.ts"
import { checkRecords } from "./check-records.ts"
import { checkDatabase, openForReads } from "./open-database.ts"
import { openProblem } from "./open-problem.ts"
import { RecentChanges } from "./recent-changes.ts"
import { replay } from "./replay.ts"
import { DEFAULT_LIMITS } from "./store-limits.ts"
import { checkSpaces } from "./stored-spaces.ts"

const checkChanges = (database: DatabaseSync): void => {
  const recent = new RecentChanges(DEFAULT_LIMITS)
  replay(database, recent)
  checkSpaces(database, recent)
  checkRecords(database)
}

const check = ({ name, path }: CheckData): ReturnType<typeof openProblem> | undefined => {
  try {
    const database = openForReads(path)
    try {
      checkDatabase(database, true)
      // A database that has not been migrated has none.
      if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'recent'").get() !== undefined)
        checkChanges(database)
    } finally {
      database.close()
    }
    return undefined
  } catch (error) {
    return openProblem(error, name)
  }
}

parentPort!.postMessage(check(workerData as CheckData), [])
