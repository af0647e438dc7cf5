/** Audit devices: the sink port, and the devices that a server writes its audit entries to. */
export * from "../../ports/audit/port.ts"
export { layerAuditDevices } from "./layer-audit-devices.ts"
export type { AuditDeviceOptions, AuditDevicesOptions } from "./audit-devices-options.ts"
export type { Audit, AuditDevice } from "./audit.ts"
export { AuditRefusal } from "./audit-refusal.ts"
export { auditDeviceProblem, type AuditDeviceProblem, type DeviceRules } from "./check-device.ts"
export { auditDeviceOptionNames } from "./device-settings.ts"
