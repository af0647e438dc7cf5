import * as Effect from "effect/Effect"
import { utf8 } from "../../values/encodings.ts"
import { Crypto } from "../crypto/port.ts"
import { type AutoSeal, AutoSealFailure } from "./port.ts"

/** A key that is given to the server when it starts. */
export interface StaticSealKey {
  /** Any name. Another key must have another one. */
  readonly id: string
  /** 32 random bytes. */
  readonly key: Uint8Array
}

/** The keys of a static seal: each has 32 bytes, and an id that no other one has. */
export interface StaticSealOptions {
  readonly current: StaticSealKey
  /** The key before a rotation. It is needed only for the first start with the new key. */
  readonly previous?: StaticSealKey | undefined
}

const KEY_BYTES = 32

const optionsProblem = ({ current, previous }: StaticSealOptions): string | undefined => {
  const keys = previous === undefined ? [current] : [current, previous]
  if (keys.some(({ key }) => key.length !== KEY_BYTES)) return `the key of a static seal must have ${KEY_BYTES} bytes`
  if (keys.some(({ id }) => id === "")) return "the key of a static seal must have an id"
  return current.id === previous?.id ? "the keys of a static seal must have different ids" : undefined
}

/**
 * A seal whose key is given to the server, such as from a file or the environment. Keep the key apart from the store: both
 * together are enough to read everything that is not protected by a token.
 *
 * Dies if a key does not have 32 bytes, or if the ids are empty or equal.
 *
 * @example
 * ```ts
 * import { layerMemory, layerNobleCrypto, newRootKey, openSealableServer, staticSeal } from "@enwrap/server"
 * import * as Effect from "effect/Effect"
 *
 * const program = Effect.gen(function* () {
 *   const seal = staticSeal({ current: { id: "2026-11", key: yield* newRootKey } })
 *   const first = yield* openSealableServer({ engines: [], mounts: [], seal })
 *   yield* first.initialize({ shares: 5, threshold: 3 })
 *   yield* first.close
 *   const second = yield* openSealableServer({ engines: [], seal })
 *   console.log(second.isSealed()) // false: nobody had to unseal it
 * })
 * await Effect.runPromise(Effect.provide(program, [layerMemory, layerNobleCrypto]))
 * ```
 */
export const staticSeal = (options: StaticSealOptions): Effect.Effect<AutoSeal, never, Crypto> =>
  Effect.flatMap(Crypto, (crypto) => {
    const problem = optionsProblem(options)
    if (problem !== undefined) return Effect.die(new TypeError(problem))
    const { current, previous } = options
    const place = (id: string): Uint8Array => utf8(`seal\0static\0${id}`)
    return Effect.succeed<AutoSeal>({
      type: "static",
      keyId: current.id,
      encrypt: (plaintext) => Effect.sync(() => crypto.encrypt(current.key, plaintext, place(current.id))),
      decrypt: (keyId, encrypted) => {
        const known = [current, previous].find((key) => key?.id === keyId)
        const decrypted = known && crypto.decrypt(known.key, encrypted, place(keyId))
        return decrypted === undefined
          ? Effect.fail(
              new AutoSealFailure({ cause: "the root key was encrypted with a key that the seal does not have" })
            )
          : Effect.succeed(decrypted)
      }
    })
  })
