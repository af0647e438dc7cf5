import { chacha20poly1305 } from "@noble/ciphers/chacha.js"
import { equalBytes } from "@noble/ciphers/utils.js"
import { blake2b } from "@noble/hashes/blake2.js"
import { hmac } from "@noble/hashes/hmac.js"
import { sha256 } from "@noble/hashes/sha2.js"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Crypto } from "./port.ts"

const NONCE_BYTES = 12
const TAG_BYTES = 16
const SCRYPT_BYTES = 32

const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

/** Loaded with the first password. It lets other work run every ten milliseconds. */
const scrypt: (typeof Crypto.Service)["scrypt"] = (password, salt, cost) =>
  Effect.promise(async () => {
    const { scryptAsync } = await import("@noble/hashes/scrypt.js")
    return scryptAsync(password, salt, { N: cost.N, r: cost.r, p: cost.p, dkLen: SCRYPT_BYTES })
  })

const make: typeof Crypto.Service = {
  randomBytes,
  sha256,
  hmacSha256: (key, data) => hmac(sha256, key, data),
  keyedHash: (key, data) => blake2b(data, { key, dkLen: 64 }),
  encrypt: (key, plaintext, associatedData, headroom = 0) => {
    const nonce = randomBytes(NONCE_BYTES)
    const encrypted = new Uint8Array(headroom + NONCE_BYTES + plaintext.length + TAG_BYTES)
    encrypted.set(nonce, headroom)
    encrypted.set(chacha20poly1305(key, nonce, associatedData).encrypt(plaintext), headroom + NONCE_BYTES)
    return encrypted
  },
  decrypt: (key, encrypted, associatedData) => {
    if (encrypted.length < NONCE_BYTES + TAG_BYTES) return undefined
    try {
      return chacha20poly1305(key, encrypted.subarray(0, NONCE_BYTES), associatedData).decrypt(
        encrypted.subarray(NONCE_BYTES)
      )
    } catch {
      return undefined
    }
  },
  equal: equalBytes,
  scrypt,
  // Loaded with the first bcrypt hash. It lets other work run while it computes.
  bcrypt: (password, hash) => Effect.promise(async () => (await import("bcryptjs")).default.compare(password, hash))
}

/** {@link Crypto} on the noble libraries: pure JavaScript, for browsers, mocks and anything that is not Node. */
export const layerNobleCrypto: Layer.Layer<Crypto> = Layer.succeed(Crypto, make)
