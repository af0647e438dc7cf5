import { errorTexts, errorTextFor, fieldProblems } from "@enwrap/protocol"
import * as Result from "effect/Result"
import type { AuditSinkOptions, EntrySettings } from "../../ports/audit/port.ts"
import { fieldError, plainError, type ProtocolError } from "../../values/protocol-error.ts"

/** How a device writes its entries, whatever its type is. */
export type DeviceSettings = Omit<EntrySettings, "salt">

const TRUE = new Set(["1", "t", "T", "TRUE", "true", "True"])
const FALSE = new Set(["0", "f", "F", "FALSE", "false", "False"])

/** Reads the options that all types of devices have. */
export const readDeviceSettings = (options: AuditSinkOptions): Result.Result<DeviceSettings, ProtocolError> => {
  const { format = "json", prefix = "" } = options
  if (format === "jsonx") return Result.fail(plainError(400, errorTexts.auditJsonxRemoved))
  if (format !== "json") return Result.fail(plainError(400, errorTextFor.auditFormatUnknown(format)))
  const flags: Record<string, boolean> = { hmac_accessor: true, log_raw: false, elide_list_responses: false }
  for (const name of Object.keys(flags)) {
    const text = options[name]
    if (text === undefined) continue
    if (!TRUE.has(text) && !FALSE.has(text)) return Result.fail(fieldError(name, fieldProblems.boolean))
    flags[name] = TRUE.has(text)
  }
  return Result.succeed({
    prefix,
    hmacAccessor: flags["hmac_accessor"]!,
    raw: flags["log_raw"]!,
    elideLists: flags["elide_list_responses"]!
  })
}
