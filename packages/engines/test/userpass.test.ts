import { assert, describe, it } from "@effect/vitest"
import type { OperationIdOf } from "@enwrap/protocol"
import type { StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { userpass } from "../src/index.ts"
import { type Answer, engineCrypto, mounted } from "./mounted.ts"

/** bcrypt of `U*U`: a vector of Openwall's crypt_blowfish. */
const HASH = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"

const invalid: Answer = { status: 400, errors: ["invalid username or password"] }
const noPassword: Answer = { status: 400, errors: ["must provide either password or password_hash"] }
const done: Answer = { status: 204 }

const methodOn = (crypto = engineCrypto) =>
  Effect.map(mounted(userpass, crypto), (it) => ({
    ...it,
    user: (operation: OperationIdOf<"userpass">, username: string, body: unknown = {}) =>
      it.ask(operation, `users/${username}`, { body, parameters: { username } }),
    login: (username: string, password: unknown, remoteAddress = "127.0.0.1") =>
      it.ask("userpassLogin", `login/${username}`, { body: { password }, parameters: { username }, remoteAddress })
  }))

const method = methodOn()

/** A hash of another cost; nobody knows its password. */
const dearer = (cost: number): string => HASH.replace("$05$", `$${String(cost).padStart(2, "0")}$`)

/** userpass, and the work that it did: hashes of scrypt, and rounds of bcrypt, which is not really computed. */
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

const unset = {
  token_bound_cidrs: [],
  token_explicit_max_ttl: 0,
  token_max_ttl: 0,
  token_no_default_policy: false,
  token_num_uses: 0,
  token_period: 0,
  token_policies: [],
  token_strictly_bind_ip: false,
  token_ttl: 0,
  token_type: "default"
}

describe("users", () => {
  it.effect("RW-UP-1 RW-UP-2 written, read without a password, changed, listed, deleted", () =>
    Effect.gen(function* () {
      const { ask, login, user } = yield* method
      assert.deepStrictEqual(yield* user("userpassReadUser", "ann"), { status: 404, errors: [] })
      assert.deepStrictEqual(yield* user("userpassWriteUser", "Ann", { password: "p" }), done)
      assert.deepStrictEqual((yield* user("userpassReadUser", "ann")).data, unset)
      assert.deepStrictEqual(yield* user("userpassWriteUser", "ann", { token_ttl: "10m" }), done)
      assert.deepStrictEqual((yield* user("userpassReadUser", "ANN")).data, { ...unset, token_ttl: 600 })
      assert.strictEqual((yield* login("ann", "p")).status, 200)
      yield* user("userpassWriteUser", "bob", { password: "p" })
      assert.deepStrictEqual((yield* ask("userpassListUsers", "users/")).data, { keys: ["ann", "bob"] })
      const page = yield* ask("userpassListUsers", "users/", { query: { after: "ann", limit: "1" } })
      assert.deepStrictEqual(page.data, { keys: ["bob"] })
      assert.deepStrictEqual(yield* user("userpassDeleteUser", "ann"), done)
      assert.deepStrictEqual(yield* user("userpassDeleteUser", "ann"), done)
      assert.deepStrictEqual(yield* login("ann", "p"), invalid)
    })
  )

  it.effect("RW-UP-1 a new user needs a password", () =>
    Effect.gen(function* () {
      const { user } = yield* method
      for (const body of [{}, { password: "" }, { password_hash: "" }, { token_ttl: 1 }])
        assert.deepStrictEqual(yield* user("userpassWriteUser", "ann", body), noPassword)
      yield* user("userpassWriteUser", "ann", { password: "p" })
      assert.deepStrictEqual(yield* user("userpassWriteUser", "ann", { password: "" }), noPassword)
    })
  )

  it.effect("old names are shown beside the new ones; of both, the new one counts", () =>
    Effect.gen(function* () {
      const { user } = yield* method
      const old = { password: "p", bound_cidrs: "10.0.0.0/8", max_ttl: "50m", ttl: "40m", policies: "a" }
      yield* user("userpassWriteUser", "ann", { ...old, token_policies: "b" })
      assert.deepStrictEqual((yield* user("userpassReadUser", "ann")).data, {
        ...unset,
        token_bound_cidrs: ["10.0.0.0/8"],
        token_max_ttl: 3000,
        token_policies: ["b"],
        token_ttl: 2400,
        bound_cidrs: ["10.0.0.0/8"],
        max_ttl: 3000,
        policies: ["b"],
        ttl: 2400
      })
    })
  )

  it.effect("RW-UP-3 password and policies by their own paths", () =>
    Effect.gen(function* () {
      const { login, user } = yield* method
      yield* user("userpassWriteUser", "ann", { password: "p", token_policies: "a" })
      assert.deepStrictEqual(yield* user("userpassWritePassword", "ann", { password: "q" }), done)
      assert.deepStrictEqual(yield* user("userpassWritePassword", "ann"), noPassword)
      assert.deepStrictEqual(yield* user("userpassWritePassword", "ann", { password: "" }), noPassword)
      assert.deepStrictEqual(yield* login("ann", "p"), invalid)
      assert.strictEqual((yield* login("ann", "q")).status, 200)
      assert.deepStrictEqual(yield* user("userpassWritePolicies", "ann", { policies: "c" }), done)
      assert.deepStrictEqual(yield* user("userpassWritePolicies", "ann"), done)
      assert.deepStrictEqual((yield* user("userpassReadUser", "ann")).data, {
        ...unset,
        token_policies: ["c"],
        policies: ["c"]
      })
      assert.strictEqual((yield* user("userpassWritePassword", "bob", { password: "q" })).status, 404)
      assert.strictEqual((yield* user("userpassWritePolicies", "bob", { policies: "q" })).status, 404)
    })
  )

  it.effect.each([
    [{ password: "x".repeat(73) }, "password"],
    [{ password: "ä".repeat(37) }, "password"],
    [{ password: "p", token_type: "odd" }, "token_type"],
    [{ password: "p", token_num_uses: -1 }, "token_num_uses"],
    [{ password: "p", token_ttl: "2h", token_max_ttl: "1h" }, "token_ttl"],
    [{ password: "p", ttl: "long" }, "ttl"],
    [{ password: "p", bound_cidrs: "there" }, "token_bound_cidrs"],
    [{ password: "p", password_hash: HASH }, "password_hash"],
    [{ password_hash: "nonsense" }, "password_hash"],
    [{ password_hash: HASH.replace("$05$", "$03$") }, "password_hash"],
    [{ password_hash: HASH.replace("$05$", "$31$") }, "password_hash"],
    [{ password_hash: HASH.slice(0, -1) }, "password_hash"]
  ] as const)("a faulty field is 400 that names it, and leaves no user: %j", ([body, field]) =>
    Effect.gen(function* () {
      const { user } = yield* method
      const refused = yield* user("userpassWriteUser", "ann", body)
      assert.strictEqual(refused.status, 400)
      assert.include(refused.errors?.join(), field)
      assert.strictEqual((yield* user("userpassReadUser", "ann")).status, 404)
    })
  )

  it.effect("names with anything but letters, digits, _, - and . are no path", () =>
    Effect.gen(function* () {
      const { login, user } = yield* method
      for (const name of ["x y", "x@y.example", "-x", ".."]) {
        assert.strictEqual((yield* user("userpassWriteUser", name, { password: "p" })).status, 404, name)
        assert.strictEqual((yield* login(name, "p")).status, 404, name)
      }
    })
  )

  it.effect("nothing that is kept holds a password", () =>
    Effect.gen(function* () {
      const { storage, user } = yield* method
      yield* user("userpassWriteUser", "ann", { password: "correct horse" })
      for (const key of storage.keys()) assert.notInclude(yield* storage.get(key), "correct")
    })
  )

  it.effect("policies tell a user that is made from one that is changed", () =>
    Effect.gen(function* () {
      const { mount, user } = yield* method
      assert.isFalse(yield* mount.exists!("users/ann"))
      assert.isTrue(yield* mount.exists!("users/ann/password"))
      assert.isTrue(yield* mount.exists!("login/ann"))
      yield* user("userpassWriteUser", "ann", { password: "p" })
      assert.isTrue(yield* mount.exists!("users/ann"))
    })
  )
})

describe("logins", () => {
  it.effect("RW-UP-4 RW-UP-7 what the token has of the user", () =>
    Effect.gen(function* () {
      const { login, user } = yield* method
      yield* user("userpassWriteUser", "Ann", {
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

  it.effect("RW-UP-5 a wrong password, an unknown user and a password that is none", () =>
    Effect.gen(function* () {
      const { login, user } = yield* method
      yield* user("userpassWriteUser", "ann", { password: "p" })
      assert.deepStrictEqual(yield* login("ann", "x"), invalid)
      assert.deepStrictEqual(yield* login("bob", "p"), invalid)
      assert.deepStrictEqual(yield* login("ann", "p".repeat(100_000)), invalid)
      for (const password of ["", null])
        assert.deepStrictEqual(yield* login("ann", password), { status: 400, errors: ["missing password"] })
    })
  )

  it.effect("RW-UP-6 from an address outside the user's", () =>
    Effect.gen(function* () {
      const { login, user } = yield* method
      yield* user("userpassWriteUser", "ann", { password: "p", token_bound_cidrs: "10.0.0.0/8" })
      assert.deepStrictEqual(yield* login("ann", "p"), { status: 403, errors: ["permission denied"] })
      assert.deepStrictEqual(yield* login("ann", "x"), invalid)
      assert.deepStrictEqual((yield* login("ann", "p", "10.0.0.1")).auth?.boundCidrs, ["10.0.0.0/8"])
    })
  )

  it.effect("RW-UP-8 a renewal is for a user that is there and has the same policies", () =>
    Effect.gen(function* () {
      const { login, mount, user } = yield* method
      yield* user("userpassWriteUser", "ann", { password: "p", token_policies: "a,b", token_ttl: 60 })
      const internal = (yield* login("ann", "p")).auth!.internal!
      yield* user("userpassWriteUser", "ann", { token_policies: "b,a,a", token_max_ttl: 90 })
      assert.deepStrictEqual(yield* mount.renewLogin!(internal), { ttl: 60, maxTtl: 90, period: 0 })
      yield* user("userpassWriteUser", "ann", { token_policies: "a" })
      const refused = yield* Effect.flip(mount.renewLogin!(internal))
      assert.deepInclude(refused, { status: 400, errors: ["policies have changed, not renewing"] })
      yield* user("userpassDeleteUser", "ann")
      assert.strictEqual((yield* Effect.flip(mount.renewLogin!(internal)))._tag, "ProtocolError")
    })
  )

  it.effect("RW-UP-5 RW-UP-11 every login does the same work: right, wrong, unknown, whatever the hash", () =>
    Effect.gen(function* () {
      const { login, user, workOf } = yield* counted
      yield* user("userpassWriteUser", "ann", { password: "p" })
      const outcomes = [
        ["ann", "p"],
        ["ann", "x"],
        ["nobody", "p"],
        ["ann", "x".repeat(100_000)],
        ["cheap", "x"],
        ["dear", "x"],
        ["bound", "p"]
      ] as const
      yield* user("userpassWriteUser", "bound", { password: "p", token_bound_cidrs: "10.0.0.0/8" })
      for (const cheap of [undefined, 4, 7, 13]) {
        for (const dear of [undefined, 4, 10, 13]) {
          for (const [name, cost] of [
            ["cheap", cheap],
            ["dear", dear]
          ] as const) {
            yield* user("userpassDeleteUser", name)
            if (cost !== undefined) yield* user("userpassWriteUser", name, { password_hash: dearer(cost) })
          }
          const dearest = Math.max(cheap ?? 0, dear ?? 0)
          const works = yield* Effect.forEach(outcomes, ([name, password]) => workOf(login(name, password)))
          for (const work of works)
            assert.deepStrictEqual(work, { scrypts: 2 ** 15 * 8, rounds: dearest === 0 ? 0 : 2 ** dearest })
        }
      }
      // The right password of a bcrypt hash costs as much as a wrong one, and then no login needs bcrypt any more.
      yield* user("userpassDeleteUser", "cheap")
      const { rounds } = yield* workOf(login("dear", "x"))
      assert.deepStrictEqual(yield* workOf(login("dear", "U*U")), { scrypts: 2 ** 15 * 8, rounds })
      assert.deepStrictEqual(yield* workOf(login("dear", "U*U")), { scrypts: 2 ** 15 * 8, rounds: 0 })
    })
  )

  it.effect("RW-UP-12 the next good login renews a bcrypt hash, a wrong or a refused one does not", () =>
    Effect.gen(function* () {
      const { login, storage, user } = yield* method
      yield* user("userpassWriteUser", "ann", { password_hash: HASH, token_bound_cidrs: "10.0.0.0/8" })
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
        ["userpassWritePassword", { password: "new" }],
        ["userpassWriteUser", { password_hash: dearer(6) }],
        ["userpassDeleteUser", {}]
      ] as const
      for (const [operation, body] of changes) {
        const during: { change: Effect.Effect<unknown, StoreFailure> } = { change: Effect.void }
        const { login, storage, user } = yield* methodOn({
          ...engineCrypto,
          bcrypt: (password, hash) =>
            Effect.andThen(Effect.orDie(Effect.suspend(() => during.change)), engineCrypto.bcrypt(password, hash))
        })
        yield* user("userpassWriteUser", "ann", { password_hash: HASH })
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

  it.effect("RW-UP-9 a bcrypt hash of up to cost 13 is accepted, a dearer one is not", () =>
    Effect.gen(function* () {
      const { user } = yield* method
      assert.deepStrictEqual(yield* user("userpassWriteUser", "ann", { password_hash: dearer(13) }), done)
      for (const cost of [14, 15, 16, 20, 31, 32, 99]) {
        const { errors, status } = yield* user("userpassWriteUser", "ann", { password_hash: dearer(cost) })
        assert.deepStrictEqual([status, errors], [400, ["the cost of password_hash must not exceed 13"]])
      }
    })
  )

  it.effect("RW-UP-9 a bcrypt hash that was made elsewhere", () =>
    Effect.gen(function* () {
      const { login, user } = yield* method
      assert.deepStrictEqual(yield* user("userpassWriteUser", "ann", { password_hash: HASH }), done)
      assert.strictEqual((yield* login("ann", "U*U")).status, 200)
      assert.deepStrictEqual(yield* login("ann", "U*V"), invalid)
      yield* user("userpassWritePassword", "ann", { password: "p" })
      assert.deepStrictEqual(yield* login("ann", "U*U"), invalid)
      yield* user("userpassWritePassword", "ann", { password_hash: HASH })
      assert.strictEqual((yield* login("ann", "U*U")).status, 200)
    })
  )
})
