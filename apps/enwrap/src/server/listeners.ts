import type { EnwrapServer } from "@enwrap/server"
import { listen, type Listener, type ListenError } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { ListenerConfig } from "../config/listener-config.ts"
import type { ListeningAt } from "./banner.ts"

/** A running listener, and its configuration. */
export interface RunningListener extends ListeningAt {
  readonly listener: Listener
}

const listenOn = (server: EnwrapServer, config: ListenerConfig): Effect.Effect<Listener, ListenError, Scope.Scope> => {
  const { limits, maxRequestSize } = config
  return config.type === "unix"
    ? listen({ server, limits, maxRequestSize, socketPath: config.path, socketAccess: config.access })
    : listen({
        server,
        limits,
        maxRequestSize,
        host: config.address.host,
        port: config.address.port,
        tls: config.tls,
        forwardedFor: config.forwardedFor
      })
}

/** Starts all listeners. If one cannot start, none stays. */
export const startListeners = (
  server: EnwrapServer,
  configs: ReadonlyArray<ListenerConfig>
): Effect.Effect<ReadonlyArray<RunningListener>, ListenError, Scope.Scope> =>
  Effect.forEach(configs, (config) =>
    Effect.map(listenOn(server, config), (listener) => ({ config, address: listener.address, listener }))
  )

/** Names the place of a listener in the configuration. */
const placeOf = (config: ListenerConfig): string =>
  config.type === "unix" ? `unix:${config.path}` : `${config.address.host}:${config.address.port}`

/** Uses the present certificates. Everything else in the configuration of listeners needs a restart. */
export const reloadListeners = Effect.fn("reloadListeners")(function* (
  running: ReadonlyArray<RunningListener>,
  configs: ReadonlyArray<ListenerConfig>
) {
  for (const { config, listener } of running) {
    if (config.type !== "tcp" || config.tls === undefined) continue
    const changed = configs.find((each) => placeOf(each) === placeOf(config))
    if (changed?.type !== "tcp" || changed.tls === undefined) {
      yield* Effect.logWarning(`the listener ${placeOf(config)} keeps its certificate until the server is restarted`)
      continue
    }
    yield* Effect.catchTag(listener.setTls(changed.tls), "ListenError", (error) =>
      Effect.logError(`the listener ${placeOf(config)} keeps its certificate: ${error.message}`)
    )
  }
})
