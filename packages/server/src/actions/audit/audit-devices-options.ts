import type { AuditSinkTypes } from "../../ports/audit/port.ts"
import { withSlash } from "../../state/mount/mount-paths.ts"
import type { AuditDevice } from "./audit.ts"

/** A device in the options of a server: `audit "file" "to-stdout" { … }` of a configuration file. */
export type AuditDeviceOptions = Pick<AuditDevice, "path" | "type"> & {
  readonly [Name in "description" | "options" | "local"]?: AuditDevice[Name] | undefined
}

/** The options of `layerAuditDevices`: which audit devices a server has, and which ones `sys/audit` can enable. */
export interface AuditDevicesOptions {
  /** The types of devices that can be enabled. */
  readonly sinks: AuditSinkTypes
  /**
   * The devices of the configuration: enabled when the server starts, and disabled once they are not here any more. Their
   * settings cannot be changed; use another path for a device with other settings.
   */
  readonly devices?: ReadonlyArray<AuditDeviceOptions> | undefined
  /**
   * Whether `sys/audit` can enable devices (`unsafe_allow_api_audit_creation`). Whoever may do so can write to every file, and
   * connect to every address, that the server can.
   */
  readonly unsafeAllowApi?: boolean | undefined
  /**
   * Whether devices may have the option `log_raw`, which writes every token and every secret in plain text
   * (`unsafe_allow_audit_log_raw`). Only for tests without real secrets.
   */
  readonly unsafeAllowRaw?: boolean | undefined
  /** Whether devices may have the option `prefix` (`allow_audit_log_prefixing`): with it, a line is not JSON. */
  readonly allowPrefix?: boolean | undefined
}

/** A device with what the options leave out. */
export const completed = ({
  path,
  type,
  description = "",
  options = {},
  local = false
}: AuditDeviceOptions): AuditDevice => ({ path: withSlash(path), type, description, options, local })

/** The devices of the options. */
export const wantedDevices = ({ devices = [] }: AuditDevicesOptions): ReadonlyArray<AuditDevice> =>
  devices.map(completed)
