import type { DatabaseSync } from "node:sqlite"
import { DamagedDatabase } from "./damaged-database.ts"
import type { RecentChanges } from "./recent-changes.ts"
import { checksumOf } from "./row-checksum.ts"
import { hasColumn } from "./schema.ts"

interface Row {
  readonly id: number
  readonly changes: Uint8Array
  readonly checksum: number | null
}

/**
 * Reads the recent changes of a database into memory. The rows are without gaps: each commit adds the next one, and only the oldest
 * ones are deleted.
 *
 * @throws DamagedDatabase
 */
export const replay = (database: DatabaseSync, recent: RecentChanges): void => {
  recent.clear()
  const hasChecksums = hasColumn(database, "recent", "checksum")
  const columns = `id, changes${hasChecksums ? ", checksum" : ""}`
  const rows = database.prepare(`SELECT ${columns} FROM recent ORDER BY id`).iterate() as Iterable<unknown>
  let last: number | undefined
  for (const { changes, checksum, id } of rows as Iterable<Row>) {
    if (last !== undefined && id !== last + 1) throw new DamagedDatabase(`its recent changes have no row ${last + 1}`)
    last = id
    try {
      if (hasChecksums && checksum !== checksumOf(id, changes)) throw new RangeError("another checksum")
      recent.append(changes, id)
    } catch {
      throw new DamagedDatabase(`row ${id} of its recent changes cannot be read`)
    }
  }
}
