import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { randomBytes } from "node:crypto"
import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { backup } from "node:sqlite"
import { checkFile } from "./check-sqlite.ts"
import { createFile, syncFolder } from "./database-files.ts"
import { openForReads } from "./open-database.ts"
import { openProblem } from "./open-problem.ts"
import { messageOf } from "./sqlite-errors.ts"

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
}

/** The pages that are copied at once. */
const PAGES_AT_ONCE = 1000

const copy = async (path: string, part: string): Promise<void> => {
  const source = openForReads(path)
  try {
    // One transaction, so that the copy does not start again with each commit.
    source.exec("BEGIN; SELECT 1 FROM sqlite_schema")
    createFile(part)
    await backup(source, part, { rate: PAGES_AT_ONCE })
  } finally {
    source.close()
  }
  const written = openSync(part, "r+")
  try {
    fsyncSync(written)
  } finally {
    closeSync(written)
  }
}

const write = async ({ file, path }: BackupOptions): Promise<void> => {
  if (existsSync(file)) throw new BackupFailure({ message: `${file} exists already` })
  // Its name is its own, since a file with another name may be the operator's.
  const part = `${file}.${process.pid}-${randomBytes(4).toString("hex")}.part`
  try {
    await copy(path, part)
    // SQLite copies pages without looking at them, so the copy of a damaged database is damaged too.
    await Effect.runPromise(checkFile(part, path))
    // Unlike a rename, a link never replaces a file.
    linkSync(part, file)
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
      catch: (error) =>
        error instanceof BackupFailure
          ? error
          : new BackupFailure({ message: `no backup was written: ${reason(error, options.path)}` })
    })
  )

const reason = (error: unknown, path: string): string =>
  (error as NodeJS.ErrnoException).code === "ERR_SQLITE_ERROR" ? openProblem(error, path).message : messageOf(error)
