import * as Effect from "effect/Effect"
import { makeSweepEndedTokens } from "../actions/revocation/ended-tokens.ts"
import { makeMaintainLeases } from "../actions/revocation/maintain-leases.ts"
import type { RevokeBelowDependencies } from "../actions/revocation/revoke-below.ts"
import type { Store } from "../ports/store/port.ts"
import { whereItFailed } from "../values/where-it-failed.ts"

export interface MaintainDependencies extends RevokeBelowDependencies {
  readonly store: typeof Store.Service
}

/** Frees what has expired, and revokes what has ended. It never fails: what it could not do, the next run tries again. */
export const makeMaintain = ({ leases, store, tokens }: MaintainDependencies): Effect.Effect<void> => {
  const sweep = Effect.catchCause(store.sweep ?? Effect.void, (cause) =>
    Effect.logError("expired records could not be freed", whereItFailed(cause))
  )
  const revoke = Effect.andThen(makeMaintainLeases({ leases, tokens }), makeSweepEndedTokens(store, tokens))
  const revokeEnded = Effect.catchCause(revoke, (cause) =>
    Effect.logError("what has ended could not be revoked", whereItFailed(cause))
  )
  return Effect.uninterruptible(Effect.andThen(sweep, revokeEnded))
}
