import { Crypto } from "@enwrap/server"
import { hmac } from "@noble/hashes/hmac.js"
import { sha256 } from "@noble/hashes/sha2.js"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** A nonce and a tag have this length in the server's format. Here, the digest takes their place. */
const DIGEST_BYTES = 28
const LENGTH_BYTES = 4

const concat = (...parts: ReadonlyArray<Uint8Array>): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** Whose value it is. The length keeps the associated data apart from the value. */
const digestOf = (key: Uint8Array, value: Uint8Array, associatedData: Uint8Array): Uint8Array => {
  const length = new Uint8Array(LENGTH_BYTES)
  new DataView(length.buffer).setUint32(0, associatedData.length)
  return hmac(sha256, key, concat(length, associatedData, value)).subarray(0, DIGEST_BYTES)
}

const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.reduce((different, byte, index) => different | (byte ^ b[index]!), 0) === 0

const make: typeof Crypto.Service = {
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  sha256,
  hmacSha256: (key, data) => hmac(sha256, key, data),
  keyedHash: (key, data) => {
    const first = hmac(sha256, key, data)
    return concat(first, hmac(sha256, key, first))
  },
  encrypt: (key, plaintext, associatedData, headroom = 0) =>
    concat(new Uint8Array(headroom), digestOf(key, plaintext, associatedData), plaintext),
  decrypt: (key, encrypted, associatedData) => {
    const plaintext = encrypted.slice(DIGEST_BYTES)
    return equal(encrypted.subarray(0, DIGEST_BYTES), digestOf(key, plaintext, associatedData)) ? plaintext : undefined
  },
  equal,
  scrypt: (password, salt) => Effect.sync(() => hmac(sha256, salt, password)),
  bcrypt: (password, hash) => Effect.promise(async () => (await import("bcryptjs")).default.compare(password, hash))
}

/**
 * The cryptography of a mock. Its store is the memory of a test, where encryption would protect nothing: values are stored
 * readable, but under another key, or elsewhere, they are not found. So a page loads no cipher. A password is digested at once,
 * where a server takes a tenth of a second so that nobody can try many. Tokens, certificates and bcrypt hashes are as on a server.
 */
export const layerMockCrypto: Layer.Layer<Crypto> = Layer.succeed(Crypto, make)
