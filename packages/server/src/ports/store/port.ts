/** The store port: what an implementation of a store needs, and nothing else. */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"

/** Where a record is. Spaces keep kinds of records apart; keys sort by code point, which is the order of their bytes in UTF-8. */
export interface RecordKey {
  readonly space: string
  readonly key: string
}

/** A record. Its value is opaque to the store: secrets in it are already encrypted. */
export interface StoredRecord extends RecordKey {
  readonly value: Uint8Array
  /** Milliseconds since 1970. From this moment on the record does not exist. Absent for a record that does not expire. */
  readonly expiresAt?: number | undefined
}

/**
 * What must hold for a batch to be applied. `unchanged`: the record exists and has exactly this value. `new`: the record is absent,
 * and has always been, because its key was made at random; a store may take that for granted.
 */
export type Precondition =
  | { readonly kind: "exists"; readonly space: string; readonly key: string }
  | { readonly kind: "absent"; readonly space: string; readonly key: string }
  | { readonly kind: "new"; readonly space: string; readonly key: string }
  | { readonly kind: "unchanged"; readonly space: string; readonly key: string; readonly value: Uint8Array }

/** Changes that are applied together, or not at all. Deletes are applied before puts. */
export interface Changes {
  readonly puts?: ReadonlyArray<StoredRecord>
  readonly deletes?: ReadonlyArray<RecordKey>
  readonly when?: undefined
}

/** {@link Changes} that are applied only if all preconditions hold. */
export interface Batch extends Omit<Changes, "when"> {
  readonly when?: ReadonlyArray<Precondition> | undefined
}

/**
 * A precondition of a batch did not hold; nothing was changed.
 *
 * @example
 * ```ts
 * import { Conflict } from "@enwrap/server/store"
 * import * as Effect from "effect/Effect"
 *
 * // What `commit` does once it has checked the preconditions.
 * export const outcome = (hold: boolean) => (hold ? Effect.void : Effect.fail(new Conflict()))
 * ```
 */
export class Conflict extends Data.TaggedError("Conflict")<{}> {}

/**
 * The store failed, or cannot tell whether it applied the changes. `cause` is for the operator's log only: a string is logged as it
 * is, so it must not contain anything of a request; of an error, only its kind and its place are logged.
 *
 * @example
 * ```ts
 * import { StoreFailure } from "@enwrap/server/store"
 * import * as Effect from "effect/Effect"
 *
 * // Runs a query of a database driver.
 * export const query = <A>(run: () => Promise<A>): Effect.Effect<A, StoreFailure> =>
 *   Effect.tryPromise({ try: run, catch: (cause) => new StoreFailure({ cause }) })
 * ```
 */
export class StoreFailure extends Data.TaggedError("StoreFailure")<{ readonly cause: unknown }> {}

/** Which part of the records with a prefix `list` returns: a page, in the order of their keys. */
export interface ListOptions {
  /** Only keys that sort after this one. */
  readonly after?: string | undefined
  /** The maximum number of records. Fewer are returned only if there are no more. */
  readonly limit: number
  /** Nobody looks at the values: a store may leave them empty, and need not read them. A value can be as large as 32 MiB. */
  readonly keysOnly?: boolean | undefined
}

/** Only changes with preconditions can conflict. */
export interface Commit {
  (changes: Changes): Effect.Effect<void, StoreFailure>
  (batch: Batch): Effect.Effect<void, Conflict | StoreFailure>
}

/**
 * Where a server keeps everything. A store makes four promises, which `@enwrap/server/store-contract` checks:
 *
 * 1. `commit` applies all of a batch or nothing. It fails with {@link Conflict} if a precondition does not hold: of several
 *    commits that require the same record to be unchanged, and change it, exactly one succeeds. When it returns, the changes are
 *    as durable as the store can make them.
 * 2. `get` finds a record by its key; `list` finds records by prefix, in the order of their keys, page by page.
 * 3. A record is never found at or after its `expiresAt`, which is compared with Effect's `Clock`.
 * 4. Values are returned exactly as they were stored.
 *
 * @example
 * ```ts
 * import { layerMemory } from "@enwrap/server"
 * import { Store } from "@enwrap/server/store"
 * import * as Effect from "effect/Effect"
 *
 * const roundTrip = Effect.gen(function* () {
 *   const store = yield* Store
 *   const at = { space: "notes", key: "a" }
 *   yield* store.commit({ when: [{ kind: "absent", ...at }], puts: [{ ...at, value: Uint8Array.of(1, 2, 3) }] })
 *   return yield* store.get("notes", "a")
 * })
 * console.log((await Effect.runPromise(Effect.provide(roundTrip, layerMemory)))?.value.length) // 3
 * ```
 */
export class Store extends Context.Service<
  Store,
  {
    readonly get: (space: string, key: string) => Effect.Effect<StoredRecord | undefined, StoreFailure>
    /**
     * Like `get`, but its effect is run at once, so a store may read when it is called. `nowMs` is that time, in milliseconds since
     * 1970. Every request reads its token like this, which saves it steps. Leave it out if reading takes time. A store that wraps
     * another one, and changes what `get` does, must do the same here, or leave it out.
     */
    readonly getNow?: (
      space: string,
      key: string,
      nowMs: number
    ) => Effect.Effect<StoredRecord | undefined, StoreFailure>
    readonly list: (
      space: string,
      prefix: string,
      options: ListOptions
    ) => Effect.Effect<ReadonlyArray<StoredRecord>, StoreFailure>
    readonly commit: Commit
    /**
     * Reads a space in any order: the effect returns the next page each time it runs, and an empty one at the end. What is changed
     * meanwhile may be missing or old. Leave it out if `list` is as fast, even for the first time.
     */
    readonly scan?: (space: string, limit: number) => Effect.Effect<ReadonlyArray<StoredRecord>, StoreFailure>
    /**
     * Deletes expired records, in steps between which other work can run. The server calls it every second. Leave it out if
     * the store deletes them by itself.
     */
    readonly sweep?: Effect.Effect<void, StoreFailure>
  }
>()("@enwrap/server/Store") {}
