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
  request: (facts, nowMs, error) => {
    const make: MakeEntry = (format) => requestEntry(format, facts, nowMs, error)
    return writeToAll(devices, metrics, make, nowMs, facts.hasLeft)
  },
  refused: (facts, nowMs, error) => {
    const make: MakeEntry = (format) => refusedEntry(format, facts, error, nowMs)
    return writeToAll(devices, metrics, make, nowMs, facts.hasLeft)
  },
  response: (facts, response, nowMs, error, requestMs) => {
    const make: MakeEntry = (format) => responseEntry(format, facts, response, nowMs, error, requestMs)
    // What has been done has its entry in any case.
    const hasLeft = requestMs !== undefined || facts.onlyReads === true ? facts.hasLeft : undefined
    return writeToAll(devices, metrics, make, nowMs, hasLeft)
  }
})
