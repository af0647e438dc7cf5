import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

/** The cost of deriving a key from a password (RFC 7914): `128 * N * r` bytes of memory, and `p` times the work. */
export interface ScryptCost {
  /** A power of two. */
  readonly N: number
  readonly r: number
  readonly p: number
}

/**
 * The cryptography that the server needs. All of it is synchronous, except for hashing passwords. `layerNobleCrypto` runs on
 * any platform; `@enwrap/server-node` implements the same with `node:crypto` and libsodium. One suite of published test vectors
 * checks both.
 *
 * @example
 * ```ts
 * import { Crypto, layerNobleCrypto } from "@enwrap/server"
 * import * as Effect from "effect/Effect"
 *
 * const id = Effect.map(Crypto, ({ randomBytes }) => randomBytes(16))
 * console.log(Effect.runSync(Effect.provide(id, layerNobleCrypto)).length) // 16
 * ```
 */
export class Crypto extends Context.Service<
  Crypto,
  {
    readonly randomBytes: (length: number) => Uint8Array
    readonly sha256: (data: Uint8Array) => Uint8Array
    readonly hmacSha256: (key: Uint8Array, data: Uint8Array) => Uint8Array
    /** BLAKE2b (RFC 7693) with a key of 32 bytes and a digest of 64. */
    readonly keyedHash: (key: Uint8Array, data: Uint8Array) => Uint8Array
    /**
     * Encrypts with ChaCha20-Poly1305 (RFC 8439). Returns `headroom` bytes for the caller, a random nonce of 12 bytes, the
     * ciphertext and a tag of 16 bytes.
     */
    readonly encrypt: (
      key: Uint8Array,
      plaintext: Uint8Array,
      associatedData: Uint8Array,
      headroom?: number
    ) => Uint8Array
    /**
     * The plaintext of what {@link encrypt} returned, without the headroom; `undefined` if it was not encrypted with this key
     * and this associated data. The array belongs to the caller, who may erase it.
     */
    readonly decrypt: (key: Uint8Array, encrypted: Uint8Array, associatedData: Uint8Array) => Uint8Array | undefined
    /** Compares in constant time. */
    readonly equal: (a: Uint8Array, b: Uint8Array) => boolean
    /** Derives 32 bytes from a password. It is slow, but does not delay other requests. */
    readonly scrypt: (password: Uint8Array, salt: Uint8Array, cost: ScryptCost) => Effect.Effect<Uint8Array>
    /** Whether a password matches a bcrypt hash. It takes as long as the hash requires, without delaying other requests. */
    readonly bcrypt: (password: string, hash: string) => Effect.Effect<boolean>
  }
>()("@enwrap/server/Crypto") {}
