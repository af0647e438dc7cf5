import type { DatabaseSync } from "node:sqlite"
import { SqliteOpenFailure } from "./open-failure.ts"
import { checksumOf } from "./row-checksum.ts"

/** "Enwr": marks a database as one of Enwrap. */
const APPLICATION_ID = 0x456e7772

/**
 * The steps from each version of the schema to the next one. A database of version n has been through the first n steps. Steps
 * are only ever added.
 *
 * A record is one entry of one tree, so a commit changes few pages. A larger value is in `content`, in the order of expiry, where it
 * takes no more space than it needs, and is not in the way when keys are compared. There is no index on `expires`: it would
 * contain every key again. Expired records are found by reading all records, a part at a time.
 */
export const migrations: ReadonlyArray<string> = [
  `CREATE TABLE space (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
   CREATE TABLE content (id INTEGER PRIMARY KEY, value BLOB NOT NULL);
   CREATE TABLE record (key BLOB PRIMARY KEY, expires NUMERIC, content INTEGER, value BLOB) WITHOUT ROWID;`,
  // What was committed last, in the order of the commits. See the decision 0028.
  `CREATE TABLE recent (id INTEGER PRIMARY KEY, changes BLOB NOT NULL);`,
  // The ids of new contents are in the order of expiry, which an earlier version does not keep. See the decision 0035.
  "",
  // Before, a changed bit could bring a deleted record back, or move all records of a space to another one.
  `ALTER TABLE recent ADD COLUMN checksum INTEGER;
   UPDATE recent SET checksum = checksum_of(id, changes);
   ALTER TABLE space ADD COLUMN checksum INTEGER;
   UPDATE space SET checksum = checksum_of(number, name);`
]

const pragma = (database: DatabaseSync, name: string): number =>
  Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0])

/** Whether a table has a column: a database that is only read, such as a backup, may have an earlier schema. */
export const hasColumn = (database: DatabaseSync, table: string, column: string): boolean =>
  database.prepare("SELECT 1 FROM pragma_table_info(?) WHERE name = ?").get(table, column) !== undefined

/**
 * Brings a database to the latest version of the schema, in one transaction. An empty database is one of version 0.
 *
 * @throws SqliteOpenFailure for a newer database, or one of another program
 */
export const migrate = (database: DatabaseSync, path: string, steps: ReadonlyArray<string> = migrations): void => {
  const version = pragma(database, "user_version")
  const isEmpty = database.prepare("SELECT 1 FROM sqlite_schema").get() === undefined
  if (pragma(database, "application_id") !== APPLICATION_ID && !isEmpty)
    throw new SqliteOpenFailure({ problem: "foreign", message: `${path} is a database of another program` })
  if (version > steps.length)
    throw new SqliteOpenFailure({
      problem: "newer",
      message: `${path} was written by a newer version of Enwrap: its schema has version ${version}, and this version of Enwrap knows versions up to ${steps.length}`
    })
  if (version === steps.length) return
  database.function("checksum_of", (row, content) => checksumOf(Number(row), content as Uint8Array | string))
  database.exec("BEGIN IMMEDIATE")
  try {
    for (const step of steps.slice(version)) database.exec(step)
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${steps.length}; COMMIT`)
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK")
    throw error
  }
}
