import { engines } from "@enwrap/engines"
import { layerMemory, newRootKey, openSealableServer, type ServerOptions, staticSeal, type Store } from "@enwrap/server"
import { layerNodeCrypto, listen } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Layer from "effect/Layer"
import * as References from "effect/References"
import * as Scope from "effect/Scope"
import type { StartedServer } from "./start-server.ts"

export interface StartedSealableServer extends StartedServer {
  /** The key shares in hexadecimal; with automatic unsealing, those of the recovery key. */
  readonly keys: ReadonlyArray<string>
}

/** The state in which a server starts: not initialized, or unsealed and with one key share. */
export type StartState = "uninitialized" | "shamir" | "static"

/** Starts a server that can be sealed, in this process, on a free port of the loopback address. */
export const startSealableServer = async (
  state: StartState,
  store: Layer.Layer<Store> = layerMemory,
  options: Partial<ServerOptions> = {}
): Promise<StartedSealableServer> => {
  const scope = Effect.runSync(Scope.make())
  const start = Effect.gen(function* () {
    const key = yield* newRootKey
    const seal = state === "static" ? staticSeal({ current: { id: "walked", key } }) : "shamir"
    const server = yield* openSealableServer({ engines, ...options, seal })
    const { address } = yield* listen({ server, port: 0 })
    if (state === "uninitialized") return { address, rootToken: "", keys: [] }
    const initial = yield* server.initialize({ shares: 1, threshold: 1 })
    const keys = [...initial.keys, ...initial.recoveryKeys].map((share) => Buffer.from(share).toString("hex"))
    return { address, rootToken: initial.rootToken, keys }
  }).pipe(
    Effect.provideService(Scope.Scope, scope),
    // Hundreds of servers would say that they were initialized and unsealed.
    Effect.provideService(References.MinimumLogLevel, "Warn"),
    Effect.provide([store, layerNodeCrypto])
  )
  const started = await Effect.runPromise(start)
  if (state === "shamir")
    await fetch(`${started.address}/v1/sys/unseal`, { method: "PUT", body: JSON.stringify({ key: started.keys[0] }) })
  return { ...started, close: () => Effect.runPromise(Scope.close(scope, Exit.void)) }
}
