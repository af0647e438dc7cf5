import type { DatabaseSync } from "node:sqlite"
import { SqliteOpenFailure } from "./open-failure.ts"
import type { RecentChanges } from "./recent-changes.ts"

/**
 * Reads the recent changes of a database into memory.
 *
 * @throws SqliteOpenFailure if they are damaged
 */
export const replay = (database: DatabaseSync, recent: RecentChanges): void => {
  recent.clear()
  const rows = database.prepare("SELECT id, changes FROM recent ORDER BY id").iterate()
  for (const { changes, id } of rows)
    try {
      recent.append(changes as Uint8Array, Number(id))
    } catch {
      throw new SqliteOpenFailure({ problem: "damaged", message: `row ${String(id)} of its recent changes is damaged` })
    }
}
