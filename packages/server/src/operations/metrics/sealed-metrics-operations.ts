import * as Effect from "effect/Effect"
import type { ReadGauges } from "../../ports/gauges.ts"
import { now } from "../../values/now.ts"
import type { SystemHandlers } from "../system-handler.ts"
import { collectSealedMetrics } from "./collect-metrics.ts"
import { formatProblem, metricsFormat, metricsResponse } from "./metrics-response.ts"

/** `sys/metrics` of a sealed server, where it needs no token: a sealed server cannot check one. @see RW-MT-3 */
export const sealedMetricsOperations = (readGauges: ReadGauges) =>
  ({
    sysMetricsRead: (request) =>
      Effect.map(now, (nowMs) => {
        const format = metricsFormat(request)
        return formatProblem(format) ?? metricsResponse(format, collectSealedMetrics(readGauges()), nowMs, nowMs)
      })
  }) satisfies Partial<SystemHandlers<"sys">>
