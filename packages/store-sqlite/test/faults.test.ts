import { assert, describe, it } from "@effect/vitest"
import { type Batch, Conflict, StoreFailure } from "@enwrap/server/store"
import * as Effect from "effect/Effect"
import { copyFileSync, truncateSync } from "node:fs"
import { dirname, join } from "node:path"
import type { DatabaseSync } from "node:sqlite"
import { Worker } from "node:worker_threads"
import { vi } from "vitest"
import { APPLIED, CONFLICT, FAILED } from "../src/commit-answer.ts"
import { CommitMessageWriter, NO_SWEEP } from "../src/commit-message.ts"
import { CommitThread } from "../src/commit-thread.ts"
import { Committer } from "../src/committer.ts"
import { prepareDatabase, prepareLock } from "../src/database-files.ts"
import { GroupCommit } from "../src/group-commit.ts"
import { checkDatabase, openForCommits, openForReads } from "../src/open-database.ts"
import { RecordReader } from "../src/record-reader.ts"
import { Spaces } from "../src/spaces.ts"
import { DEFAULT_LIMITS } from "../src/store-limits.ts"
import { databasePath } from "./database-path.ts"

const put = (key: string, size = 1, value = 1) => ({ space: "s", key, value: new Uint8Array(size).fill(value) })
const at = (key: string) => ({ space: "s", key })

/** A database that is opened in this thread, and what commits to it. */
const committing = Effect.gen(function* () {
  const path = yield* databasePath
  prepareDatabase(prepareLock(path).database)
  const database = openForCommits(path)
  yield* Effect.addFinalizer(() => Effect.sync(() => database.close()))
  const spaces = new Spaces([])
  const writer = new CommitMessageWriter(spaces)
  const committer = new Committer(database, DEFAULT_LIMITS)
  const commit = (...batches: ReadonlyArray<Batch>) => {
    writer.begin()
    for (const batch of batches) writer.add(batch, 0)
    return committer.commit(writer.end(batches.length, NO_SWEEP, spaces.unstored()))
  }
  return { commit, database, path, spaces }
})

/** The keys that a server would find in a database. */
const keysIn = (database: DatabaseSync): ReadonlyArray<string> => {
  const spaces = new Spaces([{ name: "s", number: 1 }])
  const reader = new RecordReader(database, spaces, DEFAULT_LIMITS)
  return reader.list("s", "", { limit: 1000 }, 0).records.map(({ key }) => key)
}

describe("a request that cannot be stored", () => {
  it.effect("fails alone when the disk is full, and succeeds once there is space again", () =>
    Effect.gen(function* () {
      const { commit, database } = yield* committing
      const pages = Object.values(database.prepare("PRAGMA page_count").get()!)[0] as number
      database.exec(`PRAGMA max_page_count = ${pages + 20}`)
      const large: Batch = { puts: [put("large", 1 << 20)] }
      const conflicting: Batch = { when: [{ kind: "exists", ...at("none") }], puts: [put("never")] }
      const answer = commit({ puts: [put("a")] }, large, conflicting, { puts: [put("b")], deletes: [at("a")] })
      assert.deepStrictEqual([...answer.outcomes], [APPLIED, FAILED, CONFLICT, APPLIED])
      assert.include(answer.failure, "full")
      assert.deepStrictEqual(keysIn(database), ["b"])
      database.exec("PRAGMA max_page_count = 100000")
      assert.deepStrictEqual([...commit(large).outcomes], [APPLIED])
      assert.deepStrictEqual(keysIn(database), ["b", "large"])
    })
  )

  it.effect("fails while the database is read-only, and nothing that was committed is lost", () =>
    Effect.gen(function* () {
      const { commit, database } = yield* committing
      commit({ puts: [put("a")] })
      database.exec("PRAGMA query_only = ON")
      const answer = commit({ puts: [put("b")] }, { deletes: [at("a")] })
      assert.deepStrictEqual([...answer.outcomes], [FAILED, FAILED])
      assert.include(answer.failure, "readonly")
      database.exec("PRAGMA query_only = OFF")
      assert.deepStrictEqual(keysIn(database), ["a"])
      assert.deepStrictEqual([...commit({ puts: [put("b")] }).outcomes], [APPLIED])
    })
  )
})

/** A group of commits on a thread of its own, with the parts that a test breaks. */
const onThread = Effect.gen(function* () {
  const path = yield* databasePath
  prepareDatabase(prepareLock(path).database)
  const thread = new CommitThread({ path, limits: DEFAULT_LIMITS })
  const spaces = new Spaces(yield* Effect.promise(() => thread.open()))
  yield* Effect.addFinalizer(() => Effect.promise(() => thread.close()))
  const reads = openForReads(path)
  yield* Effect.addFinalizer(() => Effect.sync(() => reads.close()))
  const reader = new RecordReader(reads, spaces, DEFAULT_LIMITS)
  const commits = new GroupCommit(thread, spaces, reader)
  const commit = (batch: Batch): Effect.Effect<void, Conflict | StoreFailure> =>
    Effect.callback((resume) =>
      commits.commit(batch, 0, (failure) => resume(failure === undefined ? Effect.void : Effect.fail(failure)))
    )
  return { commit, read: (key: string) => reader.get("s", key, 0)?.value[0], spaces, thread }
})

