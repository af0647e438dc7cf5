import { assert, describe, it } from "@effect/vitest"
import { Store, StoreFailure } from "@enwrap/server/store"
import * as Effect from "effect/Effect"
import { copyFileSync, renameSync, rmSync } from "node:fs"
import { dirname } from "node:path"
import { checkSqlite, layerSqlite } from "../src/index.ts"
import { databasePath } from "./database-path.ts"

const put = (key: string) =>
  Effect.flatMap(Store, (store) => store.commit({ puts: [{ space: "s", key, value: Uint8Array.of(1) }] }))
const read = (key: string) => Effect.flatMap(Store, (store) => store.get("s", key))

/** Commits until one fails. The files are looked at now and then. */
const failing: Effect.Effect<StoreFailure, unknown, Store> = Effect.gen(function* () {
  for (;;) {
    const failure = yield* Effect.match(put("a"), { onFailure: (error) => error, onSuccess: () => undefined })
    if (failure !== undefined) return failure
  }
})

describe("writes were answered and then lost", () => {
  const changes: Readonly<Record<string, (path: string) => readonly [gone: string, putBack: () => void]>> = {
    "the folder was moved": (path) => {
      const folder = dirname(path)
      renameSync(folder, `${folder}.moved`)
      return [path, () => renameSync(`${folder}.moved`, folder)]
    },
    "the database was moved": (path) => {
      renameSync(path, `${path}.moved`)
      return [path, () => renameSync(`${path}.moved`, path)]
    },
    "the database was replaced by a copy": (path) => {
      copyFileSync(path, `${path}.copy`)
      renameSync(path, `${path}.moved`)
      renameSync(`${path}.copy`, path)
      return [path, () => renameSync(`${path}.moved`, path)]
    },
    "the log was moved": (path) => {
      renameSync(`${path}-wal`, `${path}.moved`)
      return [`${path}-wal`, () => renameSync(`${path}.moved`, `${path}-wal`)]
    }
  }
  for (const [name, change] of Object.entries(changes))
    it.effect(`after ${name} while a server had the database open`, () =>
      Effect.gen(function* () {
        const path = yield* databasePath
        const use = Effect.gen(function* () {
          yield* put("before")
          const [gone, putBack] = change(path)
          const failure = yield* failing
          assert.instanceOf(failure, StoreFailure)
          assert.include(String(failure.cause), `${gone} was moved, deleted or replaced while the server has it open`)
          // What was stored can still be read.
          assert.isDefined(yield* read("before"))
          putBack()
          yield* Effect.eventually(put("after"))
        })
        yield* Effect.provide(use, layerSqlite({ path }))
        yield* checkSqlite({ path })
        const found = Effect.forEach(["before", "after"], read)
        for (const record of yield* Effect.provide(found, layerSqlite({ path }))) assert.isDefined(record)
      })
    )

  it.effect("after the database was deleted while a server had it open", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const use = Effect.gen(function* () {
        yield* put("before")
        for (const end of ["", "-wal", "-shm", ".lock", ".mark"]) rmSync(`${path}${end}`)
        assert.include(String((yield* failing).cause), "do not stop the server, whose process still has it")
      })
      yield* Effect.provide(use, layerSqlite({ path }))
    })
  )
})
