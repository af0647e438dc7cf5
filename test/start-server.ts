import { engines } from "@enwrap/engines"
import { makeServer, type ServerOptions, type Store } from "@enwrap/server"
import { layerNodeCrypto, listen } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import { layerTestStore } from "./test-store.ts"

export interface StartedServer {
  readonly address: string
  readonly rootToken: string
  readonly close: () => Promise<void>
}

/** Starts a server in this process on a free port of the loopback address, with {@link layerTestStore} by default. */
export const startServer = async (
  options: Partial<ServerOptions> = {},
  store: Layer.Layer<Store> = layerTestStore
): Promise<StartedServer> => {
  const scope = Effect.runSync(Scope.make())
  const start = Effect.gen(function* () {
    const server = yield* makeServer({ engines, ...options })
    const { address } = yield* listen({ server, port: 0 })
    return { address, rootToken: server.rootToken }
  })
  // The store is closed with the scope, after the listener.
  const started = Layer.build(Layer.merge(store, layerNodeCrypto)).pipe(
    Effect.flatMap((services) => Effect.provide(start, services)),
    Effect.provideService(Scope.Scope, scope)
  )
  return { ...(await Effect.runPromise(started)), close: () => Effect.runPromise(Scope.close(scope, Exit.void)) }
}
