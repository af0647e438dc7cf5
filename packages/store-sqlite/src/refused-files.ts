import { readFileSync, realpathSync, statSync } from "node:fs"
import { SqliteOpenFailure } from "./open-failure.ts"

/** Linux has a list of what is mounted, as the process sees it. */
const MOUNTS = "/proc/self/mountinfo"

/** The places in a list of mounts. Some characters of a path are written as three octal digits. */
export const mountPoints = (list: string): ReadonlyArray<string> =>
  list
    .split("\n")
    .map((line) =>
      (line.split(" ")[4] ?? "").replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(parseInt(code, 8)))
    )

const isMountPoint = (path: string): boolean => {
  let list: string
  try {
    // As bytes, since a path need not be UTF-8.
    list = readFileSync(MOUNTS, "latin1")
  } catch {
    return false
  }
  return mountPoints(list).includes(Buffer.from(path).toString("latin1"))
}

/**
 * Refuses a file that has another name. SQLite's log and the lock of a server are beside a name, so two servers could open the
 * database without noticing each other, and each would lack the log of the other one. Symbolic links have been followed.
 *
 * @throws SqliteOpenFailure
 */
export const refuseOtherNames = (database: string): void => {
  const found = statSync(database, { throwIfNoEntry: false })
  if (found === undefined) return
  const refuse = (message: string): never => {
    throw new SqliteOpenFailure({ problem: "inaccessible", message: `${database} ${message}` })
  }
  if (found.nlink > 1)
    refuse(`has ${found.nlink} names (hard links), but its log and its lock belong to one: delete the other names`)
  if (isMountPoint(database))
    refuse("is mounted from another place, where its log and its lock would be missing: mount its folder instead")
}

/**
 * Refuses a log without its database, which SQLite would delete. A new database is never empty once it has a log.
 *
 * @throws SqliteOpenFailure
 */
export const refuseLogAlone = (database: string): void => {
  const isEmpty = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0
  const log = `${database}-wal`
  if (!isEmpty(database) || isEmpty(log)) return
  const message = `${database} is empty or missing, but its log ${log} is not, and may be all that is left of the database: keep a copy of the log, and restore a backup. Only if nothing is to be kept, move the log away and start a new server`
  throw new SqliteOpenFailure({ problem: "damaged", message })
}

/**
 * Refuses what must not be opened, even to read it: SQLite would create a log, or delete one. Returns
 * the path without symbolic links.
 *
 * @throws SqliteOpenFailure
 */
export const refuseFiles = (path: string): string => {
  let database = path
  try {
    database = realpathSync(path)
  } catch {
    // There is none.
  }
  refuseOtherNames(database)
  refuseLogAlone(database)
  return database
}
