import * as Data from "effect/Data"

/** Why a database was not opened. */
export type OpenProblem =
  /** Another process, or another layer of this one, has it open. */
  | "in-use"
  /** It was written by a later version of Enwrap. */
  | "newer"
  /** The file is not a database of Enwrap. */
  | "foreign"
  | "damaged"
  /** The file or its folder cannot be read or written. */
  | "inaccessible"

/**
 * A database was not opened. `message` is a sentence for the operator: it names the file and what is wrong.
 *
 * @example
 * ```ts
 * import { layerSqlite, SqliteOpenFailure } from "@enwrap/store-sqlite"
 * import * as Effect from "effect/Effect"
 * import * as Layer from "effect/Layer"
 *
 * const build = Effect.scoped(Layer.build(layerSqlite({ path: "/dev/null/enwrap.db" })))
 * const error = await Effect.runPromise(Effect.flip(build))
 * console.log(error instanceof SqliteOpenFailure, error.problem) // true inaccessible
 * ```
 */
export class SqliteOpenFailure extends Data.TaggedError("SqliteOpenFailure")<{
  readonly problem: OpenProblem
  readonly message: string
}> {}
