/** Audit devices: the sink port, and the devices that a server writes its audit entries to. */
export * from "../../ports/audit/port.ts"
export { layerAuditDevices } from "./layer-audit-devices.ts"
export type { AuditDeviceOptions, AuditDevicesOptions } from "../../actions/audit/audit-devices-options.ts"
export type { Audit, AuditDevice } from "../../actions/audit/audit.ts"
export { AuditRefusal } from "../../actions/audit/audit-refusal.ts"
export { auditDeviceProblem, type AuditDeviceProblem, type DeviceRules } from "../../actions/audit/check-device.ts"
export { auditDeviceOptionNames } from "../../actions/audit/device-settings.ts"
