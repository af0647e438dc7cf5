import * as Effect from "effect/Effect"
import { Worker } from "node:worker_threads"
import { type OpenProblem, SqliteOpenFailure } from "./open-failure.ts"
import type { SqliteOptions } from "./layer-sqlite.ts"

/** In the same folder as this module, in the sources and in the build. */
const WORKER = new URL(`./check-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url)

/** What the thread is started with: the file to check, and the one that a failure names. */
export interface CheckData {
  readonly path: string
  readonly name: string
}

type Found = { readonly problem: OpenProblem; readonly message: string } | undefined

/**
 * Checks every page and every index entry of a database, and fails if it is damaged. This reads the whole file. A server may
 * have it open. {@link layerSqlite} checks only small databases by itself.
 *
 * @example
 * ```ts
 * import { checkSqlite } from "@enwrap/store-sqlite"
 * import * as Effect from "effect/Effect"
 *
 * const failure = await Effect.runPromise(Effect.flip(checkSqlite({ path: "/no/enwrap.db" })))
 * console.log(failure.problem) // inaccessible
 * ```
 */
export const checkSqlite = ({ path }: SqliteOptions): Effect.Effect<void, SqliteOpenFailure> => checkFile(path, path)

/** @param name the file that a failure names */
export const checkFile = (path: string, name: string): Effect.Effect<void, SqliteOpenFailure> =>
  Effect.callback<void, SqliteOpenFailure>((resume) => {
    const workerData: CheckData = { path, name }
    const worker = new Worker(WORKER, { execArgv: [], env: {}, name: "check", workerData })
    const failed = (error: Error): void =>
      resume(Effect.fail(new SqliteOpenFailure({ problem: "inaccessible", message: error.message })))
    worker.once("message", (found: Found) =>
      resume(found === undefined ? Effect.void : Effect.fail(new SqliteOpenFailure(found)))
    )
    worker.once("error", failed)
    worker.once("exit", () => failed(new Error(`the check of ${name} has stopped`)))
    return Effect.promise(() => worker.terminate())
  })
