import type { ServerMetrics } from "../../state/metrics/metrics.ts"
import type { Audit } from "./audit.ts"
import { refusedEntry, requestEntry, responseEntry } from "./make-entry.ts"
import type { RunningDevice } from "./running-device.ts"
import { type MakeEntry, writeToAll } from "./write-to-all.ts"

/** What writes the entries of requests to all devices. */
export const entryWriters = (
  devices: ReadonlyMap<string, RunningDevice>,
  metrics: ServerMetrics
): Pick<typeof Audit.Service, "request" | "refused" | "response"> => ({
  request: (facts, error) => {
    const make: MakeEntry = (format, nowMs) => requestEntry(format, facts, nowMs, error)
    return writeToAll(devices, metrics, make, facts.hasLeft)
  },
  refused: (facts, error) => {
    const make: MakeEntry = (format, nowMs) => refusedEntry(format, facts, error, nowMs)
    return writeToAll(devices, metrics, make, facts.hasLeft)
  },
  response: (facts, response, error, requestMs) => {
    const make: MakeEntry = (format, nowMs) => responseEntry(format, facts, response, nowMs, error, requestMs)
    // What has been done has its entry in any case.
    const hasLeft = requestMs !== undefined || facts.onlyReads === true ? facts.hasLeft : undefined
    return writeToAll(devices, metrics, make, hasLeft)
  }
})
