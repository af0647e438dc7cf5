import * as Effect from "effect/Effect"
import type { Crypto } from "../ports/crypto/port.ts"
import type { StoreFailure } from "../ports/store/port.ts"
import { makeLendingUtf8, utf8Text } from "../values/encodings.ts"
import { DamagedRecord } from "./damaged-records.ts"

/** Encrypts and decrypts records under one key. An encrypted record can be decrypted only at its own place in the store. */
export interface Cipher {
  /** `headroom` bytes are left free before the ciphertext. */
  readonly encrypt: (space: string, key: string, text: string, headroom?: number) => Uint8Array
  /** Fails if the record was changed or moved, or encrypted under another key: that is the operator's problem. */
  readonly decrypt: (space: string, key: string, encrypted: Uint8Array) => Effect.Effect<string, StoreFailure>
}

/** Two buffers, because a string and its place are encoded at the same time. */
const lendText = makeLendingUtf8()
const lendPlace = makeLendingUtf8()

/** The names of spaces contain no NUL: what follows the first NUL is the key. */
const placeOf = (space: string, key: string): Uint8Array => lendPlace(`${space}\0${key}`)

export const makeCipher = (crypto: typeof Crypto.Service, secret: Uint8Array): Cipher => ({
  encrypt: (space, key, text, headroom) => {
    const bytes = lendText(text)
    const encrypted = crypto.encrypt(secret, bytes, placeOf(space, key), headroom)
    // The buffer may not be used again for a while: no plaintext stays in it.
    bytes.fill(0)
    return encrypted
  },
  decrypt: (space, key, encrypted) => {
    const decrypted = crypto.decrypt(secret, encrypted, placeOf(space, key))
    if (decrypted === undefined) return Effect.fail(new DamagedRecord(space, key))
    const text = utf8Text(decrypted)
    decrypted.fill(0)
    return Effect.succeed(text)
  }
})
