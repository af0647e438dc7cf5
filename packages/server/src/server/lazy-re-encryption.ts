import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Store, StoreFailure } from "../ports/store/port.ts"
import { Keyring } from "../state/keyring.ts"
import { ReEncryption } from "../state/re-encryption/re-encryption.ts"

/** Re-encryption whose code is loaded once the key has been rotated: most servers, and pages with a mock, never need it. */
export const layerLazyReEncryption: Layer.Layer<ReEncryption, never, Store | Keyring> = Layer.effect(
  ReEncryption,
  Effect.gen(function* () {
    const keyring = yield* Keyring
    const context = yield* Effect.context<Store | Keyring>()
    let step: Effect.Effect<void, StoreFailure> | undefined
    const load = Effect.gen(function* () {
      const { makeReEncryption } = yield* Effect.promise(() => import("../operations/lazy-chunk.ts"))
      const made = yield* Effect.provideContext(makeReEncryption, context)
      yield* (step = made.step)
    })
    return ReEncryption.of({ step: Effect.suspend(() => (keyring.term() === 1 ? Effect.void : (step ?? load))) })
  })
)
