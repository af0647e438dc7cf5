import { assert, describe, it } from "@effect/vitest"
import type { EngineCrypto, ScryptCost } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { createHmac } from "node:crypto"
import { PasswordHasher } from "./password-hash.ts"

/** bcrypt is replaced by hashes that name their password: `$2b$05$` and the password, followed by dots. */
const bcryptOf = (password: string, cost: number): string =>
  `$2b$${String(cost).padStart(2, "0")}$${password.padEnd(53, ".")}`

/** A hasher that records its uses of scrypt and bcrypt. A cheap function with the same inputs replaces scrypt. */
const hasher = () => {
  const asked: Array<ScryptCost> = []
  const bcryptCosts: Array<number> = []
  let seed = 0
  const crypto = {
    randomBytes: (length: number) => new Uint8Array(length).fill(++seed),
    equal: (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0,
    scrypt: (password: Uint8Array, salt: Uint8Array, cost: ScryptCost) =>
      Effect.sync(() => {
        asked.push(cost)
        return createHmac("sha256", salt).update(password).digest()
      }),
    bcrypt: (password: string, hash: string) =>
      Effect.sync(() => {
        bcryptCosts.push(Number(hash.slice(4, 6)))
        return hash.slice(7) === password.padEnd(53, ".")
      })
  } as unknown as EngineCrypto
  /** The work since the last call: the costs of scrypt, and the rounds of bcrypt. */
  const work = () => {
    const rounds = bcryptCosts.reduce((sum, cost) => sum + 2 ** cost, 0)
    const scrypts = asked.map(({ N, p, r }) => `${N}/${r}/${p}`).sort()
    bcryptCosts.length = asked.length = 0
    return { scrypts, rounds }
  }
  const passwords = new PasswordHasher(crypto)
  return { hash: (password: string) => passwords.hash(password), verify: passwords.verify, asked, work }
}

describe("password hashes", () => {
  it.effect("differ for the same password, and verify only that password", () =>
    Effect.gen(function* () {
      const { hash, verify } = hasher()
      const [one, two] = [yield* hash("p"), yield* hash("p")]
      assert.notStrictEqual(one, two)
      for (const kept of [one, two]) {
        assert.deepStrictEqual(yield* verify("p", kept, []), { right: true, renewed: undefined })
        assert.isFalse((yield* verify("P", kept, [])).right)
        assert.isFalse((yield* verify("", kept, [])).right)
      }
    })
  )

  it.effect("RW-UP-5 RW-UP-11 cost the same work for every password, with or without a hash", () =>
    Effect.gen(function* () {
      const { asked, hash, verify, work } = hasher()
      const usual = yield* hash("p")
      assert.isAtLeast(128 * asked[0]!.N * asked[0]!.r, 32 * 1024 * 1024)
      const older = usual.replace(/^scrypt\$\d+\$8\$1\$/, "scrypt$1024$4$2$")
      const hashes = [undefined, usual, older, ...[4, 5, 8, 12, 13].map((cost) => bcryptOf("p", cost))]
      for (const [lesser, rounds] of [
        [[], 0],
        [["bcrypt-4"], 2 ** 4],
        [["bcrypt-4", "bcrypt-10", "scrypt-1024-4-2"], 2 ** 10],
        [["bcrypt-13", "bcrypt-4"], 2 ** 13]
      ] as const) {
        work()
        yield* verify("p", undefined, lesser)
        const expected = work()
        assert.strictEqual(expected.rounds, rounds)
        for (const kept of hashes) {
          // A kind of hash that no user of the mount has.
          const label = kept?.startsWith("$2b$") ? `bcrypt-${Number(kept.slice(4, 6))}` : "scrypt-1024-4-2"
          const isLesser = kept !== undefined && kept !== usual
          if (isLesser && !lesser.some((kind) => kind === label)) continue
          for (const password of ["p", "x", "", "p".repeat(72), "p".repeat(73), "ä".repeat(50_000)]) {
            yield* verify(password, kept, lesser)
            assert.deepStrictEqual(work(), expected, `${kept} ${lesser.join()}`)
          }
        }
      }
    })
  )

  it.effect("RW-UP-12 the right password gets a standard hash in place of another kind, a wrong one does not", () =>
    Effect.gen(function* () {
      const { hash, verify } = hasher()
      const older = (yield* hash("p")).replace(/^scrypt\$\d+\$8\$1\$/, "scrypt$1024$4$2$")
      for (const kept of [older, bcryptOf("p", 5)]) {
        assert.deepStrictEqual(yield* verify("x", kept, []), { right: false, renewed: undefined })
        const { renewed, right } = yield* verify("p", kept, [])
        assert.isTrue(right)
        assert.match(renewed!, /^scrypt\$32768\$8\$1\$/)
        assert.deepStrictEqual(yield* verify("p", renewed, []), { right: true, renewed: undefined })
        assert.isFalse((yield* verify("x", renewed, [])).right)
      }
    })
  )

  it.effect("a hash contains its cost, so that hashes of other costs still verify", () =>
    Effect.gen(function* () {
      const { asked, hash, verify } = hasher()
      const kept = (yield* hash("p")).replace(/^scrypt\$\d+\$8\$1\$/, "scrypt$1024$4$2$")
      assert.isTrue((yield* verify("p", kept, [])).right)
      assert.deepStrictEqual(asked.at(-1), { N: 1024, r: 4, p: 2 })
    })
  )

  it.effect("accept passwords of up to 72 bytes", () =>
    Effect.gen(function* () {
      const { hash, verify } = hasher()
      const kept = yield* hash("x".repeat(72))
      assert.isFalse((yield* verify("x".repeat(73), kept, [])).right)
      assert.strictEqual((yield* Effect.flip(hash("x".repeat(73)))).status, 400)
    })
  )
})
