import { assert, describe, it } from "@effect/vitest"
import { Crypto, layerNobleCrypto } from "@enwrap/server"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import { createCipheriv } from "node:crypto"
import { layerNodeCrypto } from "../src/index.ts"
import {
  bytes,
  encryptionVectors,
  hex,
  hmacVectors,
  keyedHashVectors,
  scryptVectors,
  sha256Vectors,
  text
} from "./crypto-vectors.ts"

const suite = (name: string, layer: Layer.Layer<Crypto>): void => {
  describe(name, () => {
    it.layer(layer)((it) => {
      for (const [title, message, digest] of sha256Vectors) {
        it.effect(`SHA-256, FIPS 180-4: ${title}`, () =>
          Effect.gen(function* () {
            const crypto = yield* Crypto
            assert.strictEqual(hex(crypto.sha256(message)), digest)
          })
        )
      }

      for (const [title, key, message, mac] of hmacVectors) {
        it.effect(`HMAC-SHA-256, RFC 4231: ${title}`, () =>
          Effect.gen(function* () {
            const crypto = yield* Crypto
            assert.strictEqual(hex(crypto.hmacSha256(key, message)), mac)
            // Again: a call in between with another key has no effect.
            crypto.hmacSha256(bytes("ff".repeat(64)), bytes("ff".repeat(200)))
            assert.strictEqual(hex(crypto.hmacSha256(key, message)), mac)
          })
        )
      }

      it.effect("HMAC-SHA-256 uses the current bytes of a key that has changed", () =>
        Effect.gen(function* () {
          const crypto = yield* Crypto
          const key = bytes("00".repeat(32))
          const before = hex(crypto.hmacSha256(key, text("message")))
          key.fill(1)
          assert.notStrictEqual(hex(crypto.hmacSha256(key, text("message"))), before)
          assert.strictEqual(
            hex(crypto.hmacSha256(key, text("message"))),
            hex(crypto.hmacSha256(bytes("01".repeat(32)), text("message")))
          )
        })
      )

      it.effect("HMAC-SHA-256 follows its definition for messages of any length", () =>
        Effect.gen(function* () {
          const crypto = yield* Crypto
          const key = bytes("a5".repeat(64))
          const pad = (byte: number): Uint8Array => key.map((each) => each ^ byte)
          for (const length of [0, 1, 1023, 1024, 1025, 5000]) {
            const message = new Uint8Array(length).fill(length)
            const inner = crypto.sha256(Buffer.concat([pad(0x36), message]))
            assert.strictEqual(
              hex(crypto.hmacSha256(key, message)),
              hex(crypto.sha256(Buffer.concat([pad(0x5c), inner])))
            )
          }
        })
      )

      for (const { name: title, key, nonce, plaintext, aad, ciphertext } of encryptionVectors) {
        it.effect(`ChaCha20-Poly1305, RFC 8439, ${title}: decrypts`, () =>
          Effect.gen(function* () {
            const crypto = yield* Crypto
            assert.strictEqual(hex(crypto.decrypt(bytes(key), bytes(nonce + ciphertext), bytes(aad))), plaintext)
          })
        )

        it.effect(`ChaCha20-Poly1305, RFC 8439, ${title}: encrypts with a fresh nonce`, () =>
          Effect.gen(function* () {
            const crypto = yield* Crypto
            const ours = crypto.encrypt(bytes(key), bytes(plaintext), bytes(aad))
            const cipher = createCipheriv("chacha20-poly1305", bytes(key), ours.subarray(0, 12), {
              authTagLength: 16
            }).setAAD(bytes(aad), { plaintextLength: plaintext.length / 2 })
            const expected = Buffer.concat([
              ours.subarray(0, 12),
              cipher.update(bytes(plaintext)),
              cipher.final(),
              cipher.getAuthTag()
            ])
            assert.strictEqual(hex(ours), hex(expected))
          })
        )
      }

      for (const { data, digest, name: title } of keyedHashVectors) {
        it.effect(`BLAKE2b with a key: ${title}`, () =>
          Effect.gen(function* () {
            const crypto = yield* Crypto
            const key = Uint8Array.from({ length: 32 }, (_, i) => i)
            const ours = crypto.keyedHash(key, data)
            assert.strictEqual(hex(ours), digest)
            // Again: the next call does not overwrite the result.
            crypto.keyedHash(new Uint8Array(32), text("another"))
            assert.strictEqual(hex(ours), digest)
          })
        )
      }

      it.effect(
        "ChaCha20-Poly1305 does not decrypt with a changed byte, another key, other associated data or a short text",
        () =>
          Effect.gen(function* () {
            const crypto = yield* Crypto
            const key = crypto.randomBytes(32)
            const ciphertext = crypto.encrypt(key, text("a secret"), text("a path"))
            assert.strictEqual(hex(crypto.decrypt(key, ciphertext, text("a path"))), hex(text("a secret")))
            for (let i = 0; i < ciphertext.length; i++) {
              const altered = ciphertext.slice()
              altered[i]! ^= 1
              assert.isUndefined(crypto.decrypt(key, altered, text("a path")))
            }
            assert.isUndefined(crypto.decrypt(crypto.randomBytes(32), ciphertext, text("a path")))
            assert.isUndefined(crypto.decrypt(key, ciphertext, text("b path")))
            for (let length = 0; length < ciphertext.length; length++) {
              assert.isUndefined(crypto.decrypt(key, ciphertext.subarray(0, length), text("a path")))
            }
          })
      )

      for (const { cost, key, name: title, password, salt } of scryptVectors) {
        it.effect(`scrypt, RFC 7914: ${title}`, () =>
          Effect.gen(function* () {
            const crypto = yield* Crypto
            assert.strictEqual(hex(yield* crypto.scrypt(text(password), text(salt), cost)), key)
          })
        )
      }

      it.effect("bcrypt, vectors of Openwall's crypt_blowfish; bytes after the 72nd are ignored", () =>
        Effect.gen(function* () {
          const crypto = yield* Crypto
          const hash = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"
          assert.isTrue(yield* crypto.bcrypt("U*U", hash))
          assert.isFalse(yield* crypto.bcrypt("U*V", hash))
          const long = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
          const longHash = "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui"
          assert.isTrue(yield* crypto.bcrypt(`${long}chars after 72 are ignored`, longHash))
          assert.isTrue(yield* crypto.bcrypt(long, longHash))
          assert.isFalse(yield* crypto.bcrypt(long.slice(0, 71), longHash))
        })
      )

      it.effect("scrypt does not block the event loop", () =>
        Effect.gen(function* () {
          const crypto = yield* Crypto
          let turns = 0
          const other = setInterval(() => turns++, 1)
          yield* crypto.scrypt(text("password"), text("NaCl"), { N: 16384, r: 8, p: 2 })
          clearInterval(other)
          assert.isAbove(turns, 2)
        })
      )

      it.effect("random bytes have the requested length, differ each time and are not shared", () =>
        Effect.gen(function* () {
          const crypto = yield* Crypto
          const seen = new Set<string>()
          for (let i = 0; i < 3000; i++) {
            const random = crypto.randomBytes(12 + (i % 21))
            assert.strictEqual(random.length, 12 + (i % 21))
            seen.add(hex(random.subarray(0, 12))!)
            random.fill(0)
          }
          assert.strictEqual(seen.size, 3000)
          for (const length of [0, 1, 8191, 8192, 8193, 20_000]) {
            assert.strictEqual(crypto.randomBytes(length).length, length)
          }
          assert.isTrue(crypto.randomBytes(8193).some((byte) => byte !== 0))
          assert.strictEqual(crypto.randomBytes(16).buffer.byteLength, 16)
        })
      )

      it.effect("equality compares the content, and accepts different lengths", () =>
        Effect.gen(function* () {
          const crypto = yield* Crypto
          assert.isTrue(crypto.equal(text("same"), text("same")))
          assert.isTrue(crypto.equal(text(""), text("")))
          assert.isFalse(crypto.equal(text("same"), text("sane")))
          assert.isFalse(crypto.equal(text("same"), text("samesame")))
        })
      )
    })
  })
}

suite("layerNodeCrypto", layerNodeCrypto)
suite("layerNobleCrypto", layerNobleCrypto)
