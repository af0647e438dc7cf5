import { engines } from "@enwrap/engines"
import { layerMemory, makeServer } from "@enwrap/server"
import { layerNodeCrypto, listen, type ListenOptions } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { checkedServer } from "../../../test/spec/checked-server.ts"

/**
 * An Enwrap server over the memory store, on this machine. `close` fails if one of its responses was not a response of the
 * spec.
 */
export interface RunningServer {
  readonly address: string
  readonly rootToken: string
  readonly close: () => Promise<void>
}

/** Starts a server: on a free port of the loopback address, unless `options` say otherwise. */
export const startEnwrap = async (options: Omit<ListenOptions, "server"> = { port: 0 }): Promise<RunningServer> => {
  const scope = Effect.runSync(Scope.make())
  const start = Effect.gen(function* () {
    const { check, server } = checkedServer(yield* makeServer({ engines }))
    const { address } = yield* listen({ server, ...options })
    return { address, check, rootToken: server.rootToken }
  }).pipe(Effect.provideService(Scope.Scope, scope), Effect.provide([layerMemory, layerNodeCrypto]))
  const { check, ...running } = await Effect.runPromise(start)
  const close = async () => {
    await Effect.runPromise(Scope.close(scope, Exit.void))
    check.verify()
  }
  return { ...running, close }
}
