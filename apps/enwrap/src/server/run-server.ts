import { hostname } from "node:os"
import { engines } from "@enwrap/engines"
import { layerMemory, openSealableServer, staticSeal, type StaticSealKey } from "@enwrap/server"
import { AuditRefusal, layerAuditDevices } from "@enwrap/server/audit"
import { layerNodeCrypto, nodeAuditSinks, processGauges, tuneProcess } from "@enwrap/server-node"
import { layerSqlite } from "@enwrap/store-sqlite"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import { type ExitCode, Failure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import type { SealConfig, SealKey } from "../config/seal-config.ts"
import type { DecodedConfig, ServerConfig } from "../config/server-config.ts"
import { printProblem } from "../config/problem.ts"
import { serverBanner } from "./banner.ts"
import { withBoundedStop } from "./bounded-stop.ts"
import { reloadListeners, type RunningListener, startListeners } from "./listeners.ts"
import { layerLogging, levels } from "./logging.ts"
import { writePidFile } from "./pid-file.ts"
import { serviceManager } from "./service-manager.ts"
import { receiveSignals } from "./signals.ts"

/** Reads the configuration again. */
export type ReloadConfig = () => DecodedConfig

const layerStore = ({ storage }: ServerConfig) =>
  storage.type === "sqlite" ? layerSqlite({ path: storage.path }) : layerMemory

const sealKey = ({ id, key }: SealKey): StaticSealKey => ({ id, key: Redacted.value(key) })

const sealOf = (seal: SealConfig) =>
  seal.type === "shamir"
    ? "shamir"
    : staticSeal({ current: sealKey(seal.current), previous: seal.previous && sealKey(seal.previous) })

/** The largest body that a listener accepts; `undefined` if one has the default of the server. */
const maxRequestSize = ({ listeners }: ServerConfig): number | undefined => {
  const sizes = listeners.map((listener) => listener.maxRequestSize)
  return sizes.includes(undefined) ? undefined : Math.max(...sizes.map((size) => size ?? 0))
}

const openServer = Effect.fn("openServer")(function* (config: ServerConfig) {
  const size = maxRequestSize(config)
  return yield* Effect.acquireRelease(
    openSealableServer({
      engines,
      mounts: [],
      audit: layerAuditDevices({ sinks: yield* nodeAuditSinks, ...config.audit }),
      gauges: processGauges(),
      node: { hostname: hostname(), apiAddress: config.apiAddress },
      seal: sealOf(config.seal),
      storageType: config.storage.type,
      ...(config.leaseTtl.default !== undefined && { defaultLeaseTtl: config.leaseTtl.default }),
      ...(config.leaseTtl.max !== undefined && { maxLeaseTtl: config.leaseTtl.max }),
      ...(config.logRequestsLevel !== undefined && { requestLogLevel: levels[config.logRequestsLevel] }),
      ...(size !== undefined && { maxRequestSize: size })
    }),
    (server) => server.close
  )
})

/** Reads the configuration and the certificates again. What is wrong is logged, and nothing changes then. */
const reload = Effect.fn("reload")(function* (readAgain: ReloadConfig, running: ReadonlyArray<RunningListener>) {
  const { config, problems } = yield* Effect.try({
    try: readAgain,
    catch: (error) => (error instanceof Failure ? error.message : "internal error")
  })
  for (const problem of problems) yield* Effect.logWarning(printProblem(problem))
  if (config === undefined) return yield* Effect.logError("the configuration has errors: nothing was reloaded")
  const hasTls = yield* reloadListeners(running, config.listeners)
  yield* Effect.logInfo(
    `${hasTls ? "the certificates were reloaded" : "no listener has a certificate to reload"}; other changes need a restart`
  )
})

const serve = Effect.fn("serve")(function* (
  config: ServerConfig,
  readAgain: ReloadConfig,
  io: Io,
  stopping: Deferred.Deferred<void>
) {
  const manager = serviceManager(io.env)
  // Before anything is printed: a script that waits for the output may stop the server at once.
  const signals = yield* receiveSignals
  const server = yield* openServer(config)
  yield* Effect.forkScoped(Effect.repeat(server.maintain, Schedule.spaced("1 second")))
  const listeners = yield* startListeners(server, config.listeners)
  if (config.pidFile !== undefined) yield* writePidFile(config.pidFile)
  io.write(serverBanner(config, listeners))
  if (!server.isInitialized()) yield* Effect.logInfo("the server is not initialized: run `enwrap operator init`")
  else if (server.isSealed()) yield* Effect.logInfo("the server is sealed: run `enwrap operator unseal`")
  yield* manager.ready
  yield* manager.watch
  for (;;) {
    const signal = yield* Queue.take(signals)
    if (signal !== "SIGHUP") {
      io.write(`\n==> ${signal} received: finishing requests in flight, then stopping.\n`)
      yield* Deferred.succeed(stopping, undefined)
      yield* manager.stopping
      return 0 as const
    }
    yield* manager.reloading
    yield* server.reopenAudit
    yield* Effect.catch(reload(readAgain, listeners), (problem) => Effect.logError(`nothing was reloaded: ${problem}`))
    yield* manager.ready
  }
})

/**
 * Runs a server until SIGINT or SIGTERM, then finishes the requests in flight and stops. A second one ends the process at once. SIGHUP reloads certificates, and opens the
 * files of audit devices again.
 *
 * @throws Failure if the store cannot be opened, or an address cannot be listened on
 */
export const runServer = (config: ServerConfig, readAgain: ReloadConfig, io: Io): Promise<ExitCode> => {
  tuneProcess()
  return withBoundedStop((stopping) => Effect.scoped(serve(config, readAgain, io, stopping))).pipe(
    Effect.provide([layerStore(config), layerNodeCrypto, layerLogging(config)]),
    Effect.catchTags({
      ListenError: (error) => Effect.fail(new Failure(`${error.message}.`)),
      SqliteOpenFailure: (error) => Effect.fail(new Failure(error.message)),
      StoreFailure: ({ cause }) =>
        Effect.fail(new Failure(`cannot open the store: ${cause instanceof Error ? cause.message : String(cause)}.`))
    }),
    // The log has said so, too.
    Effect.catchDefect((defect) =>
      defect instanceof AuditRefusal ? Effect.fail(new Failure(`${defect.message}.`)) : Effect.die(defect)
    ),
    Effect.runPromise
  )
}
