import * as Effect from "effect/Effect"
import { Crypto } from "../ports/crypto/port.ts"
import { newToken } from "../state/token/token-id.ts"

/**
 * A random token for the option `rootToken`. With it, a program can store the root token before the server is set up, so that
 * a crash in between does not lose it.
 *
 * @example
 * ```ts
 * import { layerNobleCrypto, newRootToken } from "@enwrap/server"
 * import * as Effect from "effect/Effect"
 *
 * const token = Effect.runSync(Effect.provide(newRootToken, layerNobleCrypto))
 * console.log(token.length) // 34
 * ```
 */
export const newRootToken: Effect.Effect<string, never, Crypto> = Effect.map(Crypto, ({ randomBytes }) =>
  newToken(randomBytes)
)
