import { assert, describe, it } from "@effect/vitest"
import { Store } from "@enwrap/server/store"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from "node:fs"
import { dirname, join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { readMark } from "../src/commit-mark.ts"
import { backupSqlite, checkSqlite, layerSqlite } from "../src/index.ts"
import { layerWithLimits } from "../src/layer-sqlite.ts"
import { DEFAULT_LIMITS } from "../src/store-limits.ts"
import { databasePath } from "./database-path.ts"

const value = new Uint8Array(200).fill(1)
const at = (n: number) => ({ space: "s", key: `token ${n}` })

const opened = <A, E>(path: string, use: Effect.Effect<A, E, Store>) => Effect.provide(use, layerSqlite({ path }))
const problemOf = (path: string) => Effect.flip(Effect.scoped(Layer.build(layerSqlite({ path }))))

const put = (n: number) => Effect.flatMap(Store, (store) => store.commit({ puts: [{ ...at(n), value }] }))
const use = (n: number) => Effect.flatMap(Store, (store) => store.commit({ deletes: [at(n)] }))
const isThere = (n: number) =>
  Effect.map(
    Effect.flatMap(Store, (store) => store.get(at(n).space, at(n).key)),
    (found) => found !== undefined
  )

const ENDS = ["", "-wal", ".mark"]

/** Copies the files of a database, as if its server had been killed. */
const copy = (from: string, to: string, ends: ReadonlyArray<string> = ENDS): void => {
  mkdirSync(dirname(to), { recursive: true })
  for (const end of ends) copyFileSync(`${from}${end}`, `${to}${end}`)
}

const TOKENS = 8

/** A folder of a server that was killed after it had used all tokens, and an earlier copy of its log. */
const killed = Effect.gen(function* () {
  const path = yield* databasePath
  const left = join(dirname(dirname(path)), "killed", "enwrap.db")
  const early = join(dirname(dirname(path)), "early", "enwrap.db")
  yield* opened(
    path,
    Effect.gen(function* () {
      for (let n = 0; n < TOKENS; n++) yield* put(n)
      copy(path, early)
      for (let n = 0; n < TOKENS; n++) yield* use(n)
      copy(path, left)
    })
  )
  return { early, left }
})

const flip = (file: string, at: number): void => {
  const bytes = readFileSync(file)
  bytes[at]! ^= 1
  writeFileSync(file, bytes)
}

describe("a log that SQLite would read in part", () => {
  const damages: Readonly<Record<string, (log: string, early: string) => void>> = {
    "a bit of its header had changed": (log) => flip(log, 16),
    "a bit in its middle had changed": (log) => flip(log, statSync(log).size >> 1),
    "a bit of its last page had changed": (log) => flip(log, statSync(log).size - 1000),
    "it was shortened": (log) => truncateSync(log, statSync(log).size - 5000),
    "it was emptied": (log) => truncateSync(log),
    "it was removed": (log) => rmSync(log),
    "it was an older one": (log, early) => copyFileSync(early, log)
  }
  for (const [name, damage] of Object.entries(damages))
    it.effect(`used wrapping tokens were valid again after ${name}`, () =>
      Effect.gen(function* () {
        const { early, left: path } = yield* killed
        damage(`${path}-wal`, `${early}-wal`)
        const before = [path, `${path}-wal`].map((file) => existsSync(file) && readFileSync(file))
        const failure = yield* problemOf(path)
        assert.strictEqual(failure.problem, "damaged")
        assert.match(failure.message, /is damaged: the last (commit is|\d+ commits are) missing\. Its log .*-wal is /)
        assert.include(failure.message, `delete ${path}.mark`)
        assert.strictEqual((yield* Effect.flip(checkSqlite({ path }))).message, failure.message)
        const copied = yield* Effect.flip(backupSqlite({ path, file: `${path}.copy` }))
        assert.strictEqual(copied.message, `no backup was written: ${failure.message}`)
        assert.notInclude(readdirSync(dirname(path)).join(), "copy")
        // What is left is the evidence.
        for (const [i, file] of [path, `${path}-wal`].entries())
          if (before[i] instanceof Buffer) assert.isTrue(readFileSync(file).equals(before[i]), file)
        // The operator accepts the loss.
        rmSync(`${path}.mark`)
        yield* opened(path, put(TOKENS))
        assert.isTrue(yield* opened(path, isThere(TOKENS)))
      })
    )

  it.effect("is read as a whole if it is whole", () =>
    Effect.gen(function* () {
      const { left } = yield* killed
      yield* checkSqlite({ path: left })
      assert.isFalse(yield* opened(left, isThere(TOKENS - 1)))
    })
  )

  it.effect("a young database whose log was damaged was a new one, which anyone could initialize", () =>
    Effect.gen(function* () {
      const { left } = yield* killed
      for (const damage of [() => flip(`${left}-wal`, 16), () => rmSync(`${left}-wal`), () => rmSync(left)]) {
        damage()
        const failure = yield* problemOf(left)
        assert.strictEqual(failure.problem, "damaged")
        assert.include(failure.message, `the last ${2 * TOKENS} commits are missing`)
      }
      assert.isFalse(existsSync(left))
    })
  )

  it.effect("a backup that is restored beside the old files is refused, and the message lists what to move away", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const file = join(dirname(dirname(path)), "copy.db")
      yield* opened(path, Effect.andThen(put(1), backupSqlite({ path, file })))
      yield* opened(path, use(1))
      copyFileSync(file, path)
      const { message } = yield* problemOf(path)
      assert.include(
        message,
        "If this is a backup that was just restored, move away what is left of the old database: "
      )
      const left = /old database: ([^:]+)\. Only/.exec(message)![1]!.split(", ")
      assert.include(left, `${path}.mark`)
      for (const name of left) rmSync(name)
      assert.isTrue(yield* opened(path, isThere(1)))
    })
  )
})

