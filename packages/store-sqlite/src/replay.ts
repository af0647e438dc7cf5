import type { DatabaseSync } from "node:sqlite"
import { DamagedDatabase } from "./damaged-database.ts"
import type { RecentChanges } from "./recent-changes.ts"

/**
 * Reads the recent changes of a database into memory.
 *
 * @throws DamagedDatabase
 */
export const replay = (database: DatabaseSync, recent: RecentChanges): void => {
  recent.clear()
  for (const { changes, id } of database.prepare("SELECT id, changes FROM recent ORDER BY id").iterate())
    try {
      recent.append(changes as Uint8Array, Number(id))
    } catch {
      throw new DamagedDatabase(`row ${String(id)} of its recent changes cannot be read`)
    }
}
