import type { ProtocolError, Storage, StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import type { Upstream } from "./upstream.ts"

const KEY = "upstream"

const parse = (text: string | undefined): Upstream | undefined =>
  text === undefined ? undefined : (JSON.parse(text) as Upstream)

/** Where a mount keeps its upstream. */
export const makeUpstreamStore = (storage: Storage) => ({
  get: Effect.map(storage.get(KEY), parse),
  change: (
    change: (before: Upstream | undefined) => Effect.Effect<Upstream, ProtocolError>
  ): Effect.Effect<void, ProtocolError | StoreFailure> =>
    storage.modify(KEY, (current) =>
      Effect.map(change(parse(current)), (after) => [undefined, { puts: [[KEY, JSON.stringify(after)]] }] as const)
    ),
  remove: storage.delete(KEY)
})

export type UpstreamStore = ReturnType<typeof makeUpstreamStore>
