import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"

/** Where a record lives. Spaces keep kinds of records apart; keys sort by UTF-16 code unit. */
export interface RecordKey {
  readonly space: string
  readonly key: string
}

/** A record. A store knows nothing of what is in it: values are sealed before they get here. */
export interface StoredRecord extends RecordKey {
  readonly value: Uint8Array
  /** Milliseconds since 1970. From this instant on the record is not there any more. */
  readonly expiresAt?: number | undefined
}

/** What must hold for a batch to be applied. `unchanged`: the record is there, with exactly this value. */
export type Precondition =
  | { readonly kind: "exists"; readonly space: string; readonly key: string }
  | { readonly kind: "absent"; readonly space: string; readonly key: string }
  | { readonly kind: "unchanged"; readonly space: string; readonly key: string; readonly value: Uint8Array }

/** Changes that are applied together, or not at all. */
export interface Batch {
  readonly when?: ReadonlyArray<Precondition>
  readonly puts?: ReadonlyArray<StoredRecord>
  readonly deletes?: ReadonlyArray<RecordKey>
}

/**
 * A precondition of a batch did not hold; nothing was changed.
 *
 * @example
 * ```ts
 * import { Conflict, type Precondition } from "@enwrap/server/store"
 * import * as Effect from "effect/Effect"
 *
 * // Fails unless all preconditions of a batch hold.
 * export const check = (
 *   preconditions: ReadonlyArray<Precondition>,
 *   holds: (precondition: Precondition) => boolean
 * ): Effect.Effect<void, Conflict> => (preconditions.every(holds) ? Effect.void : Effect.fail(new Conflict()))
 * ```
 */
export class Conflict extends Data.TaggedError("Conflict")<{}> {}

/**
 * The store could not do what was asked, or cannot say whether it did. `cause` is for the operator's log only.
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

export interface ListOptions {
  /** Only keys that sort after this one. */
  readonly after?: string | undefined
  /** At most so many records. */
  readonly limit: number
}

/**
 * Where everything is kept. Five promises, which `test/store-contract.ts` states for every implementation:
 *
 * 1. `commit` applies all of a batch or nothing; it fails as a {@link Conflict} if a precondition does not hold. What it
 *    returned is as durable as the store can make it.
 * 2. `take` returns a record and deletes it: of any number of callers exactly one gets it.
 * 3. `get`, and `list` by prefix in order of the keys, page by page.
 * 4. A record is never returned at or after its `expiresAt`.
 * 5. Values are opaque bytes and come back as they went in.
 *
 * @example
 * ```ts
 * import { layerMemory } from "@enwrap/server"
 * import { Store } from "@enwrap/server/store"
 * import * as Effect from "effect/Effect"
 *
 * const roundTrip = Effect.gen(function* () {
 *   const store = yield* Store
 *   const value = Uint8Array.of(1, 2, 3)
 *   yield* store.commit({
 *     when: [{ kind: "absent", space: "notes", key: "a" }],
 *     puts: [{ space: "notes", key: "a", value }]
 *   })
 *   return yield* store.get("notes", "a")
 * })
 * console.log(await Effect.runPromise(Effect.provide(roundTrip, layerMemory)))
 * ```
 */
export class Store extends Context.Service<
  Store,
  {
    readonly get: (space: string, key: string) => Effect.Effect<StoredRecord | undefined, StoreFailure>
    readonly list: (
      space: string,
      prefix: string,
      options: ListOptions
    ) => Effect.Effect<ReadonlyArray<StoredRecord>, StoreFailure>
    readonly take: (space: string, key: string) => Effect.Effect<StoredRecord | undefined, StoreFailure>
    readonly commit: (batch: Batch) => Effect.Effect<void, Conflict | StoreFailure>
    /**
     * Frees what has expired by now, in steps between which others have their turn. The server runs it each second. A store
     * that frees its records by itself has none.
     */
    readonly sweep?: Effect.Effect<void, StoreFailure>
  }
>()("@enwrap/server/Store") {}
