import { formatJson } from "effect/Formatter"
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

/** A flat object for each entry; what the original calls `@message` is always a string. */
const formatFlatJson = Logger.map(Logger.formatStructured, ({ annotations, cause, level, message, timestamp }) => {
  const [text, ...details] = [message].flat().map((part) => (typeof part === "string" ? part : JSON.stringify(part)))
  const detail = [...details, ...(cause === undefined ? [] : [cause])].join("\n")
  return formatJson({ ...annotations, timestamp, level, message: text, ...(detail !== "" && { detail }) })
})

/** Logs on standard error: one line for each entry, as text or JSON. */
export const layerLogging = ({ logFormat, logLevel }: Pick<ServerConfig, "logFormat" | "logLevel">) =>
  Layer.mergeAll(
    Logger.layer([Logger.withConsoleError(logFormat === "json" ? formatFlatJson : Logger.formatLogFmt)]),
    Layer.succeed(References.MinimumLogLevel, levels[logLevel])
  )
