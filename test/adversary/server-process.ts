/**
 * The real server in a separate process. It sends its address and its memory usage to its parent. Its responses are not compared
 * with the spec, since the memory that this takes is not the server's.
 */
import { engines } from "@enwrap/engines"
import { layerMemory, makeServer } from "@enwrap/server"
import { layerNodeCrypto, listen, tuneProcess } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

tuneProcess()

const serve = Effect.gen(function* () {
  const server = yield* makeServer({ engines })
  const { address } = yield* listen({ server, port: 0 })
  process.on("message", () => {
    const { maxRSS } = process.resourceUsage()
    process.send!({ rss: process.memoryUsage.rss(), peakRss: maxRSS * 1024 })
  })
  process.send!({ address, rootToken: server.rootToken })
  return yield* Effect.never
}).pipe(Effect.scoped, Effect.provide(Layer.merge(layerMemory, layerNodeCrypto)))

const stop = Effect.runCallback(serve, { onExit: () => process.exit(0) })
process.on("SIGTERM", () => stop())
process.on("disconnect", () => process.exit(1))
