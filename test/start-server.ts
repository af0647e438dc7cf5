import { engines } from "@enwrap/engines"
import { makeServer, type ServerOptions, type Store } from "@enwrap/server"
import { layerNodeCrypto, listen } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import { checkedServer } from "./spec/checked-server.ts"
import { layerTestStore } from "./test-store.ts"

export interface StartedServer {
  readonly address: string
  readonly rootToken: string
  /** Stops the server. Fails if one of its responses was not a response of the spec. */
  readonly close: () => Promise<void>
}

/**
 * Starts a server in this process on a free port of the loopback address, with {@link layerTestStore} by default. Every response
 * is compared with the spec.
 */
export const startServer = async (
  options: Partial<ServerOptions> = {},
  store: Layer.Layer<Store> = layerTestStore
): Promise<StartedServer> => {
  const scope = Effect.runSync(Scope.make())
  const start = Effect.gen(function* () {
    const { check, server } = checkedServer(yield* makeServer({ engines, ...options }), options.mounts)
    const { address } = yield* listen({ server, port: 0 })
    return { address, check, rootToken: server.rootToken }
  })
  // The store is closed with the scope, after the listener.
  const building = Layer.build(Layer.merge(store, layerNodeCrypto)).pipe(
    Effect.flatMap((services) => Effect.provide(start, services)),
    Effect.provideService(Scope.Scope, scope)
  )
  const { check, ...started } = await Effect.runPromise(building)
  const close = async () => {
    await Effect.runPromise(Scope.close(scope, Exit.void))
    check.verify()
  }
  return { ...started, close }
}
