import { DamagedDatabase } from "./damaged-database.ts"
import { type OpenProblem, SqliteOpenFailure } from "./open-failure.ts"
import { BUSY, CORRUPT, isSharedFileFailure, messageOf, NOT_A_DATABASE, sqliteCode } from "./sqlite-errors.ts"

/** What is wrong with a database that could not be opened, for its operator. */
export const openProblem = (
  error: unknown,
  path: string
): { readonly problem: OpenProblem; readonly message: string } => {
  if (error instanceof SqliteOpenFailure) return { problem: error.problem, message: error.message }
  if (error instanceof DamagedDatabase) return { problem: "damaged", message: `${path} is damaged: ${error.message}` }
  // Of a number that nothing here writes.
  if ((error as NodeJS.ErrnoException).code === "ERR_OUT_OF_RANGE")
    return { problem: "damaged", message: `${path} is damaged: ${messageOf(error)}` }
  switch (sqliteCode(error)) {
    case BUSY:
      return { problem: "in-use", message: `${path} is in use by another process` }
    case NOT_A_DATABASE:
      return { problem: "foreign", message: `${path} is not a database` }
    case CORRUPT:
      return { problem: "damaged", message: `${path} is damaged: ${messageOf(error)}` }
    default:
      if (isSharedFileFailure(error))
        return {
          problem: "inaccessible",
          message: `${path} cannot be opened: ${path}-shm cannot be written, which takes 32 kB of the disk`
        }
      return { problem: "inaccessible", message: `${path} cannot be opened: ${messageOf(error)}` }
  }
}
