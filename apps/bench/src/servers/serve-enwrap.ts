import { engines } from "@enwrap/engines"
import { type Crypto, type EnwrapServer, makeServer, type ServerOptions, type Store } from "@enwrap/server"
import type { StoreFailure } from "@enwrap/server/store"
import { layerNodeCrypto, listen, tuneProcess } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import { fill } from "./fill.ts"
import { exitWithParent, serveParent } from "./parent.ts"

/** The number of wrapped responses that are added at the start. */
const PENDING = Number(process.argv[2] ?? 0)
/** From when on they expire, all in one minute: milliseconds since 1970. */
const EXPIRE_FROM = Number(process.argv[4] ?? 0)

/** Opens a server with these options. */
export type Open = (
  options: ServerOptions
) => Effect.Effect<EnwrapServer & { readonly rootToken: string }, StoreFailure, Store | Crypto | Scope.Scope>

/** Our server, with the options of `enwrap server --dev` and more, on a store. */
export const serveEnwrap = <E>(store: Layer.Layer<Store, E>, open: Open = makeServer): void => {
  const serve = Effect.gen(function* () {
    const server = yield* open({ engines })
    if (PENDING > 0) yield* fill(server, server.rootToken, PENDING, EXPIRE_FROM)
    yield* Effect.forkScoped(Effect.repeat(server.maintain, Schedule.spaced("1 second")))
    const { address } = yield* listen({ server, port: 0 })
    serveParent(Number(new URL(address).port), server.rootToken)
    return yield* Effect.never
  })
  exitWithParent()
  tuneProcess()
  void Effect.runPromise(serve.pipe(Effect.scoped, Effect.provide([store, layerNodeCrypto])))
}
