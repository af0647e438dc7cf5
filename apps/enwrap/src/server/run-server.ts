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
import { type ExitCode, Failure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import type { SealConfig, SealKey } from "../config/seal-config.ts"
import { printProblem, type Problem } from "../config/problem.ts"
import type { ServerConfig } from "../config/server-config.ts"
import { serverBanner } from "./banner.ts"
import { withBoundedStop } from "./bounded-stop.ts"
import { listenAdvice } from "./listen-advice.ts"
import { startListeners } from "./listeners.ts"
import { keepMaintained } from "./keep-maintained.ts"
import { LiveSettings } from "./live-settings.ts"
import { layerLogging, levels } from "./logging.ts"
import { writePidFile } from "./pid-file.ts"
import { type ReloadConfig, reload } from "./reload.ts"
import { serviceManager } from "./service-manager.ts"
import { receiveSignals } from "./signals.ts"
import { withTraces } from "./traces.ts"

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

const openServer = Effect.fn("openServer")(function* (config: ServerConfig, live: LiveSettings) {
  const sinks = yield* nodeAuditSinks
  return yield* Effect.acquireRelease(
    openSealableServer({
      engines,
      mounts: [],
      audit: layerAuditDevices(() => ({ sinks, ...live.audit() })),
      gauges: processGauges(),
      node: { hostname: hostname(), apiAddress: config.apiAddress },
      seal: sealOf(config.seal),
      storageType: config.storage.type,
      defaultLeaseTtl: config.leaseTtl.default,
      maxLeaseTtl: config.leaseTtl.max,
      requestLogLevel: () => {
        const level = live.logRequestsLevel()
        return level && levels[level]
      },
      maxRequestSize: maxRequestSize(config)
    }),
    (server) => server.close
  )
})

const logProblems = (problems: ReadonlyArray<Problem>): Effect.Effect<void> =>
  Effect.forEach(problems, (problem) => Effect.logWarning(printProblem(problem)), { discard: true })

const serve = Effect.fn("serve")(function* (
  config: ServerConfig,
  live: LiveSettings,
  readAgain: ReloadConfig,
  io: Io,
  stopping: Deferred.Deferred<void>
) {
  const manager = serviceManager(io.env)
  // Before anything is printed: a script that waits for the output may stop the server at once.
  const signals = yield* receiveSignals
  const server = yield* openServer(config, live)
  yield* keepMaintained(server)
  const listeners = yield* withTraces(io, startListeners(server, config.listeners))
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
    yield* reload(readAgain, { config, live, listeners, server })
    yield* manager.ready
  }
})

/**
 * Runs a server until SIGINT or SIGTERM, then finishes the requests in flight and stops. A second one ends the process at once.
 * SIGHUP makes it read its configuration and certificates again, and open the files of audit devices again.
 *
 * @param problems warnings about the configuration, to be logged
 * @throws Failure if the store cannot be opened, or an address cannot be listened on
 */
export const runServer = (
  config: ServerConfig,
  problems: ReadonlyArray<Problem>,
  readAgain: ReloadConfig,
  io: Io
): Promise<ExitCode> => {
  tuneProcess()
  const live = new LiveSettings(config)
  const serving = (stopping: Deferred.Deferred<void>) =>
    Effect.scoped(Effect.andThen(logProblems(problems), serve(config, live, readAgain, io, stopping)))
  return withBoundedStop(serving).pipe(
    Effect.provide([layerStore(config), layerNodeCrypto, layerLogging(config.logFormat, live.logLevel)]),
    Effect.catchTags({
      ListenError: (error) => Effect.fail(new Failure(`${error.message}.`, listenAdvice(error))),
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