describe("a log of another database beside a backup", () => {
  it.effect("was read, and reported in several lines that did not say what to do", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const other = join(dirname(dirname(path)), "other", "enwrap.db")
      const fill = (count: number, size: number) =>
        Effect.forEach(Array.from({ length: count }), (_, n) =>
          Effect.flatMap(Store, (store) => store.commit({ puts: [{ ...at(n), value: new Uint8Array(size).fill(n) }] }))
        )
      yield* opened(path, fill(60, 3000))
      yield* opened(other, fill(60, 9000))
      // Its log has some of its pages only.
      const copyLog = Effect.sync(() => copyFileSync(`${other}-wal`, `${path}-wal`))
      yield* opened(other, Effect.andThen(fill(30, 6000), copyLog))
      // So that only the log is there to tell.
      rmSync(`${path}.mark`)
      const files = [path, `${path}-wal`]
      const before = files.map((file) => readFileSync(file))
      const { message, problem } = yield* problemOf(path)
      assert.strictEqual(problem, "damaged")
      assert.match(message, /^[^\n*]+$/)
      const left = `${path}-wal, ${path}-shm`
      const hint = `If it is a backup that was copied over another database, the log of that one is still beside it: move away ${left}, and`
      assert.include(message, hint)
      assert.include((yield* Effect.flip(checkSqlite({ path }))).message, hint)
      for (const [i, file] of files.entries()) assert.isTrue(readFileSync(file).equals(before[i]!), file)
      for (const end of ["-wal", "-shm"]) rmSync(path + end)
      assert.isTrue(yield* opened(path, isThere(59)))
    })
  )
})

describe("the mark of the last commit", () => {
  const marks: Readonly<Record<string, (mark: string, early: string) => void>> = {
    older: (mark, early) => copyFileSync(early, mark),
    empty: (mark) => writeFileSync(mark, ""),
    missing: (mark) => rmSync(mark)
  }
  for (const [name, change] of Object.entries(marks))
    it.effect(`never refuses a database if it is ${name}, and is written by the next commit`, () =>
      Effect.gen(function* () {
        const { early, left } = yield* killed
        assert.deepStrictEqual([readMark(left), readMark(early)], [{ row: 2 * TOKENS }, { row: TOKENS }])
        change(`${left}.mark`, `${early}.mark`)
        yield* opened(
          left,
          Effect.gen(function* () {
            assert.isFalse(yield* isThere(TOKENS - 1))
            yield* put(1)
          })
        )
        assert.deepStrictEqual(readMark(left), { row: 2 * TOKENS + 1 })
        assert.isTrue(yield* opened(left, isThere(1)))
      })
    )

  it.effect("is ignored if it is damaged, with a warning, and written again", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      yield* opened(path, put(1))
      const mark = `${path}.mark`
      assert.strictEqual(statSync(mark).mode & 0o777, 0o600)
      for (const damage of [() => flip(mark, 0), () => flip(mark, 9), () => truncateSync(mark, 5)]) {
        damage()
        const logged: Array<unknown> = []
        const logger = Logger.layer([Logger.make(({ message }) => void logged.push(message))])
        assert.isTrue(yield* Effect.provide(opened(path, isThere(1)), logger))
        assert.deepStrictEqual(logged.flat(), [`whether commits are missing is not known: ${mark} is damaged`])
        yield* opened(path, put(2))
        assert.isDefined(readMark(path).row)
      }
    })
  )

  it.effect.skipIf(!existsSync("/dev/full"))("does not fail commits if it cannot be written", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      yield* opened(
        path,
        Effect.gen(function* () {
          symlinkSync("/dev/full", `${path}.mark`)
          yield* put(1)
          yield* put(2)
          assert.isTrue(yield* isThere(2))
          rmSync(`${path}.mark`)
        })
      )
      assert.isTrue(yield* opened(path, isThere(2)))
    })
  )

  it.effect("the last row was deleted once it was settled, if nothing was committed after it", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const limits = { ...DEFAULT_LIMITS, segmentBytes: 1000, recentBytes: 500 }
      const large = Effect.flatMap(Store, (store) =>
        store.commit({ puts: [{ ...at(1), value: new Uint8Array(5000).fill(1) }] })
      )
      const conflict = Effect.flatMap(Store, (store) =>
        Effect.ignore(store.commit({ when: [{ kind: "exists", ...at(2) }], puts: [{ ...at(3), value }] }))
      )
      const reopened = <A, E>(run: Effect.Effect<A, E, Store>) => Effect.provide(run, layerWithLimits({ path }, limits))
      yield* reopened(
        Effect.gen(function* () {
          yield* large
          for (let i = 0; i < 10; i++) yield* conflict
        })
      )
      const database = new DatabaseSync(path, { readOnly: true })
      const { last } = database.prepare("SELECT max(id) AS last FROM recent").get()!
      database.close()
      assert.strictEqual(last, 1)
      assert.deepStrictEqual(readMark(path), { row: 1 })
      yield* reopened(put(4))
      assert.deepStrictEqual(readMark(path), { row: 2 })
      assert.isTrue(yield* reopened(isThere(1)))
    })
  )
})
