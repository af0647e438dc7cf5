import { createHmac, hash, scrypt as scryptInPool, timingSafeEqual } from "node:crypto"
import { Crypto } from "@enwrap/server"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { makeKeyedHash } from "./keyed-hash.ts"
import { randomBytes } from "./random-bytes.ts"
import { makeSealing } from "./sealing.ts"
import { makeSodium } from "./sodium.ts"

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
  Effect.map(
    Effect.promise(() => makeSodium({})),
    (sodium) => ({
      ...makeSealing(sodium),
      keyedHash: makeKeyedHash(sodium),
      randomBytes,
      sha256: (data) => hash("sha256", data, "buffer"),
      hmacSha256: (key, data) => createHmac("sha256", key).update(data).digest(),
      equal: (a, b) => a.length === b.length && timingSafeEqual(a, b),
      scrypt
    })
  )
)
