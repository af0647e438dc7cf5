import { assert, describe, it } from "@effect/vitest"
import type { EngineCrypto, ScryptCost } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { createHmac } from "node:crypto"
import { makePasswordHasher } from "./password-hash.ts"

/** A hasher, and what it asked of scrypt; in place of scrypt something that depends on all that scrypt depends on. */
const hasher = () => {
  const asked: Array<ScryptCost> = []
  let seed = 0
  const crypto = {
    randomBytes: (length: number) => new Uint8Array(length).fill(++seed),
    equal: (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0,
    scrypt: (password: Uint8Array, salt: Uint8Array, cost: ScryptCost) =>
      Effect.sync(() => {
        asked.push(cost)
        return createHmac("sha256", salt).update(password).digest()
      })
  } as unknown as EngineCrypto
  return { ...makePasswordHasher(crypto), asked }
}

describe("password hashes", () => {
  it.effect("the same password has another hash each time, and each verifies it alone", () =>
    Effect.gen(function* () {
      const { hash, verify } = hasher()
      const [one, two] = [yield* hash("p"), yield* hash("p")]
      assert.notStrictEqual(one, two)
      for (const kept of [one, two]) {
        assert.isTrue(yield* verify("p", kept))
        assert.isFalse(yield* verify("P", kept))
        assert.isFalse(yield* verify("", kept))
      }
    })
  )

  it.effect("RW-UP-5 where there is no hash, the work is the same, and no password is right", () =>
    Effect.gen(function* () {
      const { asked, hash, verify } = hasher()
      const kept = yield* hash("p")
      asked.length = 0
      assert.isFalse(yield* verify("x", kept))
      assert.isFalse(yield* verify("x", undefined))
      assert.isFalse(yield* verify("", undefined))
      assert.strictEqual(asked.length, 3)
      assert.deepStrictEqual(asked[1], asked[0])
      assert.isAtLeast(128 * asked[0]!.N * asked[0]!.r, 32 * 1024 * 1024)
    })
  )

  it.effect("a hash keeps what it cost: one of other costs still verifies", () =>
    Effect.gen(function* () {
      const { asked, hash, verify } = hasher()
      const kept = (yield* hash("p")).replace(/^scrypt\$\d+\$8\$1\$/, "scrypt$1024$4$2$")
      assert.isTrue(yield* verify("p", kept))
      assert.deepStrictEqual(asked.at(-1), { N: 1024, r: 4, p: 2 })
    })
  )

  it.effect("72 bytes are a password, 73 are none", () =>
    Effect.gen(function* () {
      const { hash } = hasher()
      yield* hash("x".repeat(72))
      assert.strictEqual((yield* Effect.flip(hash("x".repeat(73)))).status, 400)
    })
  )
})
