import * as Effect from "effect/Effect"
import type { AuditSinkFailure } from "../../ports/audit/port.ts"
import { whereItFailed } from "../../values/where-it-failed.ts"
import type { NotAudited } from "./audit.ts"
import type { RunningDevice } from "./running-device.ts"

type Write = (device: RunningDevice) => Effect.Effect<void, AuditSinkFailure>

/** Whether a device has written an entry. If not, the reason is logged; it never contains the entry. */
const attempt = (device: RunningDevice, write: Write): Effect.Effect<boolean> =>
  Effect.suspend(() => write(device)).pipe(
    Effect.as(true),
    Effect.catchTag("AuditSinkFailure", ({ problem }) => failed(device, problem)),
    Effect.catchCause((cause) => failed(device, whereItFailed(cause)))
  )

const failed = (device: RunningDevice, problem: string): Effect.Effect<boolean> =>
  Effect.as(Effect.logError(`the audit device "${device.stored.path}" failed to write an entry: ${problem}`), false)

const NOT_AUDITED: Effect.Effect<never, NotAudited> = Effect.fail("not-audited")

/** Writes an entry to every device at the same time. One that succeeds is enough, as in the original. */
export const writeToAll = (
  devices: ReadonlyMap<string, RunningDevice>,
  write: Write
): Effect.Effect<void, NotAudited> => {
  if (devices.size === 0) return Effect.void
  const attempts = [...devices.values()].map((device) => attempt(device, write))
  const written =
    attempts.length === 1
      ? attempts[0]!
      : Effect.map(Effect.all(attempts, { concurrency: "unbounded" }), (results) => results.includes(true))
  return Effect.flatMap(written, (isWritten) => (isWritten ? Effect.void : NOT_AUDITED))
}
