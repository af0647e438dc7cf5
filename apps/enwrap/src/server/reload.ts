import type { SealableServer } from "@enwrap/server"
import * as Effect from "effect/Effect"
import { Failure } from "../cli/failure.ts"
import { printProblem } from "../config/problem.ts"
import type { DecodedConfig, ServerConfig } from "../config/server-config.ts"
import { reloadListeners, type RunningListener } from "./listeners.ts"
import type { LiveSettings } from "./live-settings.ts"
import { restartNeeded } from "./restart-needed.ts"

/** Reads the configuration again. */
export type ReloadConfig = () => DecodedConfig

/** A server that was started with a configuration. */
export interface StartedServer {
  readonly config: ServerConfig
  readonly live: LiveSettings
  readonly listeners: ReadonlyArray<RunningListener>
  readonly server: SealableServer
}

const apply = Effect.fn("apply")(function* (
  { config: started, listeners, live, server }: StartedServer,
  config: ServerConfig
) {
  const before = live.logLevel()
  // Before the level changes: with the new one, nobody might learn of it.
  if (before !== config.logLevel) yield* Effect.logInfo(`log_level changes from ${before} to ${config.logLevel}`)
  live.change(config)
  yield* server.reloadAudit
  const hasTls = yield* reloadListeners(listeners, config.listeners)
  const changed = restartNeeded(started, config)
  if (changed.length > 0) yield* Effect.logWarning(`changed, and needs a restart: ${changed.join(", ")}`)
  yield* Effect.logInfo(
    `the configuration was reloaded; ${hasTls ? "the certificates were reloaded" : "no listener has a certificate to reload"}`
  )
})

/**
 * Reads the configuration and the certificates again, and applies what can change without a restart. If the configuration has an error,
 * nothing changes. The log says what was done, and what needs a restart. It never fails.
 */
export const reload = Effect.fn("reload")(function* (readAgain: ReloadConfig, running: StartedServer) {
  const read = Effect.try({
    try: readAgain,
    catch: (error) => (error instanceof Failure ? error.message : "internal error")
  })
  const decoded = yield* Effect.catch(read, (problem) =>
    Effect.as(Effect.logError(`nothing was reloaded: ${problem}`), undefined)
  )
  if (decoded === undefined) return
  const { config, problems } = decoded
  if (config === undefined) {
    const errors = problems.filter(({ severity }) => severity === "error").map(printProblem)
    return yield* Effect.logError(`nothing was reloaded, since the configuration has errors: ${errors.join("; ")}`)
  }
  for (const problem of problems) yield* Effect.logWarning(printProblem(problem))
  yield* apply(running, config)
})
