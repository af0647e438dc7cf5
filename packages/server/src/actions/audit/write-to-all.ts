import * as Cause from "effect/Cause"
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
export type MakeEntry = (format: CellFormat) => EntryCells

/** The number of lines of an entry that a device has written completely. */
const ALL = Infinity
const ALL_WRITTEN = Effect.succeed(ALL)
const NONE_WRITTEN = Effect.succeed(0)

/** Makes an entry, and writes it to one device. Returns what was not written. */
const attempt = (
  device: RunningDevice,
  make: MakeEntry,
  hasLeft: (() => boolean) | undefined
): Effect.Effect<UnwrittenEntry | undefined> => {
  try {
    return device.write(make(device.format), hasLeft)
  } catch (defect) {
    return Effect.succeed({ lines: 0, problem: whereItFailed(Cause.die(defect)) })
  }
}

/** Returns how many lines of an entry a device has written. Counts and logs that it could not write all of them. */
const note = (
  device: RunningDevice,
  metrics: ServerMetrics,
  unwritten: UnwrittenEntry | undefined,
  nowMs: number
): Effect.Effect<number> => {
  if (unwritten === undefined) return ALL_WRITTEN
  if (unwritten.isAbandoned === true) return NONE_WRITTEN
  metrics.auditFailures++
  const { lines, problem } = unwritten
  const ending = device.failures.ending(nowMs)
  if (ending === undefined) return Effect.succeed(lines)
  return Effect.as(
    Effect.logError(`the audit device "${device.stored.path}" failed to write an entry: ${problem}${ending}`),
    lines
  )
}

/** Fails unless a device has written all lines. */
const settle = (written: number): Effect.Effect<void, ProtocolError> =>
  written === ALL ? Effect.void : Effect.fail(notAudited)

/**
 * Writes an entry to every device at the same time. It fails if no device has written all of its lines. One that succeeds is enough,
 * as in the original.
 *
 * @param nowMs when the entry was made: milliseconds since 1970
 * @param hasLeft if nothing has been changed yet: whether the client has left, so that the entry may be left out
 */
export const writeToAll = (
  devices: ReadonlyMap<string, RunningDevice>,
  metrics: ServerMetrics,
  make: MakeEntry,
  nowMs: number,
  hasLeft: (() => boolean) | undefined
): Effect.Effect<void, ProtocolError> => {
  const attempts: Array<Effect.Effect<number>> = []
  for (const device of devices.values()) {
    const attempted = attempt(device, make, hasLeft)
    // Most servers have one device, and most entries are written.
    if (devices.size === 1)
      return Effect.flatMapEager(attempted, (unwritten) =>
        unwritten === undefined ? Effect.void : Effect.flatMap(note(device, metrics, unwritten, nowMs), settle)
      )
    attempts.push(Effect.flatMap(attempted, (unwritten) => note(device, metrics, unwritten, nowMs)))
  }
  return attempts.length === 0
    ? Effect.void
    : Effect.flatMap(Effect.all(attempts, { concurrency: "unbounded" }), (written) => settle(Math.max(...written)))
}
