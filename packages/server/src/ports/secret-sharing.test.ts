import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import vectors from "../../test/fixtures/shamir-vectors.json" with { type: "json" }
import { combineShares, splitSecret } from "./secret-sharing.ts"

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex")
const bytes = (text: string): Uint8Array => Buffer.from(text, "hex")

/** A key that is split, and the positions of some of its shares in any order. */
const splits = fc
  .tuple(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.integer({ min: 2, max: 12 }))
  .chain(([secret, shares]) =>
    fc.record({
      secret: fc.constant(secret),
      shares: fc.constant(shares),
      threshold: fc.integer({ min: 2, max: shares }),
      order: fc.shuffledSubarray([...Array(shares).keys()], { minLength: shares })
    })
  )

const check = <A>(arbitrary: fc.Arbitrary<A>, property: (value: A) => Effect.Effect<void>) =>
  Effect.promise(() =>
    fc.assert(
      fc.asyncProperty(arbitrary, (value) => Effect.runPromise(property(value))),
      { numRuns: 60 }
    )
  )

describe("sharing a secret", () => {
  // Recorded from sdk/helper/shamir of OpenBao.
  it.effect("RW-SYS-32: combines the shares of the original, any of them in any order", () =>
    Effect.gen(function* () {
      assert.isAbove(vectors.length, 5)
      for (const { secret, shares, threshold } of vectors) {
        for (let first = 0; first + threshold <= shares.length; first++) {
          const some = shares.slice(first, first + threshold).toReversed()
          assert.strictEqual(hex((yield* combineShares(some.map(bytes)))!), secret)
        }
      }
    })
  )

  it.effect("RW-SYS-32: any subset of the threshold's size recovers the secret, and a smaller one does not", () =>
    check(splits, ({ order, secret, shares, threshold }) =>
      Effect.gen(function* () {
        const parts = yield* splitSecret(secret, shares, threshold)
        assert.lengthOf(parts, shares)
        assert.isTrue(parts.every(({ length }) => length === secret.length + 1))
        const chosen = order.map((i) => parts[i]!)
        assert.deepStrictEqual(yield* combineShares(chosen.slice(0, threshold)), secret)
        assert.deepStrictEqual(yield* combineShares(chosen), secret)
        // A single share would be a whole key, and is longer than one.
        assert.notDeepEqual(yield* combineShares(chosen.slice(0, threshold - 1)), secret)
      })
    )
  )

  it.effect("RW-SYS-32: splits into 255 shares", () =>
    Effect.gen(function* () {
      const secret = new Uint8Array(32).fill(7)
      const parts = yield* splitSecret(secret, 255, 255)
      assert.strictEqual(new Set(parts.map((part) => part.at(-1))).size, 255)
      assert.deepStrictEqual(yield* combineShares(parts), secret)
    })
  )

  it.effect("a single share is a copy of the secret", () =>
    Effect.gen(function* () {
      const secret = new Uint8Array(32).fill(7)
      const [share] = yield* splitSecret(secret, 1, 1)
      assert.deepStrictEqual(share, secret)
      secret.fill(0)
      assert.strictEqual(share![0], 7)
    })
  )

  it.effect("shares that cannot belong together give no secret, and do not fail", () =>
    Effect.gen(function* () {
      const share = new Uint8Array(33).fill(7)
      for (const wrong of [
        [share, share],
        [share, share.slice(1)],
        [share, new Uint8Array(0)]
      ])
        assert.isUndefined(yield* combineShares(wrong))
    })
  )
})
