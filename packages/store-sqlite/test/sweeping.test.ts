import { assert, describe, it } from "@effect/vitest"
import type { Batch } from "@enwrap/server/store"
import * as Effect from "effect/Effect"
import { mkdirSync, statSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { dirname } from "node:path"
import { APPLIED } from "../src/commit-answer.ts"
import { CommitMessageReader, CommitMessageWriter, NO_SWEEP } from "../src/commit-message.ts"
import { CommitThread } from "../src/commit-thread.ts"
import { Committer } from "../src/committer.ts"
import { idsFor } from "../src/content-ids.ts"
import { prepareDatabase, prepareLock } from "../src/database-files.ts"
import { GroupCommit } from "../src/group-commit.ts"
import { openForCommits, openForReads } from "../src/open-database.ts"
import { RecordReader } from "../src/record-reader.ts"
import { migrate, migrations } from "../src/schema.ts"
import { Spaces } from "../src/spaces.ts"
import { DEFAULT_LIMITS, type StoreLimits } from "../src/store-limits.ts"
import { databasePath } from "./database-path.ts"

/** Each commit is settled along with the next one. */
const SETTLING: StoreLimits = { ...DEFAULT_LIMITS, segmentBytes: 1, recentBytes: 0 }

const MINUTE = 60_000
const PAGE_BYTES = 4096

const numberIn = (database: DatabaseSync, sql: string): number =>
  Number(Object.values(database.prepare(sql).get()!)[0] ?? 0)
const rows = (database: DatabaseSync, table: string): number => numberIn(database, `SELECT count(*) FROM ${table}`)

const committing = (path: string) =>
  Effect.gen(function* () {
    prepareDatabase(prepareLock(path).database)
    const database = openForCommits(path)
    yield* Effect.addFinalizer(() => Effect.sync(() => database.close()))
    // Nothing here depends on the disk.
    database.exec("PRAGMA synchronous = OFF")
    const committer = new Committer(database, SETTLING)
    const stored = database.prepare("SELECT number, name FROM space").all()
    const spaces = new Spaces(stored.map(({ name, number }) => ({ name: String(name), number: Number(number) })))
    const commit = (batch: Batch): void => {
      const writer = new CommitMessageWriter(spaces)
      writer.add(batch, 0)
      assert.strictEqual(committer.commit(writer.end(1, NO_SWEEP, spaces.unstored())).outcomes[0], APPLIED)
    }
    /** Settles what was committed before. */
    const settle = (): void => {
      commit({ puts: [{ space: "other", key: "a", value: new Uint8Array(1) }] })
      commit({ deletes: [{ space: "other", key: "a" }] })
    }
    const sweep = (now: number, limit: number) =>
      committer.commit(new CommitMessageWriter(spaces).end(0, { now, limit }, [])).swept
    /** Does something while no transaction can begin. */
    const failing = (run: () => void): void => {
      database.exec("BEGIN")
      run()
      assert.isFalse(database.isTransaction)
    }
    return { commit, database, failing, settle, sweep }
  })

/** Keys in no order, as those of tokens. */
const large = (i: number, expiresAt: number) => ({
  space: "s",
  key: `${(i * 7919) % 10_007}`,
  value: new Uint8Array(500),
  expiresAt
})

describe("a step of a sweep", () => {
  it.effect("deletes a bounded number of records and contents, writes few pages, and in the end all is freed", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const { commit, database, settle, sweep } = yield* committing(path)
      // Those that expire together were not added together.
      for (let from = 0; from < 5000; from += 500)
        commit({ puts: Array.from({ length: 500 }, (_, i) => large(from + i, ((i % 10) + 1) * MINUTE)) })
      settle()
      database.exec("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA wal_autocheckpoint = 0")
      const logPages = (): number => statSync(`${path}-wal`).size / PAGE_BYTES
      const limit = 100
      let steps = 0
      for (let minute = 1; minute <= 11; minute++) {
        for (let isEnd = false; !isEnd; steps++) {
          const before = { records: rows(database, "record"), contents: rows(database, "content"), pages: logPages() }
          isEnd = sweep(minute * MINUTE, limit).isEnd
          assert.isAtMost(before.records - rows(database, "record"), limit)
          assert.isAtMost(before.contents - rows(database, "content"), limit)
          // Fewer than it deletes of either: neighbours are on the same page.
          assert.isBelow(logPages() - before.pages, limit / 2)
        }
        assert.strictEqual(rows(database, "record"), minute > 10 ? 0 : 5000 - minute * 500)
      }
      assert.strictEqual(rows(database, "content"), 0)
      // One for each hundred records in each pass, for each hundred contents, and a few at the end of each pass.
      assert.isAtMost(
        steps,
        (5000 + 4500 + 4000 + 3500 + 3000 + 2500 + 2000 + 1500 + 1000 + 500 + 5000) / limit + 11 * 3
      )
    })
  )

  it.effect("deletes fewer contents if they are large", () =>
    Effect.gen(function* () {
      const { commit, database, settle, sweep } = yield* committing(yield* databasePath)
      const size = 200_000
      for (let i = 0; i < 10; i++)
        commit({ puts: [{ space: "s", key: `${i}`, value: new Uint8Array(size), expiresAt: MINUTE }] })
      settle()
      const left: Array<number> = []
      for (let isEnd = false; !isEnd; left.push(rows(database, "content"))) isEnd = sweep(2 * MINUTE, 400).isEnd
      assert.deepStrictEqual(left, [8, 6, 4, 2, 0, 0])
      assert.strictEqual(rows(database, "record"), 0)
    })
  )

  it.effect("deletes contents that have no place in the order of expiry along with their records", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      mkdirSync(dirname(path), { mode: 0o700 })
      const old = new DatabaseSync(path)
      migrate(old, path, migrations.slice(0, 2))
      old.exec(`INSERT INTO space VALUES (1, 's');
        INSERT INTO content VALUES (1, zeroblob(500)), (2, zeroblob(500));
        INSERT INTO record VALUES (x'0161', ${MINUTE}, 1, NULL), (x'0162', NULL, 2, NULL)`)
      old.close()
      const { commit, database, settle, sweep } = yield* committing(path)
      // No id is left for those that expire then.
      const lastId = idsFor(MINUTE).to - 1
      database.exec(`INSERT INTO content VALUES (${lastId}, zeroblob(500))`)
      commit({ puts: [large(1, MINUTE), large(2, 3 * MINUTE)] })
      settle()
      assert.strictEqual(rows(database, "content"), 5)
      while (!sweep(MINUTE, 10).isEnd);
      assert.strictEqual(rows(database, "record"), 2)
      assert.deepStrictEqual(
        database
          .prepare("SELECT id FROM content")
          .all()
          .map(({ id }) => id),
        [2, lastId, idsFor(3 * MINUTE).from]
      )
    })
  )

  it.effect("begins again when the clock was set back", () =>
    Effect.gen(function* () {
      const { commit, database, settle, sweep } = yield* committing(yield* databasePath)
      commit({ puts: Array.from({ length: 10 }, (_, i) => large(i, MINUTE)) })
      settle()
      sweep(5 * MINUTE, 5)
      assert.strictEqual(rows(database, "record"), 5)
      // It sorts before what the sweep has come to.
      sweep(MINUTE, 1)
      commit({ puts: [{ space: "s", key: "", value: new Uint8Array(500), expiresAt: 2 * MINUTE }] })
      settle()
      while (!sweep(5 * MINUTE, 5).isEnd);
      const missing = "record WHERE content IS NOT NULL AND content NOT IN (SELECT id FROM content)"
      assert.strictEqual(rows(database, missing), 0)
    })
  )

  it.effect("begins again when the clock was set back, even if the step that was asked for then has failed", () =>
    Effect.gen(function* () {
      const { commit, database, failing, settle, sweep } = yield* committing(yield* databasePath)
      commit({ puts: [large(1, MINUTE), large(2, MINUTE), { ...large(3, MINUTE), expiresAt: undefined }] })
      settle()
      sweep(5 * MINUTE, 1)
      failing(() => sweep(MINUTE, 1))
      // It sorts before what the sweep has come to, and has not expired at the time to which the clock was set.
      commit({ puts: [{ space: "s", key: "", value: new Uint8Array(500), expiresAt: 2 * MINUTE }] })
      settle()
      while (!sweep(5 * MINUTE, 1).isEnd);
      const missing = "record WHERE content IS NOT NULL AND content NOT IN (SELECT id FROM content)"
      assert.strictEqual(rows(database, missing), 0)
    })
  )
})

