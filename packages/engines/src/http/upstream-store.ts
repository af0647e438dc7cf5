import type { ProtocolError, Storage, StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import type { Upstream } from "./upstream.ts"

const KEY = "upstream"

const decode = (text: string | undefined): Upstream | undefined =>
  text === undefined ? undefined : (JSON.parse(text) as Upstream)

/** The upstream of a mount. */
export class UpstreamStore {
  readonly #storage: Storage
  readonly get: Effect.Effect<Upstream | undefined, StoreFailure>
  readonly remove: Effect.Effect<void, StoreFailure>

  constructor(storage: Storage) {
    this.#storage = storage
    this.get = Effect.map(storage.get(KEY), decode)
    this.remove = storage.delete(KEY)
  }

  change(
    decide: (before: Upstream | undefined) => Effect.Effect<Upstream, ProtocolError>
  ): Effect.Effect<undefined, ProtocolError | StoreFailure> {
    return this.#storage.modify(KEY, (text) =>
      Effect.map(decide(decode(text)), (after) => [undefined, { puts: [[KEY, JSON.stringify(after)]] }] as const)
    )
  }
}
