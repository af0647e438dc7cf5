import type { Gauge } from "../../ports/gauges.ts"
import { UNWRAP_OUTCOMES, type ServerMetrics } from "../../state/metrics/metrics.ts"
import type { CounterMetric, DurationMetric, GaugeMetric, Metric } from "./metric.ts"

/** What is counted only when the metrics are read. */
export interface CountedNow {
  readonly nowMs: number
  readonly isUnsealed: boolean
  readonly secretMounts: number
  readonly authMounts: number
  readonly irrevocableLeases: number
  /** What has expired and is not revoked yet. */
  readonly overdue: number
  readonly process: ReadonlyArray<Gauge>
}

type Labels = Readonly<Record<string, string>>

const gauge = (name: string, help: string, value: number, labels: Labels = {}): GaugeMetric => ({
  kind: "gauge",
  name,
  help,
  value,
  labels
})
const counter = (name: string, help: string, value: number, labels: Labels = {}): CounterMetric => ({
  kind: "counter",
  name,
  help,
  value,
  labels
})
const duration = (name: string, help: string, durations: DurationMetric["durations"]): DurationMetric => ({
  kind: "duration",
  name,
  help,
  durations
})

const STATUS_CLASSES = ["1xx", "2xx", "3xx", "4xx", "5xx"] as const
/** No operation has others. */
const USUAL: ReadonlySet<string> = new Set(["2xx", "4xx", "5xx"])

const operationMetrics = (metrics: ServerMetrics): ReadonlyArray<Metric> =>
  [...metrics.operations].flatMap(([operation, byStatusClass]) =>
    STATUS_CLASSES.flatMap((status, index) => {
      const value = byStatusClass[index]!
      const help = "Requests by operation of the spec and class of the status."
      // A series that begins at 1 has no increase: Prometheus needs the 0 before it.
      return value === 0 && !USUAL.has(status) ? [] : [counter("enwrap.requests", help, value, { operation, status })]
    })
  )

const programMetrics = (gauges: ReadonlyArray<Gauge>): ReadonlyArray<Metric> =>
  gauges.map(({ help, labels, name, value }) => gauge(name, help, value, labels))

const stateMetrics = (isUnsealed: boolean): ReadonlyArray<Metric> => [
  gauge("vault.core.unsealed", "1 if the server is unsealed.", Number(isUnsealed)),
  gauge("vault.core.active", "1 if the server is active.", Number(isUnsealed))
]

/** What a sealed server still knows: its services are closed. */
export const collectSealedMetrics = (process: ReadonlyArray<Gauge>): ReadonlyArray<Metric> => [
  ...stateMetrics(false),
  ...programMetrics(process)
]

/** All metrics of a server at one moment. Names that begin with `vault` are the original's. @see RW-MT-1 */
export const collectMetrics = (metrics: ServerMetrics, counted: CountedNow): ReadonlyArray<Metric> => [
  ...stateMetrics(counted.isUnsealed),
  gauge(
    "enwrap.start_time_seconds",
    "When the counters were 0: the start of the server, or its last unsealing, in seconds since 1970.",
    metrics.startMs / 1000
  ),
  gauge("vault.core.in_flight_requests", "Requests that have begun and have no response yet.", metrics.inFlight),
  gauge("vault.core.mount_table.num_entries", "Mounts by type.", counted.secretMounts, { type: "logical" }),
  gauge("vault.core.mount_table.num_entries", "Mounts by type.", counted.authMounts, { type: "auth" }),
  gauge("vault.expire.num_irrevocable_leases", "Leases that could not be revoked.", counted.irrevocableLeases),
  gauge(
    "enwrap.expiry.backlog",
    "Tokens and leases that have expired and are not revoked yet; at most 2000.",
    counted.overdue
  ),
  gauge(
    "enwrap.wraps.pending",
    "Wrapped responses that can still be unwrapped, created since the server was unsealed.",
    metrics.pendingWraps.count(counted.nowMs)
  ),
  ...programMetrics(counted.process),
  counter("vault.quota.rate_limit.violation", "Requests that exceeded a rate limit quota.", metrics.limited),
  counter("enwrap.audit.failures", "Entries that an audit device could not write.", metrics.auditFailures),
  counter("enwrap.wraps.created", "Responses that were wrapped, rewraps included.", metrics.wraps),
  ...UNWRAP_OUTCOMES.map((outcome) =>
    counter("enwrap.unwraps", "Unwraps by outcome.", metrics.unwraps[outcome], { outcome })
  ),
  ...operationMetrics(metrics),
  counter("enwrap.store.records", "Records in commits, to be stored or deleted.", metrics.committedRecords),
  counter("enwrap.store.bytes", "Bytes of the records to be stored.", metrics.committedBytes),
  counter("enwrap.store.conflicts", "Commits whose preconditions did not hold.", metrics.commitConflicts),
  counter("enwrap.store.failures", "Commits that failed in the store.", metrics.commitFailures),
  duration(
    "vault.core.handle_request",
    "The time from a request to its response, in milliseconds, except logins. One in seven is timed, and stands for the others.",
    metrics.requests
  ),
  duration(
    "vault.core.handle_login_request",
    "The time from a login to its response, in milliseconds. One request in seven is timed, and stands for the others.",
    metrics.logins
  ),
  duration(
    "enwrap.store.commit",
    "The time of a commit, in milliseconds. One in seven is timed, and stands for the others.",
    metrics.commits
  )
]
