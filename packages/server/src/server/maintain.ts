import * as Effect from "effect/Effect"
import { MountChanges } from "../actions/revocation/mount-changes.ts"
import { Revocation } from "../actions/revocation/revocation.ts"
import { Store } from "../ports/store/port.ts"
import { Closing } from "../state/closing.ts"
import { KeyRotation } from "../state/key-rotation.ts"
import { ReEncryption } from "../state/re-encryption/re-encryption.ts"
import { whereItFailed } from "../values/where-it-failed.ts"

/**
 * Frees what has expired, revokes what has ended, finishes what an earlier server has begun, rotates the key if it is due, and encrypts
 * records with a new key. It never fails: what it could not do, the next run tries again. It has no span: it runs every second, mostly
 * with nothing to do.
 */
export const maintain = Effect.fnUntraced(function* () {
  const revocation = yield* Revocation
  const changes = yield* MountChanges
  const closing = yield* Closing
  const store = yield* Store
  yield* Effect.catchCause(store.sweep ?? Effect.void, (cause) =>
    Effect.logError("expired records could not be freed", whereItFailed(cause))
  )
  const reEncryption = yield* ReEncryption
  const rotation = yield* KeyRotation
  yield* Effect.catchCause(Effect.andThen(rotation.rotateIfDue, reEncryption.step), (cause) =>
    Effect.logError("records could not be encrypted with the new key", whereItFailed(cause))
  )
  yield* Effect.catchCause(Effect.andThen(revocation.expired, changes.resume), (cause) =>
    // The next server continues.
    closing.isRequested() ? Effect.void : Effect.logError("what has ended could not be revoked", whereItFailed(cause))
  )
}, Effect.uninterruptible)
