import { type Batch, type Changes, type Conflict, Store, StoreFailure, type StoredRecord } from "@enwrap/server/store"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import { CommitThread } from "./commit-thread.ts"
import { prepareDatabase, prepareLock } from "./database-files.ts"
import { GroupCommit } from "./group-commit.ts"
import { openForReads } from "./open-database.ts"
import { SqliteOpenFailure } from "./open-failure.ts"
import { openProblem } from "./open-problem.ts"
import { lockFile } from "./process-lock.ts"
import { type ListPart, RecordReader } from "./record-reader.ts"
import { Spaces } from "./spaces.ts"
import { messageOf, sqliteCode } from "./sqlite-errors.ts"
import { DEFAULT_LIMITS, type StoreLimits } from "./store-limits.ts"

/** The options of {@link layerSqlite}. A {@link SqliteOpenFailure} says why the file cannot be used. */
export interface SqliteOptions {
  /** The file of the database. It is created if it does not exist, and so is its folder. */
  readonly path: string
}

type StoreService = typeof Store.Service

/** The time of the fiber that runs an operation. */
const nowOn = (fiber: Fiber.Fiber<unknown, unknown>): number => fiber.getRef(Clock.Clock).currentTimeMillisUnsafe()

/** The fiber that calls. Only fibers do. */
const nowOfCaller = (): number => nowOn(Fiber.getCurrent()!)

const readFailure = (cause: unknown): StoreFailure =>
  new StoreFailure({ cause: sqliteCode(cause) === undefined ? cause : messageOf(cause) })

const makeStore = (reader: RecordReader, commits: GroupCommit): StoreService => {
  const list: StoreService["list"] = Effect.fnUntraced(function* (space, prefix, options) {
    const now = yield* Clock.currentTimeMillis
    const found: Array<StoredRecord> = []
    let next: string | undefined
    do {
      if (next !== undefined) yield* Effect.yieldNow
      const rest = { ...options, limit: options.limit - found.length }
      const from = next
      const part: ListPart = yield* Effect.try({
        try: () => reader.list(space, prefix, rest, now, from),
        catch: readFailure
      })
      found.push(...part.records)
      next = part.next
    } while (next !== undefined && found.length < options.limit)
    return found
  })

  function commit(changes: Changes): Effect.Effect<void, StoreFailure>
  function commit(batch: Batch): Effect.Effect<void, Conflict | StoreFailure>
  function commit(batch: Batch): Effect.Effect<void, Conflict | StoreFailure> {
    return Effect.callback<void, Conflict | StoreFailure>((resume) =>
      commits.commit(batch, nowOfCaller(), (failure) =>
        resume(failure === undefined ? Effect.void : Effect.fail(failure))
      )
    )
  }

  const getNow = (space: string, key: string, nowMs: number): Effect.Effect<StoredRecord | undefined, StoreFailure> => {
    try {
      return Effect.succeed(reader.get(space, key, nowMs))
    } catch (cause) {
      return Effect.fail(readFailure(cause))
    }
  }

  return {
    get: (space, key) => Effect.withFiber((fiber) => getNow(space, key, nowOn(fiber))),
    getNow,
    list,
    commit,
    sweep: Effect.callback<void, StoreFailure>((resume) =>
      commits.sweep(nowOfCaller(), (failure) => resume(failure === undefined ? Effect.void : Effect.fail(failure)))
    )
  }
}

const opening = <A>(path: string, open: () => A): Effect.Effect<A, SqliteOpenFailure> =>
  Effect.try({ try: open, catch: (error) => new SqliteOpenFailure(openProblem(error, path)) })

const open = Effect.fn("layerSqlite")(function* ({ path }: SqliteOptions, limits: StoreLimits) {
  const files = yield* opening(path, () => prepareLock(path))
  yield* Effect.acquireRelease(
    opening(path, () => lockFile(files.lock)),
    (lock) => Effect.sync(lock.release)
  )
  const warning = yield* opening(path, () => prepareDatabase(files.database))
  if (warning !== undefined) yield* Effect.logWarning(`whether commits are missing is not known: ${warning}`)
  const thread = new CommitThread({ path: files.database, limits })
  const stored = yield* Effect.acquireRelease(
    Effect.tryPromise({
      try: () => thread.open(),
      catch: (error) => new SqliteOpenFailure(openProblem(error, path))
    }),
    () => Effect.promise(() => thread.close())
  )
  const reads = yield* Effect.acquireRelease(
    opening(path, () => openForReads(files.database)),
    (database) => Effect.sync(() => database.close())
  )
  const spaces = new Spaces(stored)
  const reader = yield* opening(path, () => new RecordReader(reads, spaces, limits))
  const commits = new GroupCommit(thread, spaces, reader)
  yield* Effect.addFinalizer(() => Effect.promise(() => commits.close()))
  return makeStore(reader, commits)
})

/**
 * A durable store in one file, with the SQLite of Node.js. A commit has returned when it is on the disk. Only one process at a
 * time can have a database open; the others fail with a {@link SqliteOpenFailure}. The database is closed with the scope of the
 * layer.
 *
 * @example
 * ```ts
 * import { Store } from "@enwrap/server/store"
 * import { layerSqlite } from "@enwrap/store-sqlite"
 * import * as Effect from "effect/Effect"
 * import { mkdtempSync } from "node:fs"
 * import { tmpdir } from "node:os"
 * import { join } from "node:path"
 *
 * const path = join(mkdtempSync(join(tmpdir(), "enwrap-")), "enwrap.db")
 * const write = Effect.flatMap(Store, (store) =>
 *   store.commit({ puts: [{ space: "notes", key: "a", value: Uint8Array.of(1, 2, 3) }] })
 * )
 * const read = Effect.flatMap(Store, (store) => store.get("notes", "a"))
 * await Effect.runPromise(Effect.provide(write, layerSqlite({ path })))
 * console.log((await Effect.runPromise(Effect.provide(read, layerSqlite({ path }))))?.value.length) // 3
 * ```
 */
export const layerSqlite = (options: SqliteOptions): Layer.Layer<Store, SqliteOpenFailure> =>
  layerWithLimits(options, DEFAULT_LIMITS)

/** {@link layerSqlite} with other limits, for tests. */
export const layerWithLimits = (options: SqliteOptions, limits: StoreLimits): Layer.Layer<Store, SqliteOpenFailure> =>
  Layer.effect(Store, open(options, limits))
