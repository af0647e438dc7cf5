import * as Effect from "effect/Effect"
import { combineShares } from "../../ports/secret-sharing.ts"
import type { StoreFailure } from "../../ports/store/port.ts"
import type { CollectedShares } from "../../state/seal/collected-shares.ts"
import type { KeyShares } from "../../state/seal/seal.ts"
import type { SealStore } from "../../state/seal/seal-store.ts"

/** The shares that authorize a change of the server's keys: those of the recovery key with automatic unsealing. */
export const authorizingShares = ({ isAutomatic, record }: typeof SealStore.Service): KeyShares =>
  (isAutomatic ? record()?.recovery : record()) ?? { shares: 0, threshold: 0 }

export const requiredShares = (seals: typeof SealStore.Service): number => authorizingShares(seals).threshold

/** Which key the shares that authorize a change give. */
export const authorizingKind = ({ isAutomatic }: typeof SealStore.Service): "recovery" | "root" =>
  isAutomatic ? "recovery" : "root"

/** Whether a key decrypts the root key or, with automatic unsealing, is the recovery key. */
const isAuthorized = (seals: typeof SealStore.Service, key: Uint8Array): Effect.Effect<boolean, StoreFailure> =>
  seals.isAutomatic
    ? Effect.sync(() => seals.isRecoveryKey(key))
    : Effect.map(seals.rootKey(key), (rootKey) => {
        rootKey?.fill(0)
        return rootKey !== undefined
      })

/** Combines the shares, and checks the key. The shares are discarded. */
export const isAuthorizedKey = Effect.fnUntraced(function* (
  seals: typeof SealStore.Service,
  received: CollectedShares
) {
  const { clear, shares } = received.take()
  const key = yield* combineShares(shares)
  clear()
  if (key === undefined) return false
  return yield* Effect.ensuring(
    isAuthorized(seals, key),
    Effect.sync(() => key.fill(0))
  )
})
