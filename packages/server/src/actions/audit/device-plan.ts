import type { AuditDevice } from "./audit.ts"
import { changedField, type StoredDevice } from "./audit-device-table.ts"

/** Why a device of the options cannot be enabled. */
export interface PlanProblem {
  readonly path: string
  readonly problem: string
}

/** What the options of a server mean for the devices that it has. */
export interface DevicePlan {
  /** Devices of the options before, which are not in them any more. Nothing of them is checked: they may not be allowed any more. */
  readonly removed: ReadonlyArray<StoredDevice>
  /** All others. */
  readonly kept: ReadonlyArray<StoredDevice>
  readonly added: ReadonlyArray<AuditDevice>
  readonly problems: ReadonlyArray<PlanProblem>
}

const conflict = (stored: StoredDevice, wanted: AuditDevice): string | undefined => {
  if (stored.enabledBy === "api") return "it was enabled through the API before"
  const changed = changedField(stored, wanted)
  return changed === undefined ? undefined : `its ${changed} cannot be changed`
}

/**
 * Compares the devices that a server has with those that its options want. A device with a problem is not added, and one that exists
 * stays as it is.
 */
export const planDevices = (existing: ReadonlyArray<StoredDevice>, wanted: ReadonlyArray<AuditDevice>): DevicePlan => {
  const byPath = new Map(existing.map((stored) => [stored.path, stored]))
  const seen = new Set<string>()
  const added: Array<AuditDevice> = []
  const problems: Array<PlanProblem> = []
  for (const device of wanted) {
    const { path } = device
    const stored = byPath.get(path)
    const problem = seen.has(path)
      ? "another device has the same path"
      : stored === undefined
        ? undefined
        : conflict(stored, device)
    if (problem !== undefined) problems.push({ path, problem })
    else if (stored === undefined) added.push(device)
    seen.add(path)
  }
  const isRemoved = ({ enabledBy, path }: StoredDevice): boolean => enabledBy === "options" && !seen.has(path)
  return {
    removed: existing.filter(isRemoved),
    kept: existing.filter((stored) => !isRemoved(stored)),
    added,
    problems
  }
}