describe("the steps of a sweep", () => {
  it.effect("look at more records while there are no requests, and at few again as soon as there are some", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const files = prepareLock(path)
      prepareDatabase(files.database)
      const limits: Array<readonly [requests: number, limit: number]> = []
      class Recorded extends CommitThread {
        override send(...[message, onAnswer]: Parameters<CommitThread["send"]>): void {
          const { requests, sweep } = new CommitMessageReader(message)
          limits.push([requests, sweep.limit])
          super.send(message, onAnswer)
        }
      }
      const thread = new Recorded({ path: files.database, limits: SETTLING })
      yield* Effect.promise(() => thread.open())
      yield* Effect.addFinalizer(() => Effect.promise(() => thread.close()))
      const reads = openForReads(files.database)
      yield* Effect.addFinalizer(() => Effect.sync(() => reads.close()))
      const spaces = new Spaces([])
      const commits = new GroupCommit(thread, spaces, new RecordReader(reads, spaces, SETTLING))
      const committed = (batch: Batch): Promise<void> =>
        new Promise((resolve, reject) =>
          commits.commit(batch, 0, (failure) => (failure === undefined ? resolve() : reject(failure)))
        )
      const swept = (): Promise<void> =>
        new Promise((resolve, reject) =>
          commits.sweep(MINUTE, (failure) => (failure === undefined ? resolve() : reject(failure)))
        )
      yield* Effect.promise(() =>
        committed({ puts: Array.from({ length: 10_000 }, (_, i) => ({ ...large(i, MINUTE), key: `${i}` })) })
      )
      yield* Effect.promise(() => committed({ puts: [{ space: "other", key: "a", value: new Uint8Array(1) }] }))
      yield* Effect.promise(() => committed({ deletes: [{ space: "other", key: "a" }] }))
      limits.length = 0
      yield* Effect.promise(swept)
      assert.deepStrictEqual(limits.slice(0, 5), [
        [0, 256],
        [0, 512],
        [0, 1024],
        [0, 2048],
        [0, 2048]
      ])
      limits.length = 0
      yield* Effect.promise(() => Promise.all([swept(), committed({}), committed({})]))
      yield* Effect.promise(swept)
      assert.deepStrictEqual(limits[0], [2, 256 + 2 * 8])
      assert.deepStrictEqual(
        limits.find(([requests]) => requests === 0),
        [0, 256]
      )
    })
  )
})
