import { engines } from "@enwrap/engines"
import { makeServer } from "@enwrap/server"
import type { Engine } from "@enwrap/server/engine"
import { layerNodeCrypto, listen } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import { checkedServer } from "../../../test/spec/checked-server.ts"
import { layerTestStore } from "../../../test/test-store.ts"

/** Enwrap, on a free port of the loopback address. `close` fails if one of its responses was not a response of the spec. */
export interface RunningServer {
  readonly url: string
  readonly rootToken: string
  readonly close: () => Promise<void>
}

export async function startEnwrap(
  offered: ReadonlyArray<Engine> = engines,
  options: { readonly maxWrapTtl?: number } = {}
): Promise<RunningServer> {
  const scope = Effect.runSync(Scope.make())
  const start = Effect.gen(function* () {
    const { check, server } = checkedServer(yield* makeServer({ engines: offered, ...options }))
    const listener = yield* listen({ server, port: 0 })
    return { check, url: listener.address, rootToken: server.rootToken }
  })
  // The store is closed with the scope, after the listener.
  const started = Layer.build(Layer.merge(layerTestStore, layerNodeCrypto)).pipe(
    Effect.flatMap((services) => Effect.provide(start, services)),
    Effect.provideService(Scope.Scope, scope)
  )
  const { check, ...running } = await Effect.runPromise(started)
  const close = async () => {
    await Effect.runPromise(Scope.close(scope, Exit.void))
    check.verify()
  }
  return { ...running, close }
}
