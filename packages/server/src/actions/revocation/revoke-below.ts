import { errorTextFor } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import type { StoreFailure } from "../../ports/store/port.ts"
import type { TokenStore } from "../../state/token/token-store.ts"
import { tokenOfLease } from "../../state/lease/lease-entry.ts"
import type { LeaseStore } from "../../state/lease/lease-store.ts"

export interface RevokeBelowDependencies {
  readonly leases: typeof LeaseStore.Service
  readonly tokens: typeof TokenStore.Service
}

/**
 * Ends a lease, whatever it is the lease of; an unknown one is no error. An id with another path before the name of a token's
 * record is unknown: it would end a token that was made elsewhere.
 */
export const makeRevokeLease =
  ({ leases, tokens }: RevokeBelowDependencies) =>
  (id: string, force = false): Effect.Effect<void, ProtocolError | StoreFailure> => {
    const tokenId = tokenOfLease(id)
    return tokenId === undefined
      ? Effect.flatMap(leases.find(id), (entry) => (entry === undefined ? Effect.void : leases.revoke(entry, force)))
      : Effect.flatMap(leases.isTokenLease(id), (is) => (is ? tokens.revoke(tokenId) : Effect.void))
  }

/**
 * Ends everything that was made at a path or below it: leases of secrets, and tokens, wrapping tokens among them. With `force`
 * a lease goes even if its engine could not take the secret back; without it, those stay, and the caller is told.
 *
 * @see RW-LE-7, RW-LE-8
 */
export const makeRevokeBelow = (dependencies: RevokeBelowDependencies) => {
  const revokeLease = makeRevokeLease(dependencies)
  return Effect.fnUntraced(function* (
    path: string,
    force: boolean
  ): Effect.fn.Return<void, ProtocolError | StoreFailure> {
    const prefix = path.endsWith("/") ? path : `${path}/`
    const ids = yield* dependencies.leases.ids(prefix)
    let failed = 0
    for (const id of ids) {
      yield* Effect.catchTag(revokeLease(id, force), "ProtocolError", () => Effect.sync(() => void failed++))
    }
    if (failed > 0) return yield* plainError(400, errorTextFor.leasesNotRevoked(failed, ids.length))
  })
}
