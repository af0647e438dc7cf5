import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type { AuditSinkFailure } from "../../ports/audit/port.ts"
import { whereItFailed } from "../../values/where-it-failed.ts"
import type { NotAudited } from "./audit.ts"
import type { RunningDevice } from "./running-device.ts"

type Write = (device: RunningDevice) => Effect.Effect<void, AuditSinkFailure>

const NOT_AUDITED: Effect.Effect<never, NotAudited> = Effect.fail("not-audited")

/** Logs why a device could not write an entry. The reason never contains the entry. */
const failed = (device: RunningDevice, cause: Cause.Cause<AuditSinkFailure>): Effect.Effect<never, NotAudited> => {
  const failure = Cause.findErrorOption(cause)
  const problem = failure._tag === "Some" ? failure.value.problem : whereItFailed(cause)
  const message = `the audit device "${device.stored.path}" failed to write an entry: ${problem}`
  return Effect.andThen(Effect.logError(message), NOT_AUDITED)
}

const attempt = (device: RunningDevice, write: Write): Effect.Effect<void, NotAudited> =>
  Effect.catchCause(
    Effect.suspend(() => write(device)),
    (cause) => failed(device, cause)
  )

/** Writes an entry to every device at the same time. One that succeeds is enough, as in the original. */
export const writeToAll = (
  devices: ReadonlyMap<string, RunningDevice>,
  write: Write
): Effect.Effect<void, NotAudited> => {
  if (devices.size === 0) return Effect.void
  const attempts = [...devices.values()].map((device) => attempt(device, write))
  if (attempts.length === 1) return attempts[0]!
  return Effect.flatMap(Effect.forEach(attempts, Effect.isSuccess, { concurrency: "unbounded" }), (results) =>
    results.includes(true) ? Effect.void : NOT_AUDITED
  )
}
