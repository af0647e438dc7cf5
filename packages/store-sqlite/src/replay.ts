import type { DatabaseSync } from "node:sqlite"
import type { RecentChanges } from "./recent-changes.ts"

/** Recent changes cannot be read. */
export class DamagedChanges extends Error {}

/**
 * Reads the recent changes of a database into memory.
 *
 * @throws DamagedChanges
 */
export const replay = (database: DatabaseSync, recent: RecentChanges): void => {
  recent.clear()
  for (const { changes, id } of database.prepare("SELECT id, changes FROM recent ORDER BY id").iterate())
    try {
      recent.append(changes as Uint8Array, Number(id))
    } catch {
      throw new DamagedChanges(`row ${String(id)} of its recent changes cannot be read`)
    }
}
