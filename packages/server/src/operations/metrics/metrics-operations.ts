import * as Effect from "effect/Effect"
import type { ReadGauges } from "../../ports/gauges.ts"
import { dueBy } from "../../ports/store/list.ts"
import { Store } from "../../ports/store/port.ts"
import { LeaseStore } from "../../state/lease/lease-store.ts"
import { Metrics } from "../../state/metrics/metrics.ts"
import { isAuthPath } from "../../state/mount/mount-paths.ts"
import { Mounts } from "../../state/mount/mounts.ts"
import { LEASES_DUE, TOKENS_DUE } from "../../state/records.ts"
import { Seal } from "../../state/seal/seal.ts"
import { now } from "../../values/now.ts"
import type { SystemHandlers } from "../system-handler.ts"
import { collectMetrics } from "./collect-metrics.ts"
import { formatProblem, metricsFormat, metricsResponse } from "./metrics-response.ts"

/** `sys/metrics`. @see RW-MT-1 */
export const metricsOperations = Effect.fnUntraced(function* (readGauges: ReadGauges) {
  const leases = yield* LeaseStore
  const metrics = yield* Metrics
  const mounts = yield* Mounts
  const seal = yield* Seal
  const store = yield* Store

  const measureAll = Effect.fnUntraced(function* (nowMs: number) {
    const paths = mounts.all().map(({ entry }) => entry.path)
    const authMounts = paths.filter(isAuthPath).length
    return collectMetrics(metrics, {
      nowMs,
      isUnsealed: !seal.isSealed(),
      authMounts,
      secretMounts: paths.length - authMounts,
      irrevocableLeases: (yield* leases.irrevocable).length,
      overdue: (yield* dueBy(store, TOKENS_DUE, nowMs)).length + (yield* dueBy(store, LEASES_DUE, nowMs)).length,
      process: readGauges()
    })
  })

  return {
    sysMetricsRead: Effect.fnUntraced(function* (request) {
      const format = metricsFormat(request)
      const problem = formatProblem(format)
      if (problem !== undefined) return problem
      const nowMs = yield* now
      return metricsResponse(format, yield* measureAll(nowMs), nowMs, metrics.startMs)
    })
  } satisfies Partial<SystemHandlers<"sys">>
})
