import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type { Severity } from "effect/LogLevel"
import type { WireRequest, WireResponse } from "../ports/exchange.ts"
import type { RequestFailure } from "../request/context.ts"
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

/** What begins a request may throw: the request fails, and has a response like every other. */
const begun = (
  begin: () => Effect.Effect<WireResponse, RequestFailure>
): Effect.Effect<WireResponse, RequestFailure> => {
  try {
    return begin()
  } catch (defect) {
    return Effect.die(defect)
  }
}

/**
 * Begins a request. Counts it once it has its response, and that response can be sent, and logs it if there is a level for that.
 *
 * @param recover the response to a request that failed
 */
export const observeRequest = (
  metrics: ServerMetrics,
  marks: TimeMarks,
  logLevel: Severity | undefined,
  observed: Observed,
  onOperation: WireRequest["onOperation"],
  begin: () => Effect.Effect<WireResponse, RequestFailure>,
  recover: (cause: Cause.Cause<RequestFailure>) => Effect.Effect<WireResponse>
): Effect.Effect<WireResponse> => {
  metrics.inFlight++
  const startMs = metrics.requestSampling.next() || logLevel !== undefined ? performance.now() : 0
  const ended = (response: WireResponse): Effect.Effect<WireResponse> => {
    count(metrics, observed, response.status, startMs === 0 ? undefined : performance.now() - startMs)
    if (onOperation !== undefined && observed.operation !== undefined) onOperation(observed.operation)
    return Effect.succeed(response)
  }
  const onSuccess = (response: WireResponse): Effect.Effect<WireResponse> => {
    const held = marks.hold(response)
    return held === undefined ? ended(response) : Effect.flatMap(held, ended)
  }
  const onFailure = (cause: Cause.Cause<RequestFailure>): Effect.Effect<WireResponse> =>
    Effect.flatMap(recover(cause), onSuccess)
  const counted = Effect.matchCauseEffect(begun(begin), { onSuccess, onFailure })
  return logLevel === undefined
    ? counted
    : Effect.tap(counted, ({ status }) => logRequest(logLevel, observed, status, performance.now() - startMs))
}
