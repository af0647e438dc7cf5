/** The port of automatic unsealing: what encrypts the root key, so that a server unseals itself when it starts. */
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"

/**
 * The seal could not encrypt or decrypt. `cause` is for the operator's log only, and contains no key.
 *
 * @example
 * ```ts
 * import { AutoSealFailure } from "@enwrap/server"
 *
 * export const unreachable = new AutoSealFailure({ cause: "the key service did not respond" })
 * ```
 */
export class AutoSealFailure extends Data.TaggedError("AutoSealFailure")<{ readonly cause: unknown }> {}

/** Encrypts the root key of a server. Whoever can use it, and has the store, can read what the server stores. */
export interface AutoSeal {
  /** The type in `sys/seal-status`, such as `static`. */
  readonly type: string
  /** The id of the key that encrypts now. If the root key was encrypted with another one, it is encrypted again at the start. */
  readonly keyId: string
  readonly encrypt: (plaintext: Uint8Array) => Effect.Effect<Uint8Array, AutoSealFailure>
  /** Decrypts what was encrypted with the key of an id. It fails if it does not have this key, or if the data was changed. */
  readonly decrypt: (keyId: string, encrypted: Uint8Array) => Effect.Effect<Uint8Array, AutoSealFailure>
}
