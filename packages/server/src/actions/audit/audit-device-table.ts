import type { AuditDevice } from "./audit.ts"

/** Who enabled a device: the API, or the options of the server. Only the former can be disabled through the API. */
export type EnabledBy = "api" | "options"

/** A device as it is stored, encrypted. */
export interface StoredDevice extends AuditDevice {
  readonly enabledBy: EnabledBy
  readonly salt: string
}

/** Whether one of two paths is below the other, or they are equal. Both end in `/`. */
export const overlap = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a)

const sameOptions = (a: AuditDevice["options"], b: AuditDevice["options"]): boolean => {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].every((name) => a[name] === b[name])
}

/** What differs between a stored device and the options of the server; `undefined` if nothing does. */
export const changedField = (stored: AuditDevice, wanted: AuditDevice): string | undefined => {
  if (stored.type !== wanted.type) return "type"
  if (stored.description !== wanted.description) return "description"
  if (stored.local !== wanted.local) return "local"
  return sameOptions(stored.options, wanted.options) ? undefined : "options"
}
