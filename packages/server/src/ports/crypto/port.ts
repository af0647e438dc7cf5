import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

/** What a key that is derived from a password costs (RFC 7914): `128 * N * r` bytes of memory, and `p` times the work. */
export interface ScryptCost {
  /** A power of two. */
  readonly N: number
  readonly r: number
  readonly p: number
}

/**
 * The cryptography that the server needs, synchronous but for the hashes of passwords. `layerNobleCrypto` runs anywhere; `@enwrap/server-node` has the
 * same on `node:crypto` and libsodium. One suite of published vectors holds both to it.
 *
 * @example
 * ```ts
 * import { Crypto, layerNobleCrypto } from "@enwrap/server"
 * import * as Effect from "effect/Effect"
 *
 * const id = Effect.gen(function* () {
 *   const { randomBytes } = yield* Crypto
 *   return randomBytes(16)
 * })
 * console.log(Effect.runSync(Effect.provide(id, layerNobleCrypto)).length) // 16
 * ```
 */
export class Crypto extends Context.Service<
  Crypto,
  {
    readonly randomBytes: (length: number) => Uint8Array
    readonly sha256: (data: Uint8Array) => Uint8Array
    readonly hmacSha256: (key: Uint8Array, data: Uint8Array) => Uint8Array
    /** BLAKE2b (RFC 7693) of 64 bytes with a key of 32. */
    readonly keyedHash: (key: Uint8Array, data: Uint8Array) => Uint8Array
    /**
     * ChaCha20-Poly1305 (RFC 8439): 12 bytes of random nonce, the ciphertext, 16 bytes of tag; before them `headroom` bytes for
     * the caller.
     */
    readonly seal: (key: Uint8Array, plaintext: Uint8Array, associatedData: Uint8Array, headroom?: number) => Uint8Array
    /** The plaintext, or `undefined` if the text was not sealed under this key with this associated data. */
    readonly open: (key: Uint8Array, sealed: Uint8Array, associatedData: Uint8Array) => Uint8Array | undefined
    /** Equality in constant time. */
    readonly equal: (a: Uint8Array, b: Uint8Array) => boolean
    /** 32 bytes from a password, made slowly and without keeping other requests waiting. */
    readonly scrypt: (password: Uint8Array, salt: Uint8Array, cost: ScryptCost) => Effect.Effect<Uint8Array>
    /** Whether a password has a bcrypt hash: as slow as the hash says, and without keeping other requests waiting. */
    readonly bcrypt: (password: string, hash: string) => Effect.Effect<boolean>
  }
>()("@enwrap/server/Crypto") {}
