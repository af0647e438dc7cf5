import { engines } from "@enwrap/engines"
import { layerMemory, makeServer } from "@enwrap/server"
import { layerNodeCrypto, listen, tuneProcess } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import { serveParent } from "./parent.ts"

/** Our server, with the options of `enwrap server --dev`. */
const serve = Effect.gen(function* () {
  const server = yield* makeServer({ engines })
  yield* Effect.forkScoped(Effect.repeat(server.maintain, Schedule.spaced("1 second")))
  const { address } = yield* listen({ server, port: 0 })
  serveParent(Number(new URL(address).port), server.rootToken)
  return yield* Effect.never
})

tuneProcess()
void Effect.runPromise(serve.pipe(Effect.scoped, Effect.provide([layerMemory, layerNodeCrypto])))
