import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import type { LogLevel, ServerConfig } from "../config/server-config.ts"

/** The levels by their names in the configuration. */
export const levels = {
  trace: "Trace",
  debug: "Debug",
  info: "Info",
  warn: "Warn",
  error: "Error"
} as const satisfies Readonly<Record<LogLevel, string>>

/** Logs on standard error: one line for each entry, as text or JSON. */
export const layerLogging = ({ logFormat, logLevel }: Pick<ServerConfig, "logFormat" | "logLevel">) =>
  Layer.mergeAll(
    Logger.layer([Logger.withConsoleError(logFormat === "json" ? Logger.formatJson : Logger.formatLogFmt)]),
    Layer.succeed(References.MinimumLogLevel, levels[logLevel])
  )
