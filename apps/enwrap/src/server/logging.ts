import { formatJson } from "effect/Formatter"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import { isGreaterThan } from "effect/LogLevel"
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

/**
 * Logs on standard error: one line for each entry, as text or JSON.
 *
 * @param currentLevel the level from which entries are logged; it can change
 */
export const layerLogging = (logFormat: ServerConfig["logFormat"], currentLevel: () => LogLevel) => {
  const logger = Logger.withConsoleError(logFormat === "json" ? formatFlatJson : Logger.formatLogFmt)
  return Layer.mergeAll(
    Logger.layer([
      Logger.make((entry) => {
        if (!isGreaterThan(levels[currentLevel()], entry.logLevel)) logger.log(entry)
      })
    ]),
    // The minimum of Effect is that of a fiber, and cannot change for all of them: the logger decides.
    Layer.succeed(References.MinimumLogLevel, "All")
  )
}
