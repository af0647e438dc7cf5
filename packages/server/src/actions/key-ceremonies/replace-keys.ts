import * as Effect from "effect/Effect"
import { Crypto } from "../../ports/crypto/port.ts"
import { type Conflict, Store, StoreFailure } from "../../ports/store/port.ts"
import { KEY_BYTES, Keyring } from "../../state/keyring.ts"
import type { KeyShares } from "../../state/seal/seal.ts"
import { type SealRecord, SealStore } from "../../state/seal/seal-store.ts"

/**
 * Replaces the root key, and the unseal key if there is a new one, in one commit: the record of the seal, and the keyring,
 * encrypted under the new root key.
 */
export const replaceRootKey = Effect.fn("Seal.replaceRootKey")(function* (
  unsealKey: Uint8Array | undefined,
  record: Omit<SealRecord, "rootKey">
) {
  const { randomBytes } = yield* Crypto
  const keyring = yield* Keyring
  const seals = yield* SealStore
  const rootKey = randomBytes(KEY_BYTES)
  const next = { ...record, rootKey: yield* seals.encryptRootKey(rootKey, unsealKey) }
  yield* Effect.ensuring(
    seals.replace(next, (batch) => keyring.changeRootKey(rootKey, batch)),
    Effect.sync(() => rootKey.fill(0))
  )
  if (unsealKey !== undefined) seals.remember(unsealKey)
})

const changed = (_: Conflict): StoreFailure => new StoreFailure({ cause: "the stored seal has changed" })

/** Replaces the recovery key, which encrypts nothing. */
export const replaceRecoveryKey = Effect.fn("Seal.replaceRecoveryKey")(function* (
  key: Uint8Array,
  { shares, threshold }: KeyShares
) {
  const seals = yield* SealStore
  const store = yield* Store
  const next = { ...seals.record()!, recovery: { shares, threshold, hash: seals.recoveryHash(key) } }
  yield* Effect.catchTag(
    seals.replace(next, (batch) => store.commit(batch)),
    "Conflict",
    (conflict) => Effect.fail(changed(conflict))
  )
})
