import { DatabaseSync } from "node:sqlite"
import { expect, test } from "vitest"
import { RecentChanges } from "./recent-changes.ts"
import { replay } from "./replay.ts"
import { checksumOf } from "./row-checksum.ts"
import { migrate } from "./schema.ts"
import { DEFAULT_LIMITS } from "./store-limits.ts"

/** Deletes a record. */
const CHANGES = Buffer.from("0f000000010100000000000000020000000162", "hex")

const replayed = (damage: (database: DatabaseSync) => void, first = 1): RecentChanges => {
  const database = new DatabaseSync(":memory:")
  migrate(database, "")
  const insert = database.prepare("INSERT INTO recent (id, changes, checksum) VALUES (?, ?, ?)")
  for (let id = first; id < first + 4; id++) insert.run(id, CHANGES, checksumOf(id, CHANGES))
  damage(database)
  const recent = new RecentChanges(DEFAULT_LIMITS)
  replay(database, recent)
  return recent
}

test("rows are read that begin with any number", () => {
  for (const first of [1, 7, 2 ** 32 - 2, 2 ** 40]) expect(replayed(() => {}, first).lastRow).toBe(first + 3)
})

test("every changed bit of a row is noticed: of its changes, its checksum, and its number", () => {
  const flipped = (bit: number): Buffer => {
    const changes = Buffer.from(CHANGES)
    changes[bit >> 3]! ^= 1 << (bit & 7)
    return changes
  }
  for (let bit = 0; bit < 8 * CHANGES.length; bit++)
    expect(() =>
      replayed((database) => database.prepare("UPDATE recent SET changes = ? WHERE id = 2").run(flipped(bit)))
    ).toThrow("row 2 of its recent changes cannot be read")
  for (const checksum of ["NULL", "'text'", "checksum + 1", "checksum + 4294967296"])
    expect(() =>
      replayed((database) => database.exec(`UPDATE recent SET checksum = ${checksum} WHERE id = 3`))
    ).toThrow("row 3 of its recent changes cannot be read")
  for (let bit = 3; bit < 31; bit++)
    expect(() => replayed((database) => database.exec(`UPDATE recent SET id = id + ${2 ** bit}`))).toThrow(
      `row ${1 + 2 ** bit} of its recent changes cannot be read`
    )
})

test("a row that is missing between others is noticed", () => {
  expect(() => replayed((database) => database.exec("DELETE FROM recent WHERE id = 3"))).toThrow(
    "its recent changes have no row 3"
  )
  expect(replayed((database) => database.exec("DELETE FROM recent WHERE id < 3")).lastRow).toBe(4)
})
