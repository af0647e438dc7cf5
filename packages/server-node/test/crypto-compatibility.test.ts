import { assert, describe, it } from "@effect/vitest"
import { Crypto, layerNobleCrypto } from "@enwrap/server"
import * as Effect from "effect/Effect"
import { layerNodeCrypto } from "../src/index.ts"
import { hex } from "./crypto-vectors.ts"

describe("layerNodeCrypto and layerNobleCrypto", () => {
  const lengths = [0, 1, 16_355, 16_356, 16_357, 16_383, 16_384, 16_385, 100_000]
  const cases = [...lengths.map((length) => [length, 5]), ...[0, 4095, 4096, 4097, 20_000].map((data) => [100, data])]
  for (const [length = 0, dataLength = 0] of cases) {
    it.effect(`decrypt each other's ${length} bytes with ${dataLength} bytes of associated data`, () =>
      Effect.gen(function* () {
        const node = yield* Effect.provide(Crypto, layerNodeCrypto)
        const noble = yield* Effect.provide(Crypto, layerNobleCrypto)
        const key = node.randomBytes(32)
        const plaintext = node.randomBytes(length)
        const data = node.randomBytes(dataLength)
        for (const [encrypting, decrypting] of [
          [node, node],
          [node, noble],
          [noble, node]
        ] as const) {
          const ciphertext = encrypting.encrypt(key, plaintext, data)
          assert.strictEqual(hex(decrypting.decrypt(key, ciphertext, data)), hex(plaintext))
          ciphertext[ciphertext.length - 1]! ^= 1
          assert.isUndefined(decrypting.decrypt(key, ciphertext, data))
        }
        const withRoom = node.encrypt(key, plaintext, data, 4)
        assert.strictEqual(hex(noble.decrypt(key, withRoom.subarray(4), data)), hex(plaintext))
      })
    )
  }

  it.effect("compute the same keyed hash", () =>
    Effect.gen(function* () {
      const node = yield* Effect.provide(Crypto, layerNodeCrypto)
      const noble = yield* Effect.provide(Crypto, layerNobleCrypto)
      const key = node.randomBytes(32)
      for (const length of [0, 1, 34, 127, 128, 129, 8191, 8192, 8193, 16_384, 100_000]) {
        const token = node.randomBytes(length)
        assert.strictEqual(hex(node.keyedHash(key, token)), hex(noble.keyedHash(key, token)))
      }
    })
  )
})
