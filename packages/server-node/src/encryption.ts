import type { Crypto } from "@enwrap/server"
import { createCipheriv, createDecipheriv } from "node:crypto"
import { randomBytes } from "./random-bytes.ts"
import type { Sodium } from "./sodium.ts"

type Encryption = Pick<typeof Crypto.Service, "encrypt" | "decrypt">

const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32
const CIPHER = "chacha20-poly1305"

/** Associated data and texts up to these lengths are encrypted by WebAssembly, longer ones by OpenSSL. */
const SHORT_ASSOCIATED_BYTES = 4096
const SHORT_TEXT_BYTES = 16_384

const isShort = (text: Uint8Array, associated: Uint8Array): boolean =>
  text.length <= SHORT_TEXT_BYTES && associated.length <= SHORT_ASSOCIATED_BYTES

/**
 * ChaCha20-Poly1305 (RFC 8439) twice over. A cipher of `node:crypto` is an object of its own with memory outside of V8's, and
 * to make, fill and sweep one costs a busy server some fifty microseconds for each record; a call of libsodium in
 * WebAssembly costs three. For long texts OpenSSL is the faster one. What one encrypts, the other decrypts.
 */
export const makeEncryption = (sodium: Sodium): Encryption => {
  const short = shortEncryption(sodium)
  return {
    encrypt: (key, text, associated, headroom = 0) =>
      (isShort(text, associated) ? short : longEncryption).encrypt(key, text, associated, headroom),
    decrypt: (key, encrypted, associated) => {
      if (encrypted.length < NONCE_BYTES + TAG_BYTES) return undefined
      return (isShort(encrypted, associated) ? short : longEncryption).decrypt(key, encrypted, associated)
    }
  }
}

/**
 * One piece of the module's memory serves all calls: each is over before the next, and leaves neither key nor text behind.
 */
const shortEncryption = (sodium: Sodium): Encryption => {
  const keyAt = sodium._malloc(KEY_BYTES + NONCE_BYTES + SHORT_ASSOCIATED_BYTES + SHORT_TEXT_BYTES + TAG_BYTES)
  const nonceAt = keyAt + KEY_BYTES
  const associatedAt = nonceAt + NONCE_BYTES
  const textAt = associatedAt + SHORT_ASSOCIATED_BYTES
  const wipe = (memory: Uint8Array, textLength: number): void => {
    memory.fill(0, keyAt, nonceAt)
    memory.fill(0, textAt, textAt + textLength)
  }
  return {
    encrypt: (key, text, associated, headroom = 0) => {
      const { length } = text
      const nonce = randomBytes(NONCE_BYTES)
      const memory = sodium.HEAPU8
      memory.set(key, keyAt)
      memory.set(nonce, nonceAt)
      memory.set(associated, associatedAt)
      memory.set(text, textAt)
      const aad = associated.length
      sodium._crypto_aead_chacha20poly1305_ietf_encrypt(
        textAt,
        0,
        textAt,
        length,
        0,
        associatedAt,
        aad,
        0,
        0,
        nonceAt,
        keyAt
      )
      // From Node's pool: an allocation of its own for each record costs more than what is put into it.
      const encrypted = Buffer.allocUnsafe(headroom + NONCE_BYTES + length + TAG_BYTES)
      encrypted.set(nonce, headroom)
      encrypted.set(memory.subarray(textAt, textAt + length + TAG_BYTES), headroom + NONCE_BYTES)
      wipe(memory, 0)
      return encrypted
    },
    decrypt: (key, encrypted, associated) => {
      const length = encrypted.length - NONCE_BYTES
      const memory = sodium.HEAPU8
      memory.set(key, keyAt)
      memory.set(encrypted.subarray(0, NONCE_BYTES), nonceAt)
      memory.set(associated, associatedAt)
      memory.set(encrypted.subarray(NONCE_BYTES), textAt)
      const aad = associated.length
      const isAuthentic =
        sodium._crypto_aead_chacha20poly1305_ietf_decrypt(
          textAt,
          0,
          0,
          textAt,
          length,
          0,
          associatedAt,
          aad,
          0,
          nonceAt,
          keyAt
        ) === 0
      const text = isAuthentic ? memory.slice(textAt, textAt + length - TAG_BYTES) : undefined
      wipe(memory, length)
      return text
    }
  }
}

const longEncryption: Encryption = {
  encrypt: (key, text, associated, headroom = 0) => {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    cipher.setAAD(associated, { plaintextLength: text.length })
    // The ciphertext comes out of `update` whole; `final` only makes the tag.
    const ciphertext = cipher.update(text)
    cipher.final()
    const encrypted = Buffer.allocUnsafe(headroom + NONCE_BYTES + ciphertext.length + TAG_BYTES)
    encrypted.set(nonce, headroom)
    encrypted.set(ciphertext, headroom + NONCE_BYTES)
    encrypted.set(cipher.getAuthTag(), headroom + NONCE_BYTES + ciphertext.length)
    return encrypted
  },
  decrypt: (key, encrypted, associated) => {
    const tagStart = encrypted.length - TAG_BYTES
    const decipher = createDecipheriv(CIPHER, key, encrypted.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    decipher.setAAD(associated, { plaintextLength: tagStart - NONCE_BYTES })
    decipher.setAuthTag(encrypted.subarray(tagStart))
    const text = decipher.update(encrypted.subarray(NONCE_BYTES, tagStart))
    try {
      decipher.final()
    } catch {
      text.fill(0)
      return undefined
    }
    return text
  }
}
