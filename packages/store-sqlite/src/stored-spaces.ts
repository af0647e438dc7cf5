import type { DatabaseSync } from "node:sqlite"
import { DamagedDatabase } from "./damaged-database.ts"
import { spaceOfBytes, writeEnd } from "./key-bytes.ts"
import type { RecentChanges } from "./recent-changes.ts"
import { checksumOf } from "./row-checksum.ts"
import { hasColumn } from "./schema.ts"
import { MOST_SPACES, type NumberedSpace } from "./spaces.ts"

/**
 * The spaces of a database.
 *
 * @throws DamagedDatabase
 */
export const readSpaces = (database: DatabaseSync): ReadonlyArray<NumberedSpace> => {
  const hasChecksums = hasColumn(database, "space", "checksum")
  return database
    .prepare("SELECT * FROM space ORDER BY number")
    .all()
    .map(({ checksum, name, number }) => {
      const isWhole = typeof name === "string" && typeof number === "number" && number >= 1 && number <= MOST_SPACES
      if (!isWhole || (hasChecksums && checksum !== checksumOf(number, name)))
        throw new DamagedDatabase(`its space ${String(number)} cannot be read`)
      return { name, number }
    })
}

/**
 * Looks for records whose space has no name. They would be lost, or taken for records of the next space that is new.
 *
 * @throws DamagedDatabase
 */
export const checkSpaces = (database: DatabaseSync, recent: RecentChanges): void => {
  const known = new Set(readSpaces(database).map(({ number }) => number))
  for (const spaces of [recent.spaces(), spacesInTree(database)])
    for (const number of spaces)
      if (!known.has(number)) throw new DamagedDatabase(`it has records of the space ${number}, whose name is missing`)
}

/** The spaces of the records of the tree, which is sorted by space: each takes one search. */
function* spacesInTree(database: DatabaseSync): Generator<number> {
  const first = database.prepare("SELECT key FROM record WHERE key >= ? ORDER BY key LIMIT 1")
  const from = Buffer.alloc(3)
  let length = 0
  for (let last = 0; ;) {
    const row = first.get(from.subarray(0, length)) as { readonly key: Uint8Array } | undefined
    if (row === undefined) return
    const number = spaceOfBytes(row.key, 0)
    // Also if the first bytes of a key are damaged.
    if (!(number > last)) throw new DamagedDatabase("the key of a record cannot be read")
    yield number
    length = writeEnd(from, 0, number, "")
    last = number
  }
}
