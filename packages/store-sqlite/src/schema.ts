import type { DatabaseSync } from "node:sqlite"
import { SqliteOpenFailure } from "./open-failure.ts"

/** "Enwr": marks a database as one of Enwrap. */
const APPLICATION_ID = 0x456e7772

/**
 * The steps from each version of the schema to the next one. A database of version n has been through the first n steps. Steps
 * are only ever added.
 *
 * Values are in a table that is ordered by age, so that pages are filled one after the other; only the keys are at random places
 * in an index. `value` is the last column, so that the others are read without it.
 */
export const migrations: ReadonlyArray<string> = [
  `CREATE TABLE space (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
   CREATE TABLE record (id INTEGER PRIMARY KEY, key BLOB NOT NULL, expires NUMERIC, value BLOB NOT NULL);
   CREATE UNIQUE INDEX record_key ON record (key);
   CREATE INDEX record_expires ON record (expires) WHERE expires IS NOT NULL;`
]

const pragma = (database: DatabaseSync, name: string): number =>
  Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0])

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
  database.exec("BEGIN IMMEDIATE")
  try {
    for (const step of steps.slice(version)) database.exec(step)
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${steps.length}; COMMIT`)
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK")
    throw error
  }
}
