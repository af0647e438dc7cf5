import { engines } from "@enwrap/engines"
import { type EnwrapServer, makeServer, type ServerOptions, type Store } from "@enwrap/server"
import { layerNodeCrypto, listen, tuneProcess } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import { serveParent } from "./parent.ts"

/** The number of wrapped responses that wait from the start. */
const PENDING = Number(process.argv[2] ?? 0)
const AT_ONCE = 64
/** 330 bytes. */
const SECRET = JSON.stringify({ padding: "x".repeat(316) })

/** Wraps responses that nobody unwraps. */
const fill = (server: EnwrapServer, rootToken: string): Effect.Effect<void> => {
  const headers: Readonly<Record<string, string>> = { "x-vault-token": rootToken, "x-vault-wrap-ttl": "24h" }
  const request = {
    method: "POST",
    target: "/v1/sys/wrapping/wrap",
    header: (name: string) => headers[name],
    remoteAddress: "127.0.0.1",
    hasLeft: () => false,
    body: new TextEncoder().encode(SECRET)
  }
  const each = Effect.repeat(server.handle(request), { times: Math.ceil(PENDING / AT_ONCE) - 1 })
  const all = Effect.all(
    Array.from({ length: AT_ONCE }, () => each),
    { concurrency: "unbounded", discard: true }
  )
  return PENDING === 0 ? Effect.void : all
}

/** Our server, with the options of `enwrap server --dev` and more, on a store. */
export const serveEnwrap = <E>(
  store: Layer.Layer<Store, E>,
  more: Effect.Effect<Partial<ServerOptions>, never, Scope.Scope> = Effect.succeed({})
): void => {
  const serve = Effect.gen(function* () {
    const server = yield* makeServer({ engines, ...(yield* more) })
    yield* fill(server, server.rootToken)
    yield* Effect.forkScoped(Effect.repeat(server.maintain, Schedule.spaced("1 second")))
    const { address } = yield* listen({ server, port: 0 })
    serveParent(Number(new URL(address).port), server.rootToken)
    return yield* Effect.never
  })
  tuneProcess()
  void Effect.runPromise(serve.pipe(Effect.scoped, Effect.provide([store, layerNodeCrypto])))
}
