import type { Engine } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { type Fetch, platformFetch } from "./fetch.ts"

/** The options of the engine for HTTP APIs: how it reaches them. */
export interface HttpEngineOptions {
  /** Sends the requests to upstreams. The default is the platform's `fetch`. */
  readonly fetch?: Fetch | undefined
}

/**
 * An engine that puts any HTTP API behind a mount, so that its responses can be wrapped: an extension of Enwrap. Use it instead of
 * {@link http} to send the requests with your own `fetch`, such as one with a proxy or a client certificate. Its
 * code is loaded at the first mount.
 *
 * @param options `fetch` sends the requests to upstreams; the default is the platform's
 * @returns the engine, for `makeServer({ engines })`. Its operations fail with 502 if the upstream cannot be reached, and with 504
 * after the mount's `timeout`.
 *
 * @example
 * ```ts
 * import { makeHttpEngine } from "@enwrap/engines"
 * import { makeServer } from "@enwrap/server"
 *
 * const http = makeHttpEngine({ fetch: (url, init) => globalThis.fetch(url, init as RequestInit) })
 * const server = makeServer({ engines: [http] })
 * ```
 *
 * @see RW-HTTP-1 to RW-HTTP-14
 */
export const makeHttpEngine = ({ fetch = platformFetch }: HttpEngineOptions = {}): Engine<"http"> => ({
  kind: "secret",
  group: "http",
  type: "http",
  description: "an HTTP API",
  options: {},
  mount: (context) =>
    Effect.map(
      Effect.promise(() => import("../lazy-engines.ts")),
      ({ mountHttp }) => mountHttp(context, fetch)
    )
})

/**
 * The http engine with the platform's `fetch`. To choose the `fetch`, use {@link makeHttpEngine}.
 *
 * @example
 * ```ts
 * import { http } from "@enwrap/engines"
 * import { makeServer } from "@enwrap/server"
 *
 * const server = makeServer({ engines: [http] })
 * ```
 */
export const http = makeHttpEngine()
