/**
 * The real server in a separate process, in memory or, if its argument names a folder, on SQLite and with an audit file. It sends its
 * address and its usage to its parent. Its responses are not compared with the spec, since the memory that this takes is not the
 * server's.
 */
import { engines } from "@enwrap/engines"
import { layerMemory, newRootToken, newRootKey, openServer } from "@enwrap/server"
import { layerAuditDevices } from "@enwrap/server/audit"
import { layerNodeCrypto, listen, nodeAuditSinks, tuneProcess } from "@enwrap/server-node"
import { layerSqlite } from "@enwrap/store-sqlite"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import { existsSync, statSync } from "node:fs"
import { join } from "node:path"

const [folder] = process.argv.slice(2)
const database = join(folder ?? "", "enwrap.db")

tuneProcess()

const bytesOf = (...files: ReadonlyArray<string>): number =>
  files.reduce((sum, file) => sum + (existsSync(file) ? statSync(file).size : 0), 0)

/** With its audit device. */
const open = Effect.gen(function* () {
  const rootToken = yield* newRootToken
  const options = { engines, rootKey: yield* newRootKey, rootToken }
  if (folder === undefined) return { rootToken, server: yield* openServer(options) }
  const devices = [{ path: "file", type: "file", options: { file_path: join(folder, "audit.log") } }]
  const audit = layerAuditDevices({ sinks: yield* nodeAuditSinks, devices })
  return { rootToken, server: yield* openServer({ ...options, audit }) }
})

const serve = Effect.gen(function* () {
  const { rootToken, server } = yield* open
  yield* Effect.forkScoped(Effect.repeat(server.maintain, Schedule.spaced("1 second")))
  const { address } = yield* listen({ server, port: 0 })
  process.on("message", () => {
    const { maxRSS } = process.resourceUsage()
    process.send!({
      rss: process.memoryUsage.rss(),
      peakRss: maxRSS * 1024,
      stored: folder === undefined ? 0 : bytesOf(database, `${database}-wal`)
    })
  })
  process.send!({ address, rootToken })
  return yield* Effect.never
}).pipe(
  Effect.scoped,
  Effect.provide(Layer.merge(folder === undefined ? layerMemory : layerSqlite({ path: database }), layerNodeCrypto))
)

const stop = Effect.runCallback(serve, { onExit: () => process.exit(0) })
process.on("SIGTERM", () => stop())
process.on("disconnect", () => process.exit(1))
