import { assert, describe, it } from "@effect/vitest"
import type { Batch } from "@enwrap/server/store"
import * as Effect from "effect/Effect"
import type { DatabaseSync } from "node:sqlite"
import { APPLIED, FAILED } from "../src/commit-answer.ts"
import { CommitMessageWriter } from "../src/commit-message.ts"
import { Committer } from "../src/committer.ts"
import { prepareDatabase, prepareLock } from "../src/database-files.ts"
import { openForCommits } from "../src/open-database.ts"
import { Spaces } from "../src/spaces.ts"
import type { StoreLimits } from "../src/store-limits.ts"
import { databasePath } from "./database-path.ts"

const LIMITS: StoreLimits = {
  segmentBytes: 10_000,
  recentBytes: 40_000,
  mostBytes: 100_000,
  listedAtOnce: 200,
  listedBytes: 1000
}

const SECOND = 1000

const committing = Effect.gen(function* () {
  const path = yield* databasePath
  prepareDatabase(prepareLock(path).database)
  const database = openForCommits(path)
  yield* Effect.addFinalizer(() => Effect.sync(() => database.close()))
  // Nothing here depends on the disk.
  database.exec("PRAGMA synchronous = OFF")
  const committer = new Committer(database, LIMITS)
  const spaces = new Spaces([])
  const writer = new CommitMessageWriter(spaces)
  const commit = (batch: Batch, sweptAt?: number): number => {
    writer.begin()
    writer.add(batch, 0)
    const sweep = { now: sweptAt ?? 0, limit: sweptAt === undefined ? 0 : 10 }
    return committer.commit(writer.end(1, sweep, spaces.unstored())).outcomes[0]!
  }
  return { commit, database }
})

const put = (n: number, expiresAt?: number) => ({ space: "s", key: `key ${n}`, value: new Uint8Array(600), expiresAt })

const numberIn = (database: DatabaseSync, sql: string): number =>
  Number(Object.values(database.prepare(sql).get()!)[0] ?? 0)

const recentBytes = (database: DatabaseSync): number => numberIn(database, "SELECT sum(length(changes)) FROM recent")
const settledRecords = (database: DatabaseSync): number => numberIn(database, "SELECT count(*) FROM record")

describe("recent changes", () => {
  it.effect("are settled as fast as others are added, whatever the size of the messages is", () =>
    Effect.gen(function* () {
      for (const perMessage of [1, 3, 7, 40]) {
        const { commit, database } = yield* committing
        let most = 0
        for (let n = 0; n < 1000; n += perMessage) {
          const puts = Array.from({ length: perMessage }, (_, i) => put(n + i))
          assert.strictEqual(commit({ puts }), APPLIED)
          most = Math.max(most, recentBytes(database))
        }
        // The limit, a segment that is being filled, one that is being settled, and one whose rows are being deleted.
        assert.isBelow(most, LIMITS.recentBytes + 3 * Math.max(LIMITS.segmentBytes, perMessage * 700))
        assert.isAbove(settledRecords(database), 800)
      }
    })
  )

  it.effect("never get into the tree if they are deleted or have expired before they are settled", () =>
    Effect.gen(function* () {
      const { commit, database } = yield* committing
      for (let n = 0; n < 500; n++) {
        commit({ puts: [put(n)] })
        commit({ deletes: [put(n)] })
      }
      assert.strictEqual(settledRecords(database), 0)
      for (let n = 1000; n < 1500; n++) commit({ puts: [put(n, SECOND)] }, SECOND)
      assert.strictEqual(settledRecords(database), 0)
      assert.isBelow(recentBytes(database), LIMITS.recentBytes + 3 * LIMITS.segmentBytes)
    })
  )

  it.effect("that are deleted while they are being settled do not come back", () =>
    Effect.gen(function* () {
      const { commit, database } = yield* committing
      // It is settled before its neighbours.
      const first = { space: "s", key: "a" }
      const isAbsent: Batch = { when: [{ kind: "absent", ...first }] }
      // The tree is known not to have it, as it is for a new token.
      commit({ ...isAbsent, puts: [{ ...first, value: new Uint8Array(1) }] })
      let n = 0
      while (settledRecords(database) === 0) commit({ puts: [put(n++)] })
      assert.isBelow(settledRecords(database), LIMITS.segmentBytes / 1000)
      commit({ deletes: [first] })
      for (const end = n + 500; n < end; n++) commit({ puts: [put(n)] })
      assert.strictEqual(commit(isAbsent), APPLIED)
    })
  )

  it.effect("stay when they cannot be settled, until there are too many; then requests fail", () =>
    Effect.gen(function* () {
      const { commit, database } = yield* committing
      database.exec("CREATE TRIGGER broken BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'broken'); END")
      let stored = 0
      while (commit({ puts: [put(stored)] }) === APPLIED) stored++
      assert.isAbove(stored, 120)
      assert.isBelow(stored, 180)
      assert.strictEqual(commit({ puts: [put(stored)] }), FAILED)
      database.exec("DROP TRIGGER broken")
      for (let n = 0; n < 500; n++) assert.strictEqual(commit({ puts: [put(10_000 + n)] }), APPLIED)
      assert.isBelow(recentBytes(database), LIMITS.recentBytes + 3 * LIMITS.segmentBytes)
      for (let n = 0; n < stored; n++)
        assert.strictEqual(commit({ when: [{ kind: "exists", space: "s", key: `key ${n}` }] }), APPLIED)
    })
  )
})
