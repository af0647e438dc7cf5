import { type Engine, silentError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { type Fetch, platformFetch } from "./fetch.ts"
import { requestHandlers } from "./request-handlers.ts"
import { changeUpstream, upstreamData } from "./upstream.ts"
import { makeUpstreamStore } from "./upstream-store.ts"

export interface HttpEngineOptions {
  /** What upstreams are asked with: the platform's `fetch` where nothing else is said. */
  readonly fetch?: Fetch
}

/**
 * Any HTTP API behind a mount, so that its answers can be wrapped: an extension of Enwrap.
 * @see RW-HTTP-1 to RW-HTTP-14
 */
export const makeHttpEngine = ({ fetch = platformFetch }: HttpEngineOptions = {}): Engine<"http"> => ({
  kind: "secret",
  group: "http",
  type: "http",
  description: "an HTTP API",
  options: {},
  mount: ({ storage }) => {
    const store = makeUpstreamStore(storage)
    return Effect.succeed({
      handlers: {
        httpReadConfig: () =>
          Effect.flatMap(store.get, (upstream) =>
            upstream === undefined ? Effect.fail(silentError(404)) : Effect.succeed({ data: upstreamData(upstream) })
          ),
        httpWriteConfig: ({ fields }) =>
          Effect.as(
            store.change((before) => changeUpstream(before, fields)),
            undefined
          ),
        httpDeleteConfig: () => Effect.as(store.remove, undefined),
        ...requestHandlers(store, fetch)
      },
      exists: (path) =>
        path === "config/upstream"
          ? Effect.map(store.get, (upstream) => upstream !== undefined)
          : // Whether there is something at the upstream is not asked: every write there is an update.
            Effect.succeed(true)
    })
  }
})

/** The engine that asks with the platform's `fetch`. */
export const http = makeHttpEngine()
