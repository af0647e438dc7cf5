import { fieldProblems } from "@enwrap/protocol"
import { auditTextFor, auditTexts } from "@enwrap/protocol/lazy-texts"
import * as Result from "effect/Result"
import type { AuditSinkOptions, EntrySettings } from "../../ports/audit/port.ts"
import { fieldError, plainError } from "../../values/protocol-error.ts"
import type { DeviceProblem } from "./device-problem.ts"

/** How a device writes its entries, whatever its type is. */
export type DeviceSettings = Omit<EntrySettings, "salt">

const TRUE = new Set(["1", "t", "T", "TRUE", "true", "True"])
const FALSE = new Set(["0", "f", "F", "FALSE", "false", "False"])

const flagDefaults = { hmac_accessor: true, log_raw: false, elide_list_responses: false }

/**
 * The options that all types of devices have.
 *
 * @example
 * ```ts
 * import { auditDeviceOptionNames } from "@enwrap/server/audit"
 *
 * console.log(auditDeviceOptionNames.includes("prefix")) // true
 * ```
 */
export const auditDeviceOptionNames: ReadonlyArray<string> = [
  "format",
  "prefix",
  "skip_test",
  ...Object.keys(flagDefaults)
]

/** Reads the options that all types of devices have. */
export const readDeviceSettings = (options: AuditSinkOptions): Result.Result<DeviceSettings, DeviceProblem> => {
  const { format = "json", prefix = "" } = options
  if (format === "jsonx") return Result.fail({ option: "format", error: plainError(400, auditTexts.jsonxRemoved) })
  if (format !== "json")
    return Result.fail({ option: "format", error: plainError(400, auditTextFor.formatUnknown(format)) })
  const flags: Record<string, boolean> = { ...flagDefaults }
  for (const name of Object.keys(flags)) {
    const text = options[name]
    if (text === undefined) continue
    if (!TRUE.has(text) && !FALSE.has(text))
      return Result.fail({ option: name, error: fieldError(name, fieldProblems.boolean) })
    flags[name] = TRUE.has(text)
  }
  return Result.succeed({
    prefix,
    hmacAccessor: flags["hmac_accessor"]!,
    raw: flags["log_raw"]!,
    elideLists: flags["elide_list_responses"]!
  })
}
