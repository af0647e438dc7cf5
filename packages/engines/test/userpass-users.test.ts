import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { TestResponse } from "./mounted.ts"
import { unset } from "./unset-token-fields.ts"
import { HASH, invalid, done, method } from "./userpass-mount.ts"

const noPassword: TestResponse = { status: 400, errors: ["must provide either password or password_hash"] }

describe("users", () => {
  it.effect("RW-UP-1 RW-UP-2 are written, read without the password, changed, listed and deleted", () =>
    Effect.gen(function* () {
      const { ask, login, user } = yield* method
      assert.deepStrictEqual(yield* user("userpassUserRead", "ann"), { status: 404, errors: [] })
      assert.deepStrictEqual(yield* user("userpassUserWrite", "Ann", { password: "p" }), done)
      assert.deepStrictEqual((yield* user("userpassUserRead", "ann")).data, unset)
      assert.deepStrictEqual(yield* user("userpassUserWrite", "ann", { token_ttl: "10m" }), done)
      assert.deepStrictEqual((yield* user("userpassUserRead", "ANN")).data, { ...unset, token_ttl: 600 })
      assert.strictEqual((yield* login("ann", "p")).status, 200)
      yield* user("userpassUserWrite", "bob", { password: "p" })
      assert.deepStrictEqual((yield* ask("userpassUserList", "users/")).data, { keys: ["ann", "bob"] })
      const page = yield* ask("userpassUserList", "users/", { query: { after: "ann", limit: "1" } })
      assert.deepStrictEqual(page.data, { keys: ["bob"] })
      assert.deepStrictEqual(yield* user("userpassUserDelete", "ann"), done)
      assert.deepStrictEqual(yield* user("userpassUserDelete", "ann"), done)
      assert.deepStrictEqual(yield* login("ann", "p"), invalid)
    })
  )

  it.effect("RW-UP-1 a new user needs a password", () =>
    Effect.gen(function* () {
      const { user } = yield* method
      for (const body of [{}, { password: "" }, { password_hash: "" }, { token_ttl: 1 }])
        assert.deepStrictEqual(yield* user("userpassUserWrite", "ann", body), noPassword)
      yield* user("userpassUserWrite", "ann", { password: "p" })
      assert.deepStrictEqual(yield* user("userpassUserWrite", "ann", { password: "" }), noPassword)
    })
  )

  it.effect("the token types default-service and default-batch, which only mounts have, were accepted", () =>
    Effect.gen(function* () {
      const { login, user } = yield* method
      for (const token_type of ["default-service", "default-batch", "odd"])
        assert.deepStrictEqual(yield* user("userpassUserWrite", "ann", { password: "p", token_type }), {
          status: 400,
          errors: [`invalid 'token_type' value "${token_type}"`]
        })
      assert.strictEqual((yield* user("userpassUserRead", "ann")).status, 404)
      for (const token_type of ["", "default", "service", "batch"] as const) {
        assert.deepStrictEqual(yield* user("userpassUserWrite", "ann", { password: "p", token_type }), done)
        assert.include((yield* user("userpassUserRead", "ann")).data, { token_type: token_type || "default" })
        const type = token_type === "" || token_type === "default" ? undefined : token_type
        assert.strictEqual((yield* login("ann", "p")).auth?.type, type)
      }
    })
  )

  it.effect("shows old names and new names; the new one takes precedence", () =>
    Effect.gen(function* () {
      const { user } = yield* method
      const old = { password: "p", bound_cidrs: "10.0.0.0/8", max_ttl: "50m", ttl: "40m", policies: "a" }
      yield* user("userpassUserWrite", "ann", { ...old, token_policies: "b" })
      assert.deepStrictEqual((yield* user("userpassUserRead", "ann")).data, {
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

  it.effect("RW-UP-3 password and policies have their own paths", () =>
    Effect.gen(function* () {
      const { login, user } = yield* method
      yield* user("userpassUserWrite", "ann", { password: "p", token_policies: "a" })
      assert.deepStrictEqual(yield* user("userpassPasswordWrite", "ann", { password: "q" }), done)
      assert.deepStrictEqual(yield* user("userpassPasswordWrite", "ann"), noPassword)
      assert.deepStrictEqual(yield* user("userpassPasswordWrite", "ann", { password: "" }), noPassword)
      assert.deepStrictEqual(yield* login("ann", "p"), invalid)
      assert.strictEqual((yield* login("ann", "q")).status, 200)
      assert.deepStrictEqual(yield* user("userpassPoliciesWrite", "ann", { policies: "c" }), done)
      assert.deepStrictEqual(yield* user("userpassPoliciesWrite", "ann"), done)
      assert.deepStrictEqual((yield* user("userpassUserRead", "ann")).data, {
        ...unset,
        token_policies: ["c"],
        policies: ["c"]
      })
      assert.strictEqual((yield* user("userpassPasswordWrite", "bob", { password: "q" })).status, 404)
      assert.strictEqual((yield* user("userpassPoliciesWrite", "bob", { policies: "q" })).status, 404)
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
      const refused = yield* user("userpassUserWrite", "ann", body)
      assert.strictEqual(refused.status, 400)
      assert.include(refused.errors?.join(), field)
      assert.strictEqual((yield* user("userpassUserRead", "ann")).status, 404)
    })
  )

  it.effect("names with characters other than letters, digits, _, - and . are unknown paths", () =>
    Effect.gen(function* () {
      const { login, user } = yield* method
      for (const name of ["x y", "x@y.example", "-x", ".."]) {
        assert.strictEqual((yield* user("userpassUserWrite", name, { password: "p" })).status, 404, name)
        assert.strictEqual((yield* login(name, "p")).status, 404, name)
      }
    })
  )

  it.effect("the storage contains no password", () =>
    Effect.gen(function* () {
      const { storage, user } = yield* method
      yield* user("userpassUserWrite", "ann", { password: "correct horse" })
      for (const key of storage.keys()) assert.notInclude(yield* storage.get(key), "correct")
    })
  )

  it.effect("policies distinguish the creation of a user from its update", () =>
    Effect.gen(function* () {
      const { mount, user } = yield* method
      assert.isFalse(yield* mount.exists!("users/ann"))
      assert.isTrue(yield* mount.exists!("users/ann/password"))
      assert.isTrue(yield* mount.exists!("login/ann"))
      yield* user("userpassUserWrite", "ann", { password: "p" })
      assert.isTrue(yield* mount.exists!("users/ann"))
    })
  )
})
