import { layerTraces } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import type { Io } from "../cli/io.ts"
import type { TraceSettings } from "./trace-settings.ts"

const isOfTraces = (name: string): boolean => name.startsWith("OTEL_")

/** What the log of a server will say of the environment variables for traces. */
export const traceProblems = async ({ env }: Pick<Io, "env">): Promise<ReadonlyArray<string>> => {
  if (!Object.keys(env).some(isOfTraces)) return []
  const { traceSettings } = await import("./trace-settings.ts")
  const { errors, warnings } = traceSettings(env)
  return [...warnings, ...errors.map(notSent)]
}

const notSent = (error: string): string => `no traces are sent: ${error}`

/**
 * Starts listeners with traces, if the environment names a collector. What is left is sent after the listeners have closed. Settings
 * that are wrong do not keep the server from starting: the log says that there are no traces.
 */
export const withTraces = <A, E>(
  { env }: Pick<Io, "env">,
  start: Effect.Effect<A, E, Scope.Scope>
): Effect.Effect<A, E, Scope.Scope> =>
  Object.keys(env).some(isOfTraces)
    ? Effect.flatMap(
        Effect.promise(() => import("./trace-settings.ts")),
        ({ traceSettings }) => startTraced(traceSettings(env), start)
      )
    : start

const startTraced = <A, E>(
  { errors, options, warnings }: TraceSettings,
  start: Effect.Effect<A, E, Scope.Scope>
): Effect.Effect<A, E, Scope.Scope> =>
  Effect.gen(function* () {
    for (const warning of warnings) yield* Effect.logWarning(warning)
    for (const error of errors) yield* Effect.logError(notSent(error))
    if (options === undefined || errors.length > 0) return yield* start
    return yield* Effect.provide(start, yield* Layer.build(layerTraces(options)))
  })
