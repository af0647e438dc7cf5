import * as Effect from "effect/Effect"
import type { Severity } from "effect/LogLevel"
import type { WireRequest, WireResponse } from "../ports/exchange.ts"
import type { Observed } from "../request/parsed-request.ts"
import { NO_OPERATION, type ServerMetrics } from "../state/metrics/metrics.ts"
import type { TimeMarks } from "./time-marks.ts"

const count = (
  metrics: ServerMetrics,
  { isUnwrapped, operation }: Observed,
  status: number,
  ms: number | undefined
): void => {
  metrics.inFlight--
  metrics.answered(operation, status, ms)
  if (operation === "wrappingUnwrap") metrics.unwrapAnswered(isUnwrapped, status)
}

const MICROSECONDS = 1000

/** An entry has the operation instead of the path, which may contain a secret. @see RW-SEC-1 */
const logRequest = (level: Severity, { operation, requestId }: Observed, status: number, ms: number) =>
  Effect.logWithLevel(level)("request").pipe(
    Effect.annotateLogs({
      ...(requestId !== undefined && { request_id: requestId }),
      operation: operation ?? NO_OPERATION,
      status,
      duration_ms: Math.round(ms * MICROSECONDS) / MICROSECONDS
    })
  )

/**
 * Counts a request once it has its response, and that response can be sent, and logs it if there is a level for that. It has begun
 * when this is called.
 */
export const observeRequest = (
  metrics: ServerMetrics,
  marks: TimeMarks,
  logLevel: Severity | undefined,
  observed: Observed,
  onOperation: WireRequest["onOperation"],
  responded: Effect.Effect<WireResponse>
): Effect.Effect<WireResponse> => {
  metrics.inFlight++
  const startMs = metrics.requestSampling.next() || logLevel !== undefined ? performance.now() : 0
  const ended = (response: WireResponse): Effect.Effect<WireResponse> => {
    count(metrics, observed, response.status, startMs === 0 ? undefined : performance.now() - startMs)
    if (onOperation !== undefined && observed.operation !== undefined) onOperation(observed.operation)
    return Effect.succeed(response)
  }
  const counted = Effect.flatMap(responded, (response) => {
    const held = marks.hold(response)
    return held === undefined ? ended(response) : Effect.flatMap(held, ended)
  })
  return logLevel === undefined
    ? counted
    : Effect.tap(counted, ({ status }) => logRequest(logLevel, observed, status, performance.now() - startMs))
}
