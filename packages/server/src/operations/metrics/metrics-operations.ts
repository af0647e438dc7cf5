import { errorTextFor } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { Raw } from "../../actions/outcome.ts"
import type { ReadGauges } from "../../ports/gauges.ts"
import { dueBy } from "../../ports/store/list.ts"
import { Store } from "../../ports/store/port.ts"
import { LeaseStore } from "../../state/lease/lease-store.ts"
import { Metrics } from "../../state/metrics/metrics.ts"
import { isAuthPath } from "../../state/mount/mount-paths.ts"
import { Mounts } from "../../state/mount/mounts.ts"
import { LEASES_DUE, TOKENS_DUE } from "../../state/records.ts"
import { now } from "../../values/now.ts"
import type { SystemHandlers } from "../system-handler.ts"
import { collectMetrics } from "./collect-metrics.ts"
import { PROMETHEUS_TYPE, prometheusText } from "./prometheus-text.ts"
import { sinkJson } from "./sink-json.ts"

const raw = (status: number, contentType: string, body: string): Raw => ({ kind: "raw", status, contentType, body })

/** `sys/metrics`. @see RW-MT-1 */
export const metricsOperations = Effect.fnUntraced(function* (readGauges: ReadGauges) {
  const leases = yield* LeaseStore
  const metrics = yield* Metrics
  const mounts = yield* Mounts
  const store = yield* Store
  const startMs = yield* now

  const measureAll = Effect.fnUntraced(function* (nowMs: number) {
    const paths = mounts.all().map(({ entry }) => entry.path)
    const authMounts = paths.filter(isAuthPath).length
    return collectMetrics(metrics, {
      nowMs,
      authMounts,
      secretMounts: paths.length - authMounts,
      irrevocableLeases: (yield* leases.irrevocable).length,
      overdue: (yield* dueBy(store, TOKENS_DUE, nowMs)).length + (yield* dueBy(store, LEASES_DUE, nowMs)).length,
      process: readGauges()
    })
  })

  return {
    sysMetricsRead: Effect.fnUntraced(function* ({ query }) {
      const format = query.get("format") ?? ""
      if (format !== "" && format !== "prometheus")
        return raw(400, "text/plain", errorTextFor.metricFormatUnknown(format))
      const nowMs = yield* now
      const all = yield* measureAll(nowMs)
      const uptimeSeconds = Math.max(1, (nowMs - startMs) / 1000)
      return format === "prometheus"
        ? raw(200, PROMETHEUS_TYPE, prometheusText(all))
        : raw(200, "application/json", sinkJson(all, nowMs, uptimeSeconds))
    })
  } satisfies Partial<SystemHandlers<"sys">>
})
