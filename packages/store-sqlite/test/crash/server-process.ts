/** A server on the database that its first argument names. It sends its address to its parent. */
import { engines } from "@enwrap/engines"
import { openServer } from "@enwrap/server"
import { layerNodeCrypto, listen } from "@enwrap/server-node"
import { layerSqlite } from "@enwrap/store-sqlite"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"

const [path = "", rootToken = ""] = process.argv.slice(2)
/** The same in every process: each finds what the one before has stored. */
const rootKey = new Uint8Array(32).fill(7)

const serve = Effect.gen(function* () {
  const server = yield* openServer({ engines, rootKey, rootToken })
  yield* Effect.forkScoped(Effect.repeat(server.maintain, Schedule.spaced("100 millis")))
  const { address } = yield* listen({ server, port: 0 })
  process.send!(address)
  return yield* Effect.never
})

process.on("disconnect", () => process.exit(1))
void Effect.runPromise(serve.pipe(Effect.scoped, Effect.provide([layerSqlite({ path }), layerNodeCrypto])))
