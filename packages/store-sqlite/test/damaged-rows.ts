import { assert } from "@effect/vitest"
import { DatabaseSync } from "node:sqlite"

export interface Damage {
  readonly name: string
  readonly sql: string
  /** Whether only what decrypts the value can know. */
  readonly isHidden?: boolean
}

/** What a disk can make of a record or its content. The key of the record is ?1, and `{content}` stands for the id of its content. */
export const DAMAGES: ReadonlyArray<Damage> = [
  { name: "its content is missing", sql: "DELETE FROM content WHERE id = {content}" },
  { name: "nothing has the id of its content", sql: "UPDATE record SET content = content + 8388608 WHERE key = ?1" },
  {
    name: "the id of its content cannot be read",
    sql: "UPDATE record SET content = content | (1 << 60) WHERE key = ?1"
  },
  { name: "the id of its content is negative", sql: "UPDATE record SET content = content | (1 << 63) WHERE key = ?1" },
  { name: "the id of its content is a float", sql: "UPDATE record SET content = 8.8e-312 WHERE key = ?1" },
  { name: "the id of its content is a text", sql: "UPDATE record SET content = 'abc' WHERE key = ?1" },
  { name: "it has no value", sql: "UPDATE record SET content = NULL WHERE key = ?1" },
  { name: "its value is a text", sql: "UPDATE record SET content = NULL, value = 'abc' WHERE key = ?1" },
  { name: "its value is an integer", sql: "UPDATE record SET content = NULL, value = 7 WHERE key = ?1" },
  { name: "its value is a large integer", sql: "UPDATE record SET content = NULL, value = 1 << 60 WHERE key = ?1" },
  { name: "its value is a float", sql: "UPDATE record SET content = NULL, value = 0.5 WHERE key = ?1" },
  { name: "its value is empty", isHidden: true, sql: "UPDATE record SET content = NULL, value = x'' WHERE key = ?1" },
  {
    name: "its value is too short",
    isHidden: true,
    sql: "UPDATE record SET content = NULL, value = x'20000000000000' WHERE key = ?1"
  },
  { name: "its content is a text", sql: "UPDATE content SET value = 'abc' WHERE id = {content}" },
  { name: "its content is a large integer", sql: "UPDATE content SET value = 1 << 60 WHERE id = {content}" },
  {
    name: "its content is too short",
    isHidden: true,
    sql: "UPDATE content SET value = substr(value, 1, 3) WHERE id = {content}"
  },
  {
    name: "a bit has changed",
    isHidden: true,
    sql: "UPDATE content SET value = CAST(substr(value, 1, 40) || x'aa' || substr(value, 42) AS BLOB) WHERE id = {content}"
  }
]

export const SHARED: Damage = {
  name: "its content belongs to another record",
  sql: "UPDATE record SET content = (SELECT max(content) FROM record WHERE substr(key, 1, 1) = substr(?1, 1, 1)) WHERE key = ?1"
}

/** What a disk can make of a key. Nothing finds the record, but it must not be in the way of others. */
export const OTHER_KEYS: ReadonlyArray<string> = [
  "UPDATE record SET key = CAST(key AS TEXT) WHERE key = ?1",
  "UPDATE record SET key = CAST(key || x'ff' AS BLOB) WHERE key = ?1",
  "UPDATE record SET key = CAST(substr(key, 1, 9) || x'c3' || substr(key, 11) AS BLOB) WHERE key = ?1",
  "UPDATE record SET key = CAST(substr(key, 1, 1) || x'e6' || substr(key, 3) AS BLOB) WHERE key = ?1",
  "UPDATE record SET key = substr(key, 1, 1) WHERE key = ?1"
]

/** What a disk can make of an expiry that is none, or does not look like one. */
export const LOST_EXPIRIES: ReadonlyArray<string> = ["0", "8.8e-312", "'abc'", "x'00'"].map(
  (expires) => `UPDATE record SET expires = ${expires} WHERE key = ?1`
)

/** Expiries that are later than they were. */
export const LATER_EXPIRIES: ReadonlyArray<string> = ["expires | (1 << 41)", "NULL"].map(
  (expires) => `UPDATE record SET expires = ${expires} WHERE key = ?1`
)

/** Changes a database that nothing has open. */
export const damageRows = (
  path: string,
  space: string,
  changes: ReadonlyArray<readonly [key: string, sql: string]>
): void => {
  const database = new DatabaseSync(path)
  try {
    const { number } = database.prepare("SELECT number FROM space WHERE name = ?").get(space)!
    for (const [key, sql] of changes) {
      const bytes = Buffer.concat([Uint8Array.of(Number(number)), Buffer.from(key)])
      const statement = database.prepare(sql.replace("{content}", "(SELECT content FROM record WHERE key = ?1)"))
      assert.strictEqual(statement.run(bytes).changes, 1, sql)
    }
  } finally {
    database.close()
  }
}
