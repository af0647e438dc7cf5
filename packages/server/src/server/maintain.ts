import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import { MountChanges } from "../actions/revocation/mount-changes.ts"
import { Revocation } from "../actions/revocation/revocation.ts"
import { Store } from "../ports/store/port.ts"
import { Closing } from "../state/closing.ts"
import { KeyRotation } from "../state/key-rotation.ts"
import { ReEncryption } from "../state/re-encryption/re-encryption.ts"
import { whereItFailed } from "../values/where-it-failed.ts"

/** Runs once at a time: while it runs, another run does nothing. */
const alone = (work: Effect.Effect<void>): Effect.Effect<void> => {
  let isRunning = false
  const ended = Effect.sync(() => {
    isRunning = false
  })
  return Effect.suspend(() => {
    if (isRunning) return Effect.void
    isRunning = true
    return Effect.ensuring(work, ended)
  })
}

/**
 * Frees what has expired, revokes what has ended, finishes what an earlier server has begun, rotates the key if it is due, and encrypts
 * records with a new key. It never fails: what it could not do, the next run tries again. It has no span: it runs every second, mostly
 * with nothing to do.
 *
 * A run can take long, and others can begin meanwhile: what has expired ends in time, although another run still finishes what an
 * earlier server has begun, or waits for a change of mounts.
 */
export const makeMaintain = Effect.gen(function* () {
  const revocation = yield* Revocation
  const changes = yield* MountChanges
  const closing = yield* Closing
  const store = yield* Store
  const reEncryption = yield* ReEncryption
  const rotation = yield* KeyRotation

  const logged = <E>(work: Effect.Effect<void, E>, problem: string): Effect.Effect<void> =>
    alone(Effect.catchCause(work, (cause: Cause.Cause<E>) => Effect.logError(problem, whereItFailed(cause))))
  /** The next server continues it. */
  const untilClosing = <E>(work: Effect.Effect<void, E>): Effect.Effect<void, E> =>
    Effect.catchCause(work, (cause) => (closing.isRequested() ? Effect.void : Effect.failCause(cause)))

  const steps = [
    logged(store.sweep ?? Effect.void, "expired records could not be freed"),
    logged(Effect.andThen(rotation.rotateIfDue, reEncryption.step), "records could not be encrypted with the new key"),
    logged(untilClosing(revocation.expired), "what has ended could not be revoked"),
    logged(
      untilClosing(Effect.andThen(revocation.continued, changes.resume)),
      "what had been begun could not be finished"
    )
  ]
  return Effect.uninterruptible(Effect.forEach(steps, (step) => step, { discard: true }))
})
