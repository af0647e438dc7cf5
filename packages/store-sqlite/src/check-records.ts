import type { DatabaseSync } from "node:sqlite"
import { DamagedDatabase } from "./damaged-database.ts"
import { spaceOfBytes } from "./key-bytes.ts"
import { EXPIRES, RECORDS } from "./record-columns.ts"
import { readSpaces } from "./stored-spaces.ts"

/** What no record has, with what is said of one that has it. */
const PROBLEMS: ReadonlyArray<readonly [condition: string, problem: string]> = [
  ["typeof(key) <> 'blob'", "has a key that cannot be read"],
  [`expires IS NOT NULL AND ${EXPIRES} IS NULL`, "has an expiry that is not a time"],
  ["'blob' NOT IN (typeof(record.value), typeof(content.value))", "has no value"],
  [
    "content IN (SELECT content FROM record WHERE content IS NOT NULL GROUP BY content HAVING count(*) > 1)",
    "has the value of another one"
  ]
]

/**
 * Looks for records whose columns cannot be right, although the pages that they are on are in order. It reads all records, and the
 * sizes of their values.
 *
 * @throws DamagedDatabase
 */
export const checkRecords = (database: DatabaseSync): void => {
  for (const [condition, problem] of PROBLEMS) {
    const row = database.prepare(`SELECT key FROM ${RECORDS} WHERE ${condition} LIMIT 1`).get()
    if (row === undefined) continue
    const { key } = row
    const number = key instanceof Uint8Array ? spaceOfBytes(key, 0) : undefined
    const space = readSpaces(database).find((each) => each.number === number)
    throw new DamagedDatabase(
      space === undefined ? `a record ${problem}` : `a record in the space "${space.name}" ${problem}`
    )
  }
}
