import type { Storage, StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"

/** A record from its stored text, if there is one. */
export const parseRecord = <A>(text: string | undefined): A | undefined =>
  text === undefined ? undefined : (JSON.parse(text) as A)

/** One record of a mount, with its value before the first change. */
export class StoredRecord<A> {
  readonly #storage: Storage
  readonly #key: string
  readonly #decode: (text: string | undefined) => A
  readonly read: Effect.Effect<A, StoreFailure>

  constructor(storage: Storage, key: string, initial: A) {
    this.#storage = storage
    this.#key = key
    this.#decode = (text) => parseRecord<A>(text) ?? initial
    this.read = Effect.map(storage.get(key), this.#decode)
  }

  /** Changes the record in one step, and returns the new value. `decide` runs again if the record changed meanwhile. */
  change<E>(decide: (present: A) => Effect.Effect<A, E>): Effect.Effect<A, E | StoreFailure> {
    return this.#storage.modify(this.#key, (text) =>
      Effect.map(decide(this.#decode(text)), (next) => [next, { puts: [[this.#key, JSON.stringify(next)]] }] as const)
    )
  }

  /** Resets the record to its initial value. */
  reset(): Effect.Effect<void, StoreFailure> {
    return this.#storage.delete(this.#key)
  }
}
