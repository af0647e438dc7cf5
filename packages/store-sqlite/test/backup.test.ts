import { assert, describe, it } from "@effect/vitest"
import { Store } from "@enwrap/server/store"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { backupSqlite, checkSqlite, layerSqlite } from "../src/index.ts"
import { databasePath } from "./database-path.ts"

/** Bytes of a page of the database. */
const PAGE = 4096

const pair = (store: typeof Store.Service, n: number) => {
  const value = new TextEncoder().encode(String(n))
  return store.commit({
    puts: [
      { space: "s", key: "first", value },
      { space: "s", key: `filler ${n}`, value: new Uint8Array(4000) },
      { space: "t", key: "second", value }
    ]
  })
}

const numberIn = (store: typeof Store.Service, space: string, key: string) =>
  Effect.map(store.get(space, key), (record) => Number(new TextDecoder().decode(record!.value)))

describe("a backup", () => {
  it.effect("is consistent while a server commits, and a server can be started on it", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const file = join(dirname(path), "copy.db")
      const last = yield* Effect.provide(
        Effect.gen(function* () {
          const store = yield* Store
          for (let n = 0; n < 500; n++) yield* pair(store, n)
          const backup = yield* Effect.forkChild(backupSqlite({ path, file }))
          let n = 500
          while (!existsSync(file)) yield* pair(store, n++)
          yield* Fiber.join(backup)
          yield* pair(store, n)
          return n
        }),
        layerSqlite({ path })
      )
      assert.strictEqual(statSync(file).mode & 0o777, 0o600)
      assert.notInclude(readdirSync(dirname(path)).join(), ".part")
      yield* checkSqlite({ path: file })
      yield* Effect.provide(
        Effect.gen(function* () {
          const store = yield* Store
          const n = yield* numberIn(store, "s", "first")
          assert.strictEqual(yield* numberIn(store, "t", "second"), n)
          assert.isTrue(n >= 499 && n < last)
          assert.isDefined(yield* store.get("s", `filler ${n}`))
          assert.isUndefined(yield* store.get("s", `filler ${n + 1}`))
        }),
        layerSqlite({ path: file })
      )
    })
  )

  it.effect("never replaces a file, and leaves nothing behind if it fails", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const file = join(dirname(path), "copy.db")
      yield* Effect.provide(
        Effect.gen(function* () {
          yield* pair(yield* Store, 1)
          yield* backupSqlite({ path, file })
          const again = yield* Effect.flip(backupSqlite({ path, file }))
          assert.strictEqual(again.message, `${file} exists already`)
          const elsewhere = yield* Effect.flip(backupSqlite({ path, file: join(path, "copy.db") }))
          assert.include(elsewhere.message, "no backup was written: ")
          const missing = yield* Effect.flip(backupSqlite({ path: `${path}.missing`, file: `${file}.2` }))
          assert.strictEqual(
            missing.message,
            `no backup was written: ${path}.missing cannot be opened: unable to open database file`
          )
        }),
        layerSqlite({ path })
      )
      assert.deepStrictEqual(readdirSync(dirname(path)).sort(), [
        "copy.db",
        "enwrap.db",
        "enwrap.db.lock",
        "enwrap.db.mark"
      ])
    })
  )

  it.effect("of a damaged database is not written, wherever the damage is", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const file = join(dirname(path), "copy.db")
      const fill = Effect.gen(function* () {
        const store = yield* Store
        for (let n = 0; n < 100; n++) yield* pair(store, n)
      })
      yield* Effect.provide(fill, layerSqlite({ path }))
      const intact = readFileSync(path)
      for (let at = PAGE; at < intact.length; at += 8 * PAGE) {
        const damaged = Buffer.from(intact)
        for (let i = at; i < at + 100; i++) damaged[i]! ^= 0xff
        writeFileSync(path, damaged)
        const failure = yield* Effect.flip(backupSqlite({ path, file }))
        assert.include(failure.message, `no backup was written: ${path} is damaged: `)
        assert.notInclude(readdirSync(dirname(path)).join(), "copy.db")
      }
      writeFileSync(path, intact)
      yield* backupSqlite({ path, file })
    })
  )
})