describe("a thread that breaks", () => {
  it.effect("fails the requests on their way, and another thread continues", () =>
    Effect.gen(function* () {
      const { commit, read, thread } = yield* onThread
      yield* commit({ puts: [put("a")] })
      const broken = yield* Effect.promise(
        () => new Promise((answered) => thread.send(new Uint8Array(4).fill(255), answered))
      )
      assert.instanceOf(broken, Error)
      assert.strictEqual(read("a"), 1)
      yield* commit({ when: [{ kind: "exists", ...at("a") }], puts: [put("a", 1, 2), put("b")] })
      assert.strictEqual(read("a"), 2)
      const conflict = yield* Effect.flip(commit({ when: [{ kind: "absent", ...at("b") }] }))
      assert.instanceOf(conflict, Conflict)
    })
  )

  it.effect("leaves no answer that counts for the thread that continues", () =>
    Effect.gen(function* () {
      const listen = vi.spyOn(Worker.prototype, "on")
      yield* Effect.addFinalizer(() => Effect.sync(() => listen.mockRestore()))
      const { spaces, thread } = yield* onThread
      const [, answerOfFirst] = listen.mock.calls.find(([event]) => (event as string) === "message")!
      yield* Effect.promise(() => new Promise((answered) => thread.send(new Uint8Array(4).fill(255), answered)))
      const writer = new CommitMessageWriter(spaces)
      writer.begin()
      writer.add({ when: [{ kind: "exists", ...at("none") }] }, 0)
      const answered = new Promise((onAnswer) => thread.send(writer.end(1, NO_SWEEP, spaces.unstored()), onAnswer))
      answerOfFirst(1)
      assert.deepPropertyVal(yield* Effect.promise(() => answered), "outcomes", Uint8Array.of(CONFLICT))
    })
  )

  it.effect("commits a large message that was sent just before it is closed", () =>
    Effect.gen(function* () {
      const { commit, spaces, thread } = yield* onThread
      yield* commit({ puts: [put("a")] })
      const writer = new CommitMessageWriter(spaces)
      writer.begin()
      writer.add({ puts: [put("b", 2 * 1024 * 1024, 7)] }, 0)
      const answered = new Promise((onAnswer) => thread.send(writer.end(1, NO_SWEEP, []), onAnswer))
      yield* Effect.promise(() => thread.close())
      assert.propertyVal(yield* Effect.promise(() => answered), "isCommitted", true)
    })
  )

  it.effect("fails all requests once the database is closed", () =>
    Effect.gen(function* () {
      const { commit, thread } = yield* onThread
      yield* Effect.promise(() => thread.close())
      assert.instanceOf(yield* Effect.flip(commit({ puts: [put("a")] })), StoreFailure)
    })
  )
})

describe("a power cut", () => {
  it.effect(
    "that loses the end of the log leaves a prefix of the commits, and every commit that was synchronised",
    () =>
      Effect.gen(function* () {
        const { commit, database, path } = yield* committing
        const framesInLog = (): number => {
          copyFileSync(`${path}-wal`, `${path}.log`)
          return Number(database.prepare("PRAGMA wal_checkpoint(NOOP)").get()?.["log"])
        }
        const commits = 40
        const framesAfter: Array<number> = []
        for (let n = 0; n < commits; n++) {
          commit({
            puts: [put(`commit ${n}`, 1 + ((n * 997) % 6000)), put("last", 1, n)],
            deletes: [at(`commit ${n - 5}`)]
          })
          framesAfter.push(framesInLog())
        }
        const frameSize = 4096 + 24
        const logSize = 32 + framesAfter.at(-1)! * frameSize
        const cut = join(dirname(path), "cut.db")
        const found = new Set<number>()
        for (let size = logSize; size >= 0; size -= 7001) {
          copyFileSync(path, cut)
          copyFileSync(`${path}-wal`, `${cut}-wal`)
          truncateSync(`${cut}-wal`, size)
          const after = openForCommits(cut)
          checkDatabase(after, true)
          const survivors = framesAfter.filter((frames) => 32 + frames * frameSize <= size).length
          const expected =
            survivors === 0
              ? []
              : [...Array.from({ length: Math.min(5, survivors) }, (_, i) => `commit ${survivors - 1 - i}`), "last"]
          assert.deepStrictEqual([...keysIn(after)].sort(), expected.sort())
          after.close()
          found.add(survivors)
        }
        assert.isAbove(found.size, 15)
      })
  )
})
