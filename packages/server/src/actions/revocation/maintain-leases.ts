import * as Effect from "effect/Effect"
import type { StoreFailure } from "../../ports/store/port.ts"
import { now } from "../../values/now.ts"
import type { RevokeBelowDependencies } from "./revoke-below.ts"

/**
 * Takes back what has ended by itself: leases whose time is over, or whose token's is. A token may have been renewed since
 * its lease was filed; then the lease is filed anew.
 *
 * @see RW-LE-11
 */
export const makeMaintainLeases = ({ leases, tokens }: RevokeBelowDependencies): Effect.Effect<void, StoreFailure> =>
  Effect.gen(function* () {
    const nowMs = yield* now
    for (const entry of yield* leases.due(nowMs)) {
      const tokenEndMs = entry.tokenId === "" ? Infinity : ((yield* tokens.endOf(entry.tokenId)) ?? -Infinity)
      const dueAtMs = Math.min(entry.expiresAtMs, tokenEndMs)
      if (dueAtMs > nowMs && entry.failures === undefined && !entry.revoking)
        yield* leases.replace(entry, { ...entry, dueAtMs })
      else yield* leases.revokeOrRetry(entry)
    }
  })
