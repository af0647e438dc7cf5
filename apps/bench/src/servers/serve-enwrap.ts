import { engines } from "@enwrap/engines"
import { layerMemory, makeServer, type ServerOptions } from "@enwrap/server"
import { layerNodeCrypto, listen, tuneProcess } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import { serveParent } from "./parent.ts"

/** Serves with the options of `enwrap server --dev`, and more. */
export const serveEnwrap = (more: Effect.Effect<Partial<ServerOptions>, never, Scope.Scope>): void => {
  const serve = Effect.gen(function* () {
    const server = yield* makeServer({ engines, ...(yield* more) })
    yield* Effect.forkScoped(Effect.repeat(server.maintain, Schedule.spaced("1 second")))
    const { address } = yield* listen({ server, port: 0 })
    serveParent(Number(new URL(address).port), server.rootToken)
    return yield* Effect.never
  })
  tuneProcess()
  void Effect.runPromise(serve.pipe(Effect.scoped, Effect.provide([layerMemory, layerNodeCrypto])))
}
