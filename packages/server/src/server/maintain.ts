import * as Effect from "effect/Effect"
import type { Revocation } from "../actions/revocation/revocation.ts"
import type { Store } from "../ports/store/port.ts"
import { whereItFailed } from "../values/where-it-failed.ts"

export interface MaintainDependencies {
  readonly revocation: typeof Revocation.Service
  readonly store: typeof Store.Service
}

/** Frees what has expired, and revokes what has ended. It never fails: the next run tries again whatever failed. */
export const makeMaintain = ({ revocation, store }: MaintainDependencies): Effect.Effect<void> => {
  const sweep = Effect.catchCause(store.sweep ?? Effect.void, (cause) =>
    Effect.logError("expired records could not be freed", whereItFailed(cause))
  )
  const revokeEnded = Effect.catchCause(revocation.expired, (cause) =>
    Effect.logError("what has ended could not be revoked", whereItFailed(cause))
  )
  return Effect.uninterruptible(Effect.andThen(sweep, revokeEnded))
}
