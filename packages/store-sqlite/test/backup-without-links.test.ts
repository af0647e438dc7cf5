import { assert, describe, it } from "@effect/vitest"
import { Store } from "@enwrap/server/store"
import * as Effect from "effect/Effect"
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { beforeEach, vi } from "vitest"
import { backupSqlite, checkSqlite, layerSqlite } from "../src/index.ts"
import { databasePath } from "./database-path.ts"

/** What the disk of the target does. */
const target = vi.hoisted(() => ({
  onLink: () => {},
  onRename: () => {},
  error: undefined as Error | undefined
}))

vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>()
  const refused = () => {
    target.onLink()
    throw Object.assign(new Error("EPERM: operation not permitted, link"), { code: "EPERM" })
  }
  const renameSync = (from: string, to: string) => {
    target.onRename()
    fs.renameSync(from, to)
  }
  return { ...fs, linkSync: refused, renameSync }
})

vi.mock("node:sqlite", async (original) => {
  const sqlite = await original<typeof import("node:sqlite")>()
  const backup: typeof sqlite.backup = (...args) =>
    target.error === undefined ? sqlite.backup(...args) : Promise.reject(target.error)
  return { ...sqlite, backup }
})

const sqliteError = (errcode: number, message: string) =>
  Object.assign(new Error(message), { code: "ERR_SQLITE_ERROR", errcode })

describe("a backup on a file system without hard links, or with faults", () => {
  beforeEach(() => {
    target.onLink = () => {}
    target.onRename = () => {}
    target.error = undefined
  })

  const stored = Effect.gen(function* () {
    const path = yield* databasePath
    const put = Effect.flatMap(Store, (store) =>
      store.commit({ puts: [{ space: "s", key: "k", value: new Uint8Array(9) }] })
    )
    yield* Effect.provide(put, layerSqlite({ path }))
    return {
      path,
      file: join(dirname(path), "copy.db"),
      files: () => readdirSync(dirname(path)).filter((name) => name.startsWith("copy.db"))
    }
  })

  it.effect("is written, and complete", () =>
    Effect.gen(function* () {
      const { file, files, path } = yield* stored
      yield* backupSqlite({ path, file })
      assert.strictEqual(statSync(file).mode & 0o777, 0o600)
      assert.deepStrictEqual(files(), ["copy.db"])
      yield* checkSqlite({ path: file })
    })
  )

  it.effect("never replaces a file that was created meanwhile", () =>
    Effect.gen(function* () {
      const { file, files, path } = yield* stored
      target.onLink = () => writeFileSync(file, "of somebody else")
      const failure = yield* Effect.flip(backupSqlite({ path, file }))
      assert.include(failure.message, "no backup was written: EEXIST: file already exists")
      assert.strictEqual(readFileSync(file, "utf8"), "of somebody else")
      assert.deepStrictEqual(files(), ["copy.db"])
    })
  )

  it.effect("leaves nothing behind if it cannot be renamed", () =>
    Effect.gen(function* () {
      const { file, files, path } = yield* stored
      target.onRename = () => {
        throw new Error("EIO: i/o error, rename")
      }
      assert.include((yield* Effect.flip(backupSqlite({ path, file }))).message, "EIO")
      assert.deepStrictEqual(files(), [])
    })
  )

  it.effect("names the file that cannot be written, not the database", () =>
    Effect.gen(function* () {
      const { file, files, path } = yield* stored
      for (const [code, problem] of [
        [13, "database or disk is full"],
        [778, "disk I/O error"],
        [8, "attempt to write a readonly database"]
      ] as const) {
        target.error = sqliteError(code, problem)
        const { message } = yield* Effect.flip(backupSqlite({ path, file }))
        assert.strictEqual(message, `no backup was written: ${file} cannot be written: ${problem}`)
      }
      target.error = sqliteError(11, "database disk image is malformed")
      const { message } = yield* Effect.flip(backupSqlite({ path, file }))
      assert.strictEqual(
        message,
        `no backup was written: ${path} is damaged: database disk image is malformed, or the disk failed to read it`
      )
      assert.deepStrictEqual(files(), [])
    })
  )

  it.effect("leaves nothing behind if it is interrupted", () =>
    Effect.gen(function* () {
      const { file, files, path } = yield* stored
      const stopped = new AbortController()
      const backup = backupSqlite({ path, file, signal: stopped.signal })
      setImmediate(() => stopped.abort())
      const { message } = yield* Effect.flip(backup)
      assert.strictEqual(message, "no backup was written: it was interrupted")
      assert.deepStrictEqual(files(), [])
    })
  )
})
