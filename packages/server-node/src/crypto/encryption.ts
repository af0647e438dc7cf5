import type { Crypto } from "@enwrap/server"
import { createCipheriv, createDecipheriv } from "node:crypto"
import { randomBytes } from "./random-bytes.ts"
import type { Sodium } from "./sodium.ts"

type Encryption = Pick<typeof Crypto.Service, "encrypt" | "decrypt">

const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32
const CIPHER = "chacha20-poly1305"

/** Up to these lengths, associated data and texts are encrypted by WebAssembly; longer ones by OpenSSL. */
const SHORT_ASSOCIATED_BYTES = 4096
const SHORT_TEXT_BYTES = 16_384

const isShort = (text: Uint8Array, associated: Uint8Array): boolean =>
  text.length <= SHORT_TEXT_BYTES && associated.length <= SHORT_ASSOCIATED_BYTES

/**
 * ChaCha20-Poly1305 (RFC 8439), implemented twice. A cipher of `node:crypto` is an object with memory outside of V8's heap: to
 * allocate, fill and collect one costs a busy server about fifty microseconds per record, a call of libsodium in WebAssembly
 * three. For long texts OpenSSL is faster. Each implementation decrypts what the other has encrypted.
 */
export const makeEncryption = (sodium: Sodium): Encryption => {
  const short = shortEncryption(sodium)
  return {
    encrypt: (key, text, associated, headroom = 0) =>
      (isShort(text, associated) ? short : longEncryption).encrypt(key, text, associated, headroom),
    decrypt: (key, record, associated) => {
      if (record.length < NONCE_BYTES + TAG_BYTES) return undefined
      return (isShort(record, associated) ? short : longEncryption).decrypt(key, record, associated)
    }
  }
}

/** A copy in Node's pool: a separate allocation would take longer than to decrypt. The code that decrypts erases it. */
const copyOf = (bytes: Uint8Array): Uint8Array => {
  const copy = Buffer.allocUnsafe(bytes.length)
  copy.set(bytes)
  return copy
}

/**
 * All calls share one block of the module's memory. Each call ends before the next begins, and erases key and text. The nonce is in
 * front of the text, as in a record.
 */
const shortEncryption = (sodium: Sodium): Encryption => {
  const keyAt = sodium._malloc(KEY_BYTES + SHORT_ASSOCIATED_BYTES + NONCE_BYTES + SHORT_TEXT_BYTES + TAG_BYTES)
  const associatedAt = keyAt + KEY_BYTES
  const nonceAt = associatedAt + SHORT_ASSOCIATED_BYTES
  const textAt = nonceAt + NONCE_BYTES
  return {
    encrypt: (key, text, associated, headroom = 0) => {
      const memory = sodium.HEAPU8
      memory.set(key, keyAt)
      memory.set(associated, associatedAt)
      memory.set(randomBytes(NONCE_BYTES), nonceAt)
      memory.set(text, textAt)
      const aad = associated.length
      // The ciphertext takes the place of the text.
      sodium._crypto_aead_chacha20poly1305_ietf_encrypt(
        textAt,
        0,
        textAt,
        text.length,
        0,
        associatedAt,
        aad,
        0,
        0,
        nonceAt,
        keyAt
      )
      const end = textAt + text.length + TAG_BYTES
      // From Node's pool: a separate allocation for each record would cost more than filling it.
      const record = Buffer.allocUnsafe(headroom + end - nonceAt)
      record.set(memory.subarray(nonceAt, end), headroom)
      memory.fill(0, keyAt, associatedAt)
      return record
    },
    decrypt: (key, record, associated) => {
      const length = record.length - NONCE_BYTES
      const memory = sodium.HEAPU8
      memory.set(key, keyAt)
      memory.set(associated, associatedAt)
      memory.set(record, nonceAt)
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
      const text = isAuthentic ? copyOf(memory.subarray(textAt, textAt + length - TAG_BYTES)) : undefined
      memory.fill(0, keyAt, associatedAt)
      memory.fill(0, textAt, textAt + length)
      return text
    }
  }
}

const longEncryption: Encryption = {
  encrypt: (key, text, associated, headroom = 0) => {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    cipher.setAAD(associated, { plaintextLength: text.length })
    // `update` returns the whole ciphertext; `final` only computes the tag.
    const ciphertext = cipher.update(text)
    cipher.final()
    const record = Buffer.allocUnsafe(headroom + NONCE_BYTES + ciphertext.length + TAG_BYTES)
    record.set(nonce, headroom)
    record.set(ciphertext, headroom + NONCE_BYTES)
    record.set(cipher.getAuthTag(), headroom + NONCE_BYTES + ciphertext.length)
    return record
  },
  decrypt: (key, record, associated) => {
    const tagStart = record.length - TAG_BYTES
    const decipher = createDecipheriv(CIPHER, key, record.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    decipher.setAAD(associated, { plaintextLength: tagStart - NONCE_BYTES })
    decipher.setAuthTag(record.subarray(tagStart))
    const text = decipher.update(record.subarray(NONCE_BYTES, tagStart))
    try {
      decipher.final()
    } catch {
      text.fill(0)
      return undefined
    }
    return text
  }
}
