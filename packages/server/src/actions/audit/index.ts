/** Audit devices: the sink port, and the devices that a server writes its audit entries to. */
export * from "../../ports/audit/port.ts"
export { type AuditDeviceOptions, type AuditDevicesOptions, layerAuditDevices } from "./layer-audit-devices.ts"
export type { Audit, AuditDevice } from "./audit.ts"
