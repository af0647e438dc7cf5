import { assert, describe, it } from "@effect/vitest"
import type { StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { engineCrypto } from "./mounted.ts"
import { HASH, invalid, done, methodOn, method } from "./userpass-mount.ts"

/** A hash of another cost, without a known password. */
const dearer = (cost: number): string => HASH.replace("$05$", `$${String(cost).padStart(2, "0")}$`)

/** userpass with counters of its work: hashes of scrypt, and rounds of bcrypt, which is not computed. */
const counted = Effect.gen(function* () {
  let scrypts = 0
  let rounds = 0
  const it = yield* methodOn({
    ...engineCrypto,
    scrypt: (password, salt, cost) =>
      Effect.suspend(() => {
        scrypts += cost.N * cost.r * cost.p
        return engineCrypto.scrypt(password, salt, cost)
      }),
    bcrypt: (password, hash) =>
      Effect.sync(() => {
        rounds += 2 ** Number(hash.slice(4, 6))
        return password === "U*U" && hash.endsWith(HASH.slice(7))
      })
  })
  const workOf = <A>(effect: Effect.Effect<A, unknown>) =>
    Effect.gen(function* () {
      scrypts = rounds = 0
      yield* Effect.exit(effect)
      return { scrypts, rounds }
    })
  return { ...it, workOf }
})

describe("writes of a user", () => {
  it.effect("hash no password if the user cannot be written", () =>
    Effect.gen(function* () {
      const { user, workOf } = yield* counted
      const none = { scrypts: 0, rounds: 0 }
      const invalidFields = [{ token_type: "odd" }, { token_ttl: "2h", token_max_ttl: "1h" }, { token_num_uses: -1 }]
      for (const body of invalidFields)
        assert.deepStrictEqual(yield* workOf(user("userpassUserWrite", "ann", { password: "p", ...body })), none)
      assert.notDeepEqual(yield* workOf(user("userpassUserWrite", "ann", { password: "p" })), none)
      for (const body of invalidFields)
        assert.deepStrictEqual(yield* workOf(user("userpassUserWrite", "ann", { password: "p", ...body })), none)
    })
  )
})

describe("logins", () => {
  it.effect("RW-UP-4 RW-UP-7 the token has the properties of the user", () =>
    Effect.gen(function* () {
      const { login, user } = yield* method
      yield* user("userpassUserWrite", "Ann", {
        password: "p",
        token_policies: ["reader"],
        token_no_default_policy: true,
        token_ttl: 60,
        token_max_ttl: 120,
        token_explicit_max_ttl: 180,
        token_num_uses: 2
      })
      const { auth, ...rest } = yield* login("ANN", "p")
      assert.deepStrictEqual(rest, { status: 200 })
      assert.deepStrictEqual(auth, {
        policies: ["reader"],
        noDefaultPolicy: true,
        ttl: 60,
        maxTtl: 120,
        explicitMaxTtl: 180,
        period: 0,
        numUses: 2,
        boundCidrs: [],
        renewable: true,
        displayName: "mounted-ann",
        metadata: { username: "ann" },
        alias: "ann",
        internal: auth!.internal!
      })
    })
  )

  it.effect("RW-UP-5 rejects a wrong password, an unknown user and an invalid password with the same error", () =>
    Effect.gen(function* () {
      const { login, user } = yield* method
      yield* user("userpassUserWrite", "ann", { password: "p" })
      assert.deepStrictEqual(yield* login("ann", "x"), invalid)
      assert.deepStrictEqual(yield* login("bob", "p"), invalid)
      assert.deepStrictEqual(yield* login("ann", "p".repeat(100_000)), invalid)
      for (const password of ["", null])
        assert.deepStrictEqual(yield* login("ann", password), { status: 400, errors: ["missing password"] })
    })
  )

  it.effect("RW-UP-6 rejects an address outside the user's", () =>
    Effect.gen(function* () {
      const { login, user } = yield* method
      yield* user("userpassUserWrite", "ann", { password: "p", token_bound_cidrs: "10.0.0.0/8" })
      assert.deepStrictEqual(yield* login("ann", "p"), { status: 403, errors: ["permission denied"] })
      assert.deepStrictEqual(yield* login("ann", "x"), invalid)
      assert.deepStrictEqual((yield* login("ann", "p", "10.0.0.1")).auth?.boundCidrs, ["10.0.0.0/8"])
    })
  )

  it.effect("RW-UP-8 renews only while the user exists and has the same policies", () =>
    Effect.gen(function* () {
      const { login, mount, user } = yield* method
      yield* user("userpassUserWrite", "ann", { password: "p", token_policies: "a,b", token_ttl: 60 })
      const internal = (yield* login("ann", "p")).auth!.internal!
      yield* user("userpassUserWrite", "ann", { token_policies: "b,a,a", token_max_ttl: 90 })
      assert.deepStrictEqual(yield* mount.renewLogin!(internal), { ttl: 60, maxTtl: 90, period: 0 })
      yield* user("userpassUserWrite", "ann", { token_policies: "a" })
      const refused = yield* Effect.flip(mount.renewLogin!(internal))
      assert.deepInclude(refused, { status: 400, errors: ["policies have changed, not renewing"] })
      yield* user("userpassUserDelete", "ann")
      assert.strictEqual((yield* Effect.flip(mount.renewLogin!(internal)))._tag, "ProtocolError")
    })
  )

  it.effect("RW-UP-5 RW-UP-11 every login does the same work: right, wrong, unknown, whatever the hash", () =>
    Effect.gen(function* () {
      const { login, user, workOf } = yield* counted
      yield* user("userpassUserWrite", "ann", { password: "p" })
      const outcomes = [
        ["ann", "p"],
        ["ann", "x"],
        ["nobody", "p"],
        ["ann", "x".repeat(100_000)],
        ["cheap", "x"],
        ["dear", "x"],
        ["bound", "p"]
      ] as const
      yield* user("userpassUserWrite", "bound", { password: "p", token_bound_cidrs: "10.0.0.0/8" })
      for (const cheap of [undefined, 4, 7, 13]) {
        for (const dear of [undefined, 4, 10, 13]) {
          for (const [name, cost] of [
            ["cheap", cheap],
            ["dear", dear]
          ] as const) {
            yield* user("userpassUserDelete", name)
            if (cost !== undefined) yield* user("userpassUserWrite", name, { password_hash: dearer(cost) })
          }
          const dearest = Math.max(cheap ?? 0, dear ?? 0)
          const works = yield* Effect.forEach(outcomes, ([name, password]) => workOf(login(name, password)))
          for (const work of works)
            assert.deepStrictEqual(work, { scrypts: 2 ** 15 * 8, rounds: dearest === 0 ? 0 : 2 ** dearest })
        }
      }
      // The right password of a bcrypt hash costs as much as a wrong one. After it, no login needs bcrypt.
      yield* user("userpassUserDelete", "cheap")
      const { rounds } = yield* workOf(login("dear", "x"))
      assert.deepStrictEqual(yield* workOf(login("dear", "U*U")), { scrypts: 2 ** 15 * 8, rounds })
      assert.deepStrictEqual(yield* workOf(login("dear", "U*U")), { scrypts: 2 ** 15 * 8, rounds: 0 })
    })
  )

  it.effect("RW-UP-12 a successful login replaces a bcrypt hash, a failed one does not", () =>
    Effect.gen(function* () {
      const { login, storage, user } = yield* method
      yield* user("userpassUserWrite", "ann", { password_hash: HASH, token_bound_cidrs: "10.0.0.0/8" })
      const kept = storage.get("user/ann")
      yield* login("ann", "U*V", "10.0.0.1")
      assert.strictEqual((yield* login("ann", "U*U")).status, 403)
      assert.include(yield* kept, HASH)
      assert.strictEqual((yield* login("ann", "U*U", "10.0.0.1")).status, 200)
      assert.notInclude(yield* kept, "$2a$")
      assert.include(yield* kept, "10.0.0.0/8")
      assert.deepStrictEqual(storage.keys(), ["user/ann"])
      assert.strictEqual((yield* login("ann", "U*U", "10.0.0.1")).status, 200)
      assert.deepStrictEqual(yield* login("ann", "U*V", "10.0.0.1"), invalid)
    })
  )

  it.effect("RW-UP-12 a user that changes during the login keeps the change", () =>
    Effect.gen(function* () {
      const changes = [
        ["userpassPasswordWrite", { password: "new" }],
        ["userpassUserWrite", { password_hash: dearer(6) }],
        ["userpassUserDelete", {}]
      ] as const
      for (const [operation, body] of changes) {
        const during: { change: Effect.Effect<unknown, StoreFailure> } = { change: Effect.void }
        const { login, storage, user } = yield* methodOn({
          ...engineCrypto,
          bcrypt: (password, hash) =>
            Effect.andThen(Effect.orDie(Effect.suspend(() => during.change)), engineCrypto.bcrypt(password, hash))
        })
        yield* user("userpassUserWrite", "ann", { password_hash: HASH })
        let changed: string | undefined
        during.change = Effect.gen(function* () {
          yield* user(operation, "ann", body)
          changed = yield* storage.get("user/ann")
        })
        assert.strictEqual((yield* login("ann", "U*U")).status, 200)
        assert.strictEqual(yield* storage.get("user/ann"), changed)
      }
    })
  )

  it.effect("RW-UP-9 accepts bcrypt hashes up to cost 13", () =>
    Effect.gen(function* () {
      const { user } = yield* method
      assert.deepStrictEqual(yield* user("userpassUserWrite", "ann", { password_hash: dearer(13) }), done)
      for (const cost of [14, 15, 16, 20, 31, 32, 99]) {
        const { errors, status } = yield* user("userpassUserWrite", "ann", { password_hash: dearer(cost) })
        assert.deepStrictEqual([status, errors], [400, ["the cost of password_hash must not exceed 13"]])
      }
    })
  )

  it.effect("RW-UP-9 verifies a bcrypt hash from elsewhere", () =>
    Effect.gen(function* () {
      const { login, user } = yield* method
      assert.deepStrictEqual(yield* user("userpassUserWrite", "ann", { password_hash: HASH }), done)
      assert.strictEqual((yield* login("ann", "U*U")).status, 200)
      assert.deepStrictEqual(yield* login("ann", "U*V"), invalid)
      yield* user("userpassPasswordWrite", "ann", { password: "p" })
      assert.deepStrictEqual(yield* login("ann", "U*U"), invalid)
      yield* user("userpassPasswordWrite", "ann", { password_hash: HASH })
      assert.strictEqual((yield* login("ann", "U*U")).status, 200)
    })
  )
})
