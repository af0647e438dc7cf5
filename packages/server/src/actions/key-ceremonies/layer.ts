import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import { Crypto } from "../../ports/crypto/port.ts"
import type { Store } from "../../ports/store/port.ts"
import type { Keyring } from "../../state/keyring.ts"
import { SealStore } from "../../state/seal/seal-store.ts"
import { TokenStore } from "../../state/token/token-store.ts"
import { type Ceremonies, KeyCeremonies, type WithoutToken } from "./key-ceremonies.ts"
import { Rekey } from "./rekey.ts"
import { replaceRecoveryKey, replaceRootKey } from "./replace-keys.ts"
import { RootGeneration } from "./root-generation.ts"

type Services = Crypto | Keyring | SealStore | Store | TokenStore

const make = (withoutToken: WithoutToken): Effect.Effect<Ceremonies, never, Services | Scope.Scope> =>
  Effect.gen(function* () {
    const crypto = yield* Crypto
    const seals = yield* SealStore
    const tokens = yield* TokenStore
    const context = yield* Effect.context<Crypto | Keyring | SealStore | Store>()
    const oneAtATime = Semaphore.makeUnsafe(1)
    const rotateRootKey = Effect.suspend(() => replaceRootKey(undefined, seals.record()!))
    const services = { crypto, seals, tokens }
    const attempts = {
      rootGeneration: new RootGeneration(services, oneAtATime),
      rekey: new Rekey("barrier", services, oneAtATime, (key, next) =>
        Effect.provideContext(replaceRootKey(key, { ...seals.record()!, ...next }), context)
      ),
      recoveryRekey: seals.isAutomatic
        ? new Rekey("recovery", services, oneAtATime, (key, next) =>
            Effect.provideContext(replaceRecoveryKey(key!, next), context)
          )
        : undefined
    }
    // A sealed server holds no shares and no new keys. Nothing else is in progress any more.
    yield* Effect.addFinalizer(() =>
      Effect.forEach(Object.values(attempts), (attempt) => attempt?.cancel ?? Effect.void, { discard: true })
    )
    return {
      withoutToken,
      ...attempts,
      rotateRootKey: oneAtATime.withPermits(1)(Effect.provideContext(rotateRootKey, context))
    }
  })

/** The ceremonies of a server that can be sealed. */
export const layerKeyCeremonies = (withoutToken: WithoutToken): Layer.Layer<never, never, Services> =>
  Layer.effect(KeyCeremonies, make(withoutToken))
