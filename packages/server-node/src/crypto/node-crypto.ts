import { createHmac, hash, timingSafeEqual } from "node:crypto"
import { Crypto } from "@enwrap/server"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { makeEncryption } from "./encryption.ts"
import { makeKeyedHash } from "./keyed-hash.ts"
import { PasswordThreads } from "./password-threads.ts"
import { randomBytes } from "./random-bytes.ts"
import { makeSodium } from "./sodium.ts"

const SCRYPT_BYTES = 32

/** bcrypt uses at most 72 bytes, and a character has at least one. One more, for the second half of a surrogate pair. */
const BCRYPT_CHARACTERS = 73

const passwordHashes = (threads: PasswordThreads): Pick<typeof Crypto.Service, "scrypt" | "bcrypt"> => ({
  scrypt: (password, salt, cost) =>
    Effect.promise(
      () => threads.run({ kind: "scrypt", password, salt, cost, bytes: SCRYPT_BYTES }) as Promise<Uint8Array>
    ),
  bcrypt: (password, hash) =>
    Effect.promise(
      () => threads.run({ kind: "bcrypt", password: password.slice(0, BCRYPT_CHARACTERS), hash }) as Promise<boolean>
    )
})

/**
 * The {@link Crypto} port on `node:crypto` and libsodium: several times as fast as `layerNobleCrypto`, and compatible with it.
 * Each decrypts what the other has encrypted.
 */
export const layerNodeCrypto: Layer.Layer<Crypto> = Layer.effect(
  Crypto,
  Effect.gen(function* () {
    const sodium = yield* Effect.promise(() => makeSodium({}))
    const threads = yield* Effect.acquireRelease(
      Effect.sync(() => new PasswordThreads()),
      (threads) => Effect.promise(() => threads.end())
    )
    return {
      ...makeEncryption(sodium),
      keyedHash: makeKeyedHash(sodium),
      randomBytes,
      sha256: (data) => hash("sha256", data, "buffer"),
      hmacSha256: (key, data) => createHmac("sha256", key).update(data).digest(),
      equal: (a, b) => a.length === b.length && timingSafeEqual(a, b),
      ...passwordHashes(threads)
    }
  })
)
