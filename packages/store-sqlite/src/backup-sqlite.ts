import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { randomBytes } from "node:crypto"
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { backup, type DatabaseSync } from "node:sqlite"
import { checkFile } from "./check-sqlite.ts"
import { openForReads } from "./open-database.ts"
import { openProblem } from "./open-problem.ts"
import { syncFolder } from "./private-files.ts"
import { BUSY, CORRUPT, messageOf, NOT_A_DATABASE, sqliteCode } from "./sqlite-errors.ts"

/**
 * A backup was not written; no file was left behind. `message` is a sentence for the operator.
 *
 * @example
 * ```ts
 * import { BackupFailure, backupSqlite } from "@enwrap/store-sqlite"
 * import * as Effect from "effect/Effect"
 *
 * const failed = await Effect.runPromise(Effect.flip(backupSqlite({ path: "/no/enwrap.db", file: "copy.db" })))
 * console.log(failed instanceof BackupFailure) // true
 * ```
 */
export class BackupFailure extends Data.TaggedError("BackupFailure")<{ readonly message: string }> {}

export interface BackupOptions {
  /** The file of the database. */
  readonly path: string
  /** The file to write, which must not exist. Only its owner can read it. */
  readonly file: string
  /** Ends the backup before it is complete: it fails, and leaves no file behind. */
  readonly signal?: AbortSignal
}

/** The pages that are copied at once. */
const PAGES_AT_ONCE = 1000

/** Only its owner can read it. Its mode is not set afterwards: some file systems have no modes, and fail then. */
const createFile = (path: string): void => closeSync(openSync(path, "wx", 0o600))

const failed = (message: string): BackupFailure => new BackupFailure({ message: `no backup was written: ${message}` })

/** Errors about the database itself. All others, such as a full disk, are about the file that is written. */
const OF_THE_SOURCE: ReadonlySet<number | undefined> = new Set([BUSY, CORRUPT, NOT_A_DATABASE])

const copyPages = async (source: DatabaseSync, { file, path, signal }: BackupOptions, part: string): Promise<void> => {
  try {
    createFile(part)
    await backup(source, part, { rate: PAGES_AT_ONCE, progress: () => signal?.throwIfAborted() })
    const written = openSync(part, "r+")
    try {
      fsyncSync(written)
    } finally {
      closeSync(written)
    }
  } catch (error) {
    throw OF_THE_SOURCE.has(sqliteCode(error))
      ? failed(openProblem(error, path).message)
      : failed(`${file} cannot be written: ${messageOf(error)}`)
  }
}

const copy = async (options: BackupOptions, part: string): Promise<void> => {
  const source = openForReads(options.path)
  try {
    // One transaction, so that the copy does not start again with each commit.
    source.exec("BEGIN; SELECT 1 FROM sqlite_schema")
    await copyPages(source, options, part)
  } finally {
    source.close()
  }
}

/** What a file system answers that has no hard links, such as FAT. */
const NO_LINKS: ReadonlySet<string | undefined> = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"])

/** Gives the complete copy its name. Unlike a rename alone, neither way ever replaces a file of somebody else. */
const publish = (part: string, file: string): void => {
  try {
    linkSync(part, file)
  } catch (error) {
    if (!NO_LINKS.has((error as NodeJS.ErrnoException).code)) throw error
    // Fails if the file exists. The rename then replaces only this empty file.
    createFile(file)
    try {
      renameSync(part, file)
    } catch (problem) {
      rmSync(file, { force: true })
      throw problem
    }
  }
}

const write = async (options: BackupOptions): Promise<void> => {
  const { file, path, signal } = options
  if (existsSync(file)) throw new BackupFailure({ message: `${file} exists already` })
  // Its name is its own, since a file with another name may be the operator's.
  const part = `${file}.${process.pid}-${randomBytes(4).toString("hex")}.part`
  try {
    await copy(options, part)
    // SQLite copies pages without looking at them, so the copy of a damaged database is damaged too.
    await Effect.runPromise(checkFile(part, path), { signal })
    signal?.throwIfAborted()
    publish(part, file)
  } catch (error) {
    throw signal?.aborted === true ? failed("it was interrupted") : error
  } finally {
    for (const suffix of ["", "-journal", "-wal", "-shm"]) rmSync(part + suffix, { force: true })
  }
  syncFolder(dirname(resolve(file)))
}

/**
 * Writes a consistent copy of a database to a file, as it is when the backup begins. A server may have the database open, in
 * this process or another one, and continues to commit. To restore a backup, start a server on a copy of it.
 *
 * The whole copy is checked: if the database is damaged, no backup is written.
 *
 * @example
 * ```ts
 * import { backupSqlite, layerSqlite } from "@enwrap/store-sqlite"
 * import * as Effect from "effect/Effect"
 * import * as Layer from "effect/Layer"
 * import { mkdtempSync } from "node:fs"
 * import { tmpdir } from "node:os"
 * import { join } from "node:path"
 *
 * const folder = mkdtempSync(join(tmpdir(), "enwrap-"))
 * const path = join(folder, "enwrap.db")
 * const program = Effect.andThen(Layer.build(layerSqlite({ path })), backupSqlite({ path, file: join(folder, "copy.db") }))
 * await Effect.runPromise(Effect.scoped(program))
 * ```
 */
export const backupSqlite = (options: BackupOptions): Effect.Effect<void, BackupFailure> =>
  Effect.uninterruptible(
    Effect.tryPromise({
      try: () => write(options),
      catch: (error) => (error instanceof BackupFailure ? error : failed(reason(error, options.path)))
    })
  )

const reason = (error: unknown, path: string): string =>
  (error as NodeJS.ErrnoException).code === "ERR_SQLITE_ERROR" ? openProblem(error, path).message : messageOf(error)
