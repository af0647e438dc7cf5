import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { UnwrittenEntry } from "../../ports/audit/port.ts"
import type { ServerMetrics } from "../../state/metrics/metrics.ts"
import type { ProtocolError } from "../../values/protocol-error.ts"
import { whereItFailed } from "../../values/where-it-failed.ts"
import type { EntryCells } from "./entry-cells.ts"
import { notAudited } from "./not-audited.ts"
import type { CellFormat } from "./request-cells.ts"
import type { RunningDevice } from "./running-device.ts"

/** What a device prints an entry from. */
export type MakeEntry = (format: CellFormat, nowMs: number) => EntryCells

/** Counts and logs that a device could not write an entry. */
const note = (
  device: RunningDevice,
  metrics: ServerMetrics,
  { lines, problem }: UnwrittenEntry,
  nowMs: number
): Effect.Effect<number> => {
  metrics.auditFailures++
  const heldBack = device.failures.pass(nowMs)
  if (heldBack === undefined) return Effect.succeed(lines)
  const more = heldBack === 0 ? "" : `; ${heldBack} more since the last message`
  return Effect.as(
    Effect.logError(`the audit device "${device.stored.path}" failed to write an entry: ${problem}${more}`),
    lines
  )
}

/** The number of lines of an entry that a device has written completely. */
const ALL = Infinity
const ALL_WRITTEN = Effect.succeed(ALL)
const NONE_WRITTEN = Effect.succeed(0)

/** Fails unless a device has written all lines. */
const settle = (written: number): Effect.Effect<void, ProtocolError> =>
  written === ALL ? Effect.void : Effect.fail(notAudited)

/** Writes an entry to one device, and returns how many of its lines are written. */
const writeTo = (
  device: RunningDevice,
  metrics: ServerMetrics,
  entry: EntryCells,
  nowMs: number,
  hasLeft: (() => boolean) | undefined
) =>
  Effect.flatMap(device.write(entry, hasLeft), (unwritten) => {
    if (unwritten === undefined) return ALL_WRITTEN
    return unwritten.isAbandoned === true ? NONE_WRITTEN : note(device, metrics, unwritten, nowMs)
  })

const notMade = (device: RunningDevice, metrics: ServerMetrics, defect: unknown, nowMs: number) =>
  note(device, metrics, { lines: 0, problem: whereItFailed(Cause.die(defect)) }, nowMs)

/**
 * Writes an entry to every device at the same time. It fails if no device has written all of its lines. One that succeeds is enough,
 * as in the original.
 *
 * @param hasLeft if nothing has been changed yet: whether the client has left, so that the entry may be left out
 */
export const writeToAll = (
  devices: ReadonlyMap<string, RunningDevice>,
  metrics: ServerMetrics,
  make: MakeEntry,
  hasLeft: (() => boolean) | undefined
): Effect.Effect<void, ProtocolError> => {
  if (devices.size === 0) return Effect.void
  return Clock.clockWith((clock) => {
    const nowMs = clock.currentTimeMillisUnsafe()
    const attempts: Array<Effect.Effect<number>> = []
    for (const device of devices.values()) {
      try {
        attempts.push(writeTo(device, metrics, make(device.format, nowMs), nowMs, hasLeft))
      } catch (defect) {
        attempts.push(notMade(device, metrics, defect, nowMs))
      }
    }
    return attempts.length === 1
      ? Effect.flatMap(attempts[0]!, settle)
      : Effect.flatMap(Effect.all(attempts, { concurrency: "unbounded" }), (written) => settle(Math.max(...written)))
  })
}
