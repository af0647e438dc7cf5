import { auditTextFor, auditTexts } from "@enwrap/protocol/lazy-texts"
import * as Result from "effect/Result"
import { withSlash } from "../../state/mount/mount-paths.ts"
import { plainError } from "../../values/protocol-error.ts"
import { overlap } from "./audit-device-table.ts"
import type { AuditDevice } from "./audit.ts"
import type { DeviceProblem } from "./device-problem.ts"
import { type DeviceSettings, readDeviceSettings } from "./device-settings.ts"

/** What the server allows its devices. */
export interface DeviceRules {
  readonly types: ReadonlyArray<string>
  readonly allowPrefix: boolean
  readonly unsafeAllowRaw: boolean
}

const refuse = (text: string, option?: string): Result.Result<never, DeviceProblem> =>
  Result.fail({ option, error: plainError(400, text) })

/** Why a device cannot have a path beside the paths of other devices, which end in `/`; `undefined` if it can. */
export const pathProblem = (path: string, others: ReadonlyArray<string>): string | undefined => {
  if (path === "/") return auditTexts.pathMissing
  return others.some((other) => overlap(other, path)) ? auditTexts.pathInUse : undefined
}

/** Reads the options that all types have, if the server allows the device. */
export const checkDevice = (
  { options, type }: Pick<AuditDevice, "options" | "type">,
  { allowPrefix, types, unsafeAllowRaw }: DeviceRules
): Result.Result<DeviceSettings, DeviceProblem> => {
  if (options["prefix"] !== undefined && !allowPrefix) return refuse(auditTexts.prefixNotAllowed, "prefix")
  if (!types.includes(type)) return refuse(auditTextFor.typeUnknown(type))
  const settings = readDeviceSettings(options)
  if (Result.isFailure(settings)) return settings
  return settings.success.raw && !unsafeAllowRaw ? refuse(auditTexts.rawNotAllowed, "log_raw") : settings
}

/** What is wrong with a device of a configuration. */
export interface AuditDeviceProblem {
  /** The option that is wrong, if it is one. */
  readonly option: string | undefined
  readonly text: string
}

/**
 * What would prevent a device from being enabled, as far as it can be known before: its path, and the options that all types of
 * devices have. `undefined` if nothing would.
 *
 * @param others the paths of the other devices
 *
 * @example
 * ```ts
 * import { auditDeviceProblem } from "@enwrap/server/audit"
 *
 * const rules = { types: ["file"], allowPrefix: false, unsafeAllowRaw: false }
 * const device = { path: "all", type: "file", options: { prefix: "audit: " } }
 * console.log(auditDeviceProblem(device, [], rules)?.option) // prefix
 * ```
 */
export const auditDeviceProblem = (
  device: Pick<AuditDevice, "options" | "path" | "type">,
  others: ReadonlyArray<string>,
  rules: DeviceRules
): AuditDeviceProblem | undefined => {
  const text = pathProblem(withSlash(device.path), others.map(withSlash))
  if (text !== undefined) return { option: undefined, text }
  const checked = checkDevice(device, rules)
  return Result.isSuccess(checked)
    ? undefined
    : { option: checked.failure.option, text: checked.failure.error.errors.join("; ") }
}
