import { assert, describe, it } from "@effect/vitest"
import { Store } from "@enwrap/server/store"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from "node:fs"
import { dirname, join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { backupSqlite, checkSqlite, layerSqlite } from "../src/index.ts"
import { checksumOf } from "../src/row-checksum.ts"
import { migrate, migrations } from "../src/schema.ts"
import { databasePath } from "./database-path.ts"

const value = Uint8Array.of(1, 2, 3)

const write = Effect.flatMap(Store, (store) => store.commit({ puts: [{ space: "s", key: "a", value }] }))
const read = Effect.flatMap(Store, (store) => store.get("s", "a"))

/** Opens a database, and fails with the problem. */
const problemOf = (path: string) => Effect.flip(Effect.scoped(Layer.build(layerSqlite({ path }))))

const opened = <A, E>(path: string, use: Effect.Effect<A, E, Store>) => Effect.provide(use, layerSqlite({ path }))

const userVersion = (path: string): number => {
  const database = new DatabaseSync(path)
  try {
    return Object.values(database.prepare("PRAGMA user_version").get()!)[0] as number
  } finally {
    database.close()
  }
}

describe("opening a database", () => {
  it.effect("finds what was committed before it was closed", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      yield* opened(path, write)
      assert.deepEqual((yield* opened(path, read))?.value, value)
      assert.deepStrictEqual(readdirSync(dirname(path)).sort(), ["enwrap.db", "enwrap.db.lock", "enwrap.db.mark"])
    })
  )

  it.effect("refuses a database that is open, by whatever path", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      yield* opened(
        path,
        Effect.gen(function* () {
          yield* write
          const link = join(dirname(dirname(path)), "link.db")
          symlinkSync(path, link)
          for (const again of [path, link]) {
            const failure = yield* problemOf(again)
            assert.strictEqual(failure.problem, "in-use")
            assert.strictEqual(failure.message, `${again} is in use by another process`)
          }
          // The attempts did not take the lock away.
          assert.strictEqual((yield* problemOf(path)).problem, "in-use")
          yield* write
        })
      )
      assert.deepEqual((yield* opened(path, read))?.value, value)
    })
  )

  it.effect("two servers opened one database, the second one by a hard link", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const other = join(dirname(dirname(path)), "other", "enwrap.db")
      mkdirSync(dirname(other))
      const message = (name: string) =>
        `${name} has 2 names (hard links), but its log and its lock belong to one: delete the other names`
      yield* opened(
        path,
        Effect.gen(function* () {
          yield* write
          linkSync(path, other)
          assert.deepInclude(yield* problemOf(other), { problem: "inaccessible", message: message(other) })
          // A copy of it would lack the log.
          const copied = yield* Effect.flip(backupSqlite({ path: other, file: `${other}.copy` }))
          assert.strictEqual(copied.message, `no backup was written: ${message(other)}`)
          assert.strictEqual((yield* Effect.flip(checkSqlite({ path: other }))).message, message(other))
          assert.deepStrictEqual(readdirSync(dirname(other)), ["enwrap.db"])
        })
      )
      assert.strictEqual((yield* problemOf(path)).message, message(path))
      rmSync(other)
      assert.deepEqual((yield* opened(path, read))?.value, value)
    })
  )

  it.effect("two servers opened one database after its lock was deleted, or after the database was moved", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const moved = join(dirname(dirname(path)), "moved", "enwrap.db")
      mkdirSync(dirname(moved))
      yield* opened(
        path,
        Effect.gen(function* () {
          rmSync(`${path}.lock`)
          for (let i = 0; i < 2; i++) {
            yield* write
            const failure = yield* problemOf(path)
            assert.strictEqual(failure.problem, "in-use")
            assert.include(
              failure.message,
              `${path} is in use by another process, but its lock ${path}.lock does not exist`
            )
            assert.isFalse(existsSync(`${path}.lock`))
          }
          for (const end of ["", "-wal", "-shm", ".mark"]) renameSync(`${path}${end}`, `${moved}${end}`)
          const failure = yield* problemOf(moved)
          assert.strictEqual(failure.problem, "in-use")
          assert.include(failure.message, `${moved} is in use by another process, but its lock ${moved}.lock does not`)
          for (const end of ["", "-wal", "-shm", ".mark"]) renameSync(`${moved}${end}`, `${path}${end}`)
          yield* write
        })
      )
      assert.deepEqual((yield* opened(path, read))?.value, value)
      assert.isTrue(existsSync(`${path}.lock`))
    })
  )

  it.effect("a log whose database was emptied or deleted was overwritten by a new database", () =>
    Effect.gen(function* () {
      for (const damage of [(path: string) => truncateSync(path), (path: string) => rmSync(path)]) {
        const path = yield* databasePath
        const copy = join(dirname(path), "copy", "enwrap.db")
        mkdirSync(dirname(copy), { recursive: true })
        // As if the server had been killed.
        yield* opened(
          path,
          Effect.andThen(
            write,
            Effect.sync(() => {
              for (const end of ["", "-wal"]) copyFileSync(`${path}${end}`, `${copy}${end}`)
            })
          )
        )
        const log = readFileSync(`${copy}-wal`)
        damage(copy)
        const start = `${copy} is empty or missing, but its log ${copy}-wal is not, `
        const failure = yield* problemOf(copy)
        assert.strictEqual(failure.problem, "damaged")
        assert.include(failure.message, start)
        assert.include((yield* Effect.flip(checkSqlite({ path: copy }))).message, start)
        assert.include((yield* Effect.flip(backupSqlite({ path: copy, file: `${path}.copy` }))).message, start)
        assert.isTrue(log.equals(readFileSync(`${copy}-wal`)))
        // The database is put back.
        copyFileSync(path, copy)
        rmSync(`${copy}-wal`)
        assert.deepEqual((yield* opened(copy, read))?.value, value)
      }
    })
  )

  it.effect("a lock that contains something was reported as a database that is not one", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      yield* opened(path, write)
      writeFileSync(`${path}.lock`, "1234\n".repeat(300))
      const message = `${path}.lock is not a lock of Enwrap: if no server uses the database, delete this file, not the database`
      assert.deepInclude(yield* problemOf(path), { problem: "foreign", message })
      rmSync(`${path}.lock`)
      assert.deepEqual((yield* opened(path, read))?.value, value)
    })
  )

  it.effect("gives files to their owner only, whatever the umask is", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      for (const umask of [0o000, 0o777]) {
        const file = join(dirname(path), `${umask}`, "enwrap.db")
        const before = process.umask(umask)
        try {
          yield* opened(
            file,
            Effect.gen(function* () {
              yield* write
              const folder = dirname(file)
              assert.strictEqual(statSync(folder).mode & 0o777, 0o700)
              const names = readdirSync(folder).sort()
              assert.deepStrictEqual(names, [
                "enwrap.db",
                "enwrap.db-shm",
                "enwrap.db-wal",
                "enwrap.db.lock",
                "enwrap.db.mark"
              ])
              for (const name of names) assert.strictEqual(statSync(join(folder, name)).mode & 0o777, 0o600, name)
            })
          )
        } finally {
          process.umask(before)
        }
      }
    })
  )

  it.effect("removes the permissions of other users from existing files, and leaves an existing folder as it is", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      mkdirSync(dirname(path))
      chmodSync(dirname(path), 0o755)
      writeFileSync(path, "")
      chmodSync(path, 0o644)
      yield* opened(path, write)
      assert.strictEqual(statSync(path).mode & 0o777, 0o600)
      assert.strictEqual(statSync(dirname(path)).mode & 0o777, 0o755)
    })
  )

  it.effect("refuses a database with a newer schema, and does not change it", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      yield* opened(path, write)
      const database = new DatabaseSync(path)
      database.exec(`PRAGMA user_version = ${migrations.length + 1}`)
      database.close()
      const before = readFileSync(path)
      const failure = yield* problemOf(path)
      assert.strictEqual(failure.problem, "newer")
      assert.include(failure.message, `its schema has version ${migrations.length + 1}`)
      assert.isTrue(before.equals(readFileSync(path)))
    })
  )

  it.effect(
    "refuses a database of another program, a file that is not a database, and a folder that cannot be used",
    () =>
      Effect.gen(function* () {
        const path = yield* databasePath
        mkdirSync(dirname(path))
        const database = new DatabaseSync(path)
        database.exec("CREATE TABLE record (id)")
        database.close()
        assert.strictEqual((yield* problemOf(path)).message, `${path} is a database of another program`)
        const text = join(dirname(path), "notes.txt")
        writeFileSync(text, "not a database, but long enough to be read as the head of one".repeat(20))
        assert.strictEqual((yield* problemOf(text)).message, `${text} is not a database`)
        assert.strictEqual((yield* problemOf(join(text, "enwrap.db"))).problem, "inaccessible")
        assert.strictEqual((yield* problemOf(dirname(path))).problem, "inaccessible")
      })
  )

  it.effect(
    "a path of a folder, of a file that is not a database, or of a file beside it that is a folder: nothing is changed",
    () =>
      Effect.gen(function* () {
        const path = yield* databasePath
        const folder = dirname(path)
        const modeOf = (file: string): number => statSync(file).mode & 0o777
        mkdirSync(folder, { mode: 0o755 })
        assert.deepInclude(yield* problemOf(folder), { problem: "inaccessible", message: `${folder} is a folder` })
        assert.strictEqual(modeOf(folder), 0o755)
        assert.isFalse(existsSync(`${folder}.lock`))
        const text = join(folder, "notes.txt")
        // Shorter than the head of a database.
        writeFileSync(text, "notes")
        chmodSync(text, 0o644)
        assert.deepInclude(yield* problemOf(text), { problem: "foreign", message: `${text} is not a database` })
        assert.strictEqual(modeOf(text), 0o644)
        for (const end of [".lock", "-wal", "-shm", ".mark"]) {
          mkdirSync(`${path}${end}`, { mode: 0o755 })
          assert.strictEqual((yield* problemOf(path)).message, `${path}${end} is a folder`)
          assert.strictEqual(modeOf(`${path}${end}`), 0o755)
          rmdirSync(`${path}${end}`)
        }
        assert.isFalse(existsSync(path))
      })
  )

  it.effect("refuses a database whose recent changes are damaged", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      yield* opened(path, write)
      const damages = [
        "ff000000010000000001000000",
        // The key of a delete is longer than the row: by a byte, and by 256 MB.
        "120000000101000000000000000500000061626364",
        "09000010010100000000000000fcffff0f61626364",
        "0d00001001010000000000000000000010"
      ]
      for (const damage of damages) {
        const changes = Buffer.from(damage, "hex")
        const database = new DatabaseSync(path)
        database.prepare("UPDATE recent SET changes = ?, checksum = ?").run(changes, checksumOf(1, changes))
        database.close()
        const failure = yield* problemOf(path)
        assert.strictEqual(failure.problem, "damaged")
        assert.strictEqual(failure.message, `${path} is damaged: row 1 of its recent changes cannot be read`)
        assert.strictEqual((yield* Effect.flip(checkSqlite({ path }))).message, failure.message)
      }
    })
  )

  it.effect("a deleted record was there again after a bit of the database had changed", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const key = "used up".repeat(5)
      yield* opened(
        path,
        Effect.gen(function* () {
          const store = yield* Store
          yield* store.commit({ puts: [{ space: "s", key, value }] })
          yield* store.commit({ deletes: [{ space: "s", key }] })
        })
      )
      const bytes = readFileSync(path)
      // Of the put and of the delete. A page is filled from its end, so the delete comes first.
      const at = bytes.indexOf(key)
      assert.notStrictEqual(bytes.indexOf(key, at + 1), -1)
      bytes[at]! ^= 4
      writeFileSync(path, bytes)
      const failure = yield* problemOf(path)
      const message = `${path} is damaged: row 2 of its recent changes cannot be read`
      assert.deepInclude(failure, { problem: "damaged", message })
      assert.strictEqual((yield* Effect.flip(checkSqlite({ path }))).message, message)
      const copied = yield* Effect.flip(backupSqlite({ path, file: `${path}.copy` }))
      assert.strictEqual(copied.message, `no backup was written: ${message}`)
    })
  )

  it.effect("refuses a database with records of a space whose name is missing, or that cannot be read", () =>
    Effect.gen(function* () {
      const settled = "INSERT INTO record VALUES (x'0361', NULL, NULL, x'010203')"
      for (const [damage, message] of [
        ["DELETE FROM space", "it has records of the space 1, whose name is missing"],
        [settled, "it has records of the space 3, whose name is missing"],
        ["INSERT INTO record VALUES (x'', NULL, NULL, x'010203')", "the key of a record cannot be read"],
        ["UPDATE space SET number = 40000", "its space 40000 cannot be read"],
        ["UPDATE space SET name = 'r'", "its space 1 cannot be read"]
      ] as const) {
        const path = yield* databasePath
        yield* opened(path, write)
        const database = new DatabaseSync(path)
        database.exec(damage)
        database.close()
        const failure = yield* problemOf(path)
        assert.deepInclude(failure, { problem: "damaged", message: `${path} is damaged: ${message}` })
        assert.strictEqual((yield* Effect.flip(checkSqlite({ path }))).message, failure.message)
      }
    })
  )

  it.effect("refuses a damaged database", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const fill = Effect.flatMap(Store, (store) =>
        store.commit({
          puts: Array.from({ length: 500 }, (_, i) => ({ space: "s", key: `key ${i}`, value: new Uint8Array(100) }))
        })
      )
      yield* opened(path, fill)
      yield* checkSqlite({ path })
      const bytes = readFileSync(path)
      // The second half: pages of the table and its indexes.
      bytes.fill(0xa5, bytes.length >> 1)
      writeFileSync(path, bytes)
      const failure = yield* problemOf(path)
      assert.strictEqual(failure.problem, "damaged")
      assert.include(failure.message, `${path} is damaged: `)
      assert.strictEqual((yield* Effect.flip(checkSqlite({ path }))).problem, "damaged")
    })
  )

  it.effect("migrates an older schema in one step, or not at all", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      yield* opened(path, write)
      const steps = [...migrations, "CREATE TABLE more (id)", "INSERT INTO more VALUES (7)"]
      const broken = [...steps, "INSERT INTO missing VALUES (1)"]
      const database = new DatabaseSync(path)
      assert.throws(() => migrate(database, path, broken), "no such table: missing")
      assert.isUndefined(database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'more'").get())
      migrate(database, path, steps)
      assert.strictEqual(database.prepare("SELECT id FROM more").get()!["id"], 7)
      assert.strictEqual(database.prepare("SELECT count(*) AS n FROM recent").get()!["n"], 1)
      database.close()
      assert.strictEqual(userVersion(path), steps.length)
    })
  )

  it.effect("every earlier version of the schema becomes the latest one", () =>
    Effect.gen(function* () {
      for (let version = 1; version <= migrations.length; version++) {
        const path = yield* databasePath
        mkdirSync(dirname(path))
        const old = new DatabaseSync(path)
        migrate(old, path, migrations.slice(0, version))
        old.exec("INSERT INTO record VALUES (x'0161', NULL, NULL, x'010203'), (x'0162', NULL, NULL, x'')")
        const hasChecksums = version > 3
        old.exec(`INSERT INTO space VALUES (1, 's'${hasChecksums ? `, ${checksumOf(1, "s")}` : ""})`)
        if (version > 1) {
          // It deletes the second record.
          const changes = Buffer.from("0f000000010100000000000000020000000162", "hex")
          old.prepare("INSERT INTO recent (id, changes) VALUES (7, ?)").run(changes)
          if (hasChecksums) old.prepare("UPDATE recent SET checksum = ?").run(checksumOf(7, changes))
        }
        old.close()
        yield* checkSqlite({ path })
        assert.deepEqual((yield* opened(path, read))?.value, value)
        const second = Effect.flatMap(Store, (store) => store.get("s", "b"))
        assert.strictEqual((yield* opened(path, second)) === undefined, version > 1)
        yield* checkSqlite({ path })
        assert.strictEqual(userVersion(path), migrations.length)
        assert.isTrue(existsSync(path))
      }
    })
  )
})
