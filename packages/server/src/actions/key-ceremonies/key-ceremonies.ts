import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"
import { Crypto } from "../../ports/crypto/port.ts"
import { Store, type StoreFailure } from "../../ports/store/port.ts"
import { Keyring } from "../../state/keyring.ts"
import { SealStore } from "../../state/seal/seal-store.ts"
import { TokenStore } from "../../state/token/token-store.ts"
import { Rekey } from "./rekey.ts"
import { replaceRecoveryKey, replaceRootKey } from "./replace-keys.ts"
import { RootGeneration } from "./root-generation.ts"

/** What the holders of key shares do together: each sends a share, until there are enough of them. */
export interface Ceremonies {
  readonly rootGeneration: RootGeneration
  /** Replaces the unseal key; with automatic unsealing, only the root key. */
  readonly rekey: Rekey
  /** Replaces the recovery key; `undefined` without automatic unsealing. */
  readonly recoveryRekey: Rekey | undefined
  /** Replaces the root key, and nothing else. */
  readonly rotateRootKey: Effect.Effect<void, StoreFailure>
}

/** The ceremonies of a server that can be sealed. `undefined` if the server keeps its root key in memory: it has no shares. */
export const KeyCeremonies = Context.Reference<Ceremonies | undefined>("@enwrap/server/KeyCeremonies", {
  defaultValue: () => undefined
})

const make: Effect.Effect<Ceremonies, never, Crypto | Keyring | SealStore | Store | TokenStore> = Effect.gen(
  function* () {
    const crypto = yield* Crypto
    const seals = yield* SealStore
    const tokens = yield* TokenStore
    const context = yield* Effect.context<Crypto | Keyring | SealStore | Store>()
    const oneAtATime = Semaphore.makeUnsafe(1)
    const rotateRootKey = Effect.suspend(() => replaceRootKey(undefined, seals.record()!))
    const services = { crypto, seals, tokens }
    return {
      rootGeneration: new RootGeneration(services, oneAtATime),
      rekey: new Rekey("barrier", services, oneAtATime, (key, next) =>
        Effect.provideContext(replaceRootKey(key, { ...seals.record()!, ...next }), context)
      ),
      recoveryRekey: seals.isAutomatic
        ? new Rekey("recovery", services, oneAtATime, (key, next) =>
            Effect.provideContext(replaceRecoveryKey(key!, next), context)
          )
        : undefined,
      rotateRootKey: oneAtATime.withPermits(1)(Effect.provideContext(rotateRootKey, context))
    }
  }
)

/** The ceremonies of a server that can be sealed. */
export const layerKeyCeremonies: Layer.Layer<never, never, Crypto | Keyring | SealStore | Store | TokenStore> =
  Layer.effect(KeyCeremonies, make)
