import * as Effect from "effect/Effect"
import type { StoreFailure } from "../../ports/store/port.ts"
import type { LeaseEntry } from "../../state/lease/lease-entry.ts"
import { LeaseStore } from "../../state/lease/lease-store.ts"
import { tokenLeaseId, tokenOfLease } from "../../state/records.ts"
import { TokenStore } from "../../state/token/token-store.ts"
import { now } from "../../values/now.ts"

/** What a lookup shows of the lease of a token or a secret. Times are in milliseconds. */
export interface ShownLease {
  readonly id: string
  readonly path: string
  readonly issueTimeMs: number
  readonly lastRenewalMs?: number | undefined
  readonly expiresAtMs: number
  readonly renewable: boolean
}

/** Finds leases that have not ended. */
export const findLease = Effect.gen(function* () {
  const leases = yield* LeaseStore
  const tokens = yield* TokenStore

  const ofSecret = Effect.fnUntraced(function* (id: string): Effect.fn.Return<LeaseEntry | undefined, StoreFailure> {
    const entry = yield* leases.find(id)
    return entry === undefined || entry.expiresAtMs <= (yield* now) ? undefined : entry
  })

  const ofAny = Effect.fnUntraced(function* (id: string): Effect.fn.Return<ShownLease | undefined, StoreFailure> {
    const tokenId = tokenOfLease(id)
    if (tokenId === undefined) return yield* ofSecret(id)
    const found = yield* tokens.findById(tokenId)
    if (found === undefined || found.entry.expiresAtMs === undefined) return undefined
    return tokenLeaseId(found.entry.path, found.id) === id
      ? { ...found.entry, id, expiresAtMs: found.entry.expiresAtMs }
      : undefined
  })

  return {
    /** The lease of a secret. */
    ofSecret,
    /** The lease of a secret or of a token. */
    ofAny
  }
})
