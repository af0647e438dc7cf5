import { createHmac, hash, scrypt as scryptInPool, timingSafeEqual } from "node:crypto"
import { Crypto } from "@enwrap/server"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { randomBytes } from "./random-bytes.ts"
import { makeSealing } from "./sealing.ts"

const HASH_BYTES = 64
const hashed = Buffer.alloc(HASH_BYTES)

/**
 * The digest passes through a text of one byte a character, since a `Buffer` for it costs more than the hash; the halves are
 * parted here, since a part of a text keeps the whole alive.
 */
const keyedHash: typeof Crypto.Service.keyedHash = (key, text) => {
  const digest = hash("sha3-512", key + text, "latin1")
  for (let i = 0; i < HASH_BYTES; i++) hashed[i] = digest.charCodeAt(i)
  return { name: hashed.toString("hex", 0, HASH_BYTES / 2), key: new Uint8Array(hashed.subarray(HASH_BYTES / 2)) }
}

const SCRYPT_BYTES = 32

/** In libuv's pool of threads: nobody else waits for it. */
const scrypt: typeof Crypto.Service.scrypt = (password, salt, { N, p, r }) =>
  Effect.callback((resume) => {
    scryptInPool(password, salt, SCRYPT_BYTES, { N, r, p, maxmem: 2 * 128 * N * r }, (error, key) =>
      resume(error === null ? Effect.succeed(key) : Effect.die(error))
    )
  })

/**
 * The {@link Crypto} port on `node:crypto` and libsodium, several times as fast as `layerNobleCrypto` and otherwise the same:
 * what one seals, the other opens.
 */
export const layerNodeCrypto: Layer.Layer<Crypto> = Layer.effect(
  Crypto,
  Effect.map(Effect.promise(makeSealing), (sealing) => ({
    ...sealing,
    randomBytes,
    sha256: (data) => hash("sha256", data, "buffer"),
    hmacSha256: (key, data) => createHmac("sha256", key).update(data).digest(),
    keyedHash,
    equal: (a, b) => a.length === b.length && timingSafeEqual(a, b),
    scrypt
  }))
)
