import type { EnwrapServer } from "@enwrap/server"
import {
  type ClientCertificates,
  fittingLimits,
  type Limits,
  listen,
  type Listener,
  type ListenError
} from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { ListenerConfig } from "../config/listener-config.ts"
import type { ListeningAt } from "./banner.ts"

/** A running listener, and its configuration. */
export interface RunningListener extends ListeningAt {
  readonly listener: Listener
  /** What it requires of clients now. */
  clientCertificates: ClientCertificates | undefined
}

const listenOn = (
  server: EnwrapServer,
  config: ListenerConfig,
  limits: Limits
): Effect.Effect<Listener, ListenError, Scope.Scope> => {
  const { maxRequestSize, withoutToken } = config
  return config.type === "unix"
    ? listen({ server, limits, maxRequestSize, withoutToken, socketPath: config.path, socketAccess: config.access })
    : listen({
        server,
        limits,
        maxRequestSize,
        withoutToken,
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
  Effect.flatMap(fittingLimits(configs.map(({ limits }) => limits)), (limits) =>
    Effect.forEach(configs, (config, i) =>
      Effect.map(listenOn(server, config, limits[i]!), (listener) => ({
        config,
        address: listener.address,
        listener,
        clientCertificates: config.type === "tcp" ? config.tls?.clientCertificates : undefined
      }))
    )
  )

/** Names the place of a listener in the configuration. */
export const placeOf = (config: ListenerConfig): string =>
  config.type === "unix" ? `unix:${config.path}` : `${config.address.host}:${config.address.port}`

/** Uses the present certificates. Everything else in the configuration of listeners needs a restart. */
export const reloadListeners = Effect.fn("reloadListeners")(function* (
  running: ReadonlyArray<RunningListener>,
  configs: ReadonlyArray<ListenerConfig>
) {
  let hasTls = false
  for (const each of running) {
    const { clientCertificates, config, listener } = each
    if (config.type !== "tcp" || config.tls === undefined) continue
    hasTls = true
    const changed = configs.find((other) => placeOf(other) === placeOf(config))
    // Its other settings need a restart, and the log says so.
    if (changed?.type !== "tcp" || changed.tls === undefined) continue
    // Authorities can change, but whether Node.js requests certificates at all is decided when it starts to listen.
    const isSame = (changed.tls.clientCertificates === undefined) === (clientCertificates === undefined)
    if (!isSame)
      yield* Effect.logWarning(
        `the listener ${placeOf(config)} ${clientCertificates === undefined ? "does not require" : "requires"} certificates of clients until the server is restarted`
      )
    const tls = isSame ? changed.tls : { ...changed.tls, clientCertificates }
    yield* Effect.matchEffect(listener.setTls(tls), {
      onFailure: (error) => Effect.logError(`the listener ${placeOf(config)} keeps its certificate: ${error.message}`),
      onSuccess: () =>
        Effect.sync(() => {
          each.clientCertificates = tls.clientCertificates
        })
    })
  }
  return hasTls
})
