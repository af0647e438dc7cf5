import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { AuditSinkFailure } from "../../ports/audit/port.ts"
import type { ServerMetrics } from "../../state/metrics/metrics.ts"
import type { ProtocolError } from "../../values/protocol-error.ts"
import { whereItFailed } from "../../values/where-it-failed.ts"
import type { EntryFormat } from "./entry-format.ts"
import type { RunningDevice } from "./running-device.ts"

/** Counts and logs that a device could not write an entry. The reason never contains the entry. */
const failed = <E>(
  device: RunningDevice,
  metrics: ServerMetrics,
  cause: Cause.Cause<AuditSinkFailure>,
  nowMs: number,
  error: E
): Effect.Effect<never, E> => {
  metrics.auditFailures++
  const heldBack = device.failures.pass(nowMs)
  if (heldBack === undefined) return Effect.fail(error)
  const failure = Cause.findErrorOption(cause)
  const problem = failure._tag === "Some" ? failure.value.problem : whereItFailed(cause)
  const message = `the audit device "${device.stored.path}" failed to write an entry: ${problem}`
  const more = heldBack === 0 ? "" : `; ${heldBack} more since the last message`
  return Effect.andThen(Effect.logError(message + more), Effect.fail(error))
}

/** The line of an entry, as a device writes it. */
export type Line = (format: EntryFormat, nowMs: number) => string

const writeTo = (device: RunningDevice, metrics: ServerMetrics, line: Line, nowMs: number, error: ProtocolError) => {
  try {
    return Effect.catchCause(device.write(line(device.format, nowMs)), (cause) =>
      failed(device, metrics, cause, nowMs, error)
    )
  } catch (defect) {
    return failed(device, metrics, Cause.die(defect), nowMs, error)
  }
}

/**
 * Writes an entry to every device at the same time, and fails with `error` if none has written it. One that succeeds is enough, as in
 * the original.
 */
export const writeToAll = (
  devices: ReadonlyMap<string, RunningDevice>,
  metrics: ServerMetrics,
  line: Line,
  error: ProtocolError
): Effect.Effect<void, ProtocolError> => {
  if (devices.size === 0) return Effect.void
  return Clock.clockWith((clock) => {
    const nowMs = clock.currentTimeMillisUnsafe()
    const attempts = [...devices.values()].map((device) => writeTo(device, metrics, line, nowMs, error))
    if (attempts.length === 1) return attempts[0]!
    return Effect.flatMap(Effect.forEach(attempts, Effect.isSuccess, { concurrency: "unbounded" }), (results) =>
      results.includes(true) ? Effect.void : Effect.fail(error)
    )
  })
}
