import { assert, describe, it } from "@effect/vitest"
import { Store } from "@enwrap/server/store"
import * as Effect from "effect/Effect"
import { DatabaseSync } from "node:sqlite"
import { backupSqlite, checkSqlite } from "../src/index.ts"
import { checkRecords } from "../src/check-records.ts"
import { layerWithLimits } from "../src/layer-sqlite.ts"
import { DEFAULT_LIMITS } from "../src/store-limits.ts"
import { type Damage, DAMAGES, damageRows, LOST_EXPIRIES, OTHER_KEYS, SHARED } from "./damaged-rows.ts"
import { databasePath } from "./database-path.ts"

const problemOf = (database: DatabaseSync): string | undefined => {
  try {
    checkRecords(database)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

const filled = Effect.gen(function* () {
  const path = yield* databasePath
  const fill = Effect.gen(function* () {
    const store = yield* Store
    const record = (key: string, expiresAt?: number) => ({ space: "s", key, value: new Uint8Array(1000), expiresAt })
    yield* store.commit({ puts: [record("a record"), record("another"), record("short-lived", 2 ** 41)] })
    yield* store.commit({ puts: [{ ...record("small"), value: new Uint8Array(0) }] })
    yield* store.commit({ puts: [record("last")] })
  })
  yield* Effect.provide(fill, layerWithLimits({ path }, { ...DEFAULT_LIMITS, segmentBytes: 1, recentBytes: 0 }))
  return path
})

describe("the full check", () => {
  it.effect("finds records whose columns cannot be right, although SQLite finds nothing", () =>
    Effect.gen(function* () {
      const path = yield* filled
      const damages: ReadonlyArray<Damage> = [
        ...DAMAGES,
        SHARED,
        { name: "its key is a text", sql: OTHER_KEYS[0]!, isHidden: false },
        ...LOST_EXPIRIES.map((sql) => ({ name: sql, sql }))
      ]
      const database = new DatabaseSync(path)
      assert.isUndefined(problemOf(database))
      for (const { isHidden = false, name, sql } of damages) {
        database.exec("BEGIN")
        const number = database.prepare("SELECT number FROM space WHERE name = 's'").get()!["number"]
        const key = Buffer.concat([Uint8Array.of(Number(number)), Buffer.from("a record")])
        database.prepare(sql.replace("{content}", "(SELECT content FROM record WHERE key = ?1)")).run(key)
        const problem = problemOf(database)
        if (isHidden) assert.isUndefined(problem, name)
        else assert.match(problem ?? "", /^a record (in the space "s" )?(has|expires at) /, name)
        database.exec("ROLLBACK")
      }
      database.close()
    })
  )

  it.effect("is made of a backup, which is not written if a record has lost its value", () =>
    Effect.gen(function* () {
      const path = yield* filled
      yield* checkSqlite({ path })
      damageRows(path, "s", [["another", "DELETE FROM content WHERE id = {content}"]])
      const message = `${path} is damaged: a record in the space "s" has no value`
      assert.deepInclude(yield* Effect.flip(checkSqlite({ path })), { problem: "damaged", message })
      const failure = yield* Effect.flip(backupSqlite({ path, file: `${path}.copy` }))
      assert.strictEqual(failure.message, `no backup was written: ${message}`)
    })
  )
})
