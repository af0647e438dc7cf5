import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { type TestResponse } from "./mounted.ts"
import { type Secret, method } from "./approle-mount.ts"

const invalid: TestResponse = { status: 400, errors: ["invalid role or secret ID"] }

describe("logins", () => {
  it.effect("RW-AR-12 RW-AR-16 the token has the properties of the role and the secret ID", () =>
    Effect.gen(function* () {
      const { generate, login } = yield* method({
        token_policies: ["reader"],
        token_ttl: "20m",
        token_max_ttl: "30m",
        token_explicit_max_ttl: "25m",
        token_num_uses: 3,
        token_no_default_policy: true
      })
      const { secret_id } = yield* generate({ metadata: '{"who":"ci","role_name":"other"}' })
      assert.deepStrictEqual((yield* login(secret_id)).auth, {
        policies: ["reader"],
        noDefaultPolicy: true,
        ttl: 1200,
        maxTtl: 1800,
        explicitMaxTtl: 1500,
        period: 0,
        numUses: 3,
        boundCidrs: [],
        renewable: true,
        displayName: "mounted",
        metadata: { who: "ci", role_name: "x" },
        alias: "x-id",
        internal: "x"
      })
    })
  )

  it.effect("RW-AR-13 names missing fields, and rejects unknown role IDs and secret IDs with the same error", () =>
    Effect.gen(function* () {
      const { generate, login, role } = yield* method()
      yield* role("appRoleRoleWrite", { role_id: "y-id" }, { name: "y" })
      const { secret_id, secret_id_accessor } = yield* generate()
      assert.deepStrictEqual(yield* login(""), { status: 400, errors: ["missing secret_id"] })
      assert.deepStrictEqual(yield* login(null), { status: 400, errors: ["missing secret_id"] })
      assert.deepStrictEqual(yield* login(secret_id, "::1", ""), { status: 400, errors: ["missing role_id"] })
      assert.deepStrictEqual(yield* login("nosuch"), invalid)
      assert.deepStrictEqual(yield* login(secret_id_accessor), invalid)
      assert.deepStrictEqual(yield* login(secret_id, "::1", "y-id"), invalid)
      assert.deepStrictEqual(yield* login(secret_id, "::1", "x"), invalid)
      assert.strictEqual((yield* login(secret_id)).status, 200)
    })
  )

  it.effect("a login with white space around its role ID and secret ID was rejected", () =>
    Effect.gen(function* () {
      const { generate, login } = yield* method()
      const { secret_id } = yield* generate()
      for (const [before, after] of [
        ["", "\n"],
        ["", "\r\n"],
        [" \t", "\u00a0"]
      ] as const)
        assert.strictEqual(
          (yield* login(before + secret_id + after, "127.0.0.1", `${before}x-id${after}`)).status,
          200,
          JSON.stringify(after)
        )
      assert.deepStrictEqual(yield* login(" \n"), { status: 400, errors: ["missing secret_id"] })
      assert.deepStrictEqual(yield* login(secret_id, "::1", "\t"), { status: 400, errors: ["missing role_id"] })
    })
  )

  it.effect("names and IDs without a limit, and an empty role ID", () =>
    Effect.gen(function* () {
      const { role } = yield* method()
      const long = "a".repeat(4097)
      assert.deepStrictEqual(yield* role("appRoleRoleWrite", {}, { name: long }), {
        status: 400,
        errors: ["role_name is longer than maximum of 4096 bytes"]
      })
      for (const secret_id of [long, "é".repeat(2049)])
        assert.deepStrictEqual(yield* role("appRoleSecretIdGenerateCustom", { secret_id }), {
          status: 400,
          errors: [
            "failed to store secret_id: failed to create HMAC of secret ID: value is longer than maximum of 4096 bytes"
          ]
        })
      const longest = { secret_id: "a".repeat(4096) }
      assert.strictEqual((yield* role("appRoleSecretIdGenerateCustom", longest)).status, 200)
      for (const name of ["x", "new"])
        assert.deepStrictEqual(yield* role("appRoleRoleWrite", { role_id: "" }, { name }), {
          status: 400,
          errors: ["invalid role_id supplied, or failed to generate a role_id"]
        })
      assert.strictEqual((yield* role("appRoleRoleRead", undefined, { name: "new" })).status, 404)
    })
  )

  it.effect("the old name and the path of the policies kept their spelling, order and repetitions", () =>
    Effect.gen(function* () {
      const { role } = yield* method()
      const shown = Effect.map(
        role("appRoleRoleRead"),
        ({ data }) => (data as { readonly token_policies: ReadonlyArray<string> }).token_policies
      )
      yield* role("appRoleRoleWrite", { policies: "QUX, quux,Quux" })
      assert.deepStrictEqual(yield* shown, ["quux", "qux"])
      yield* role("appRolePoliciesWrite", { token_policies: ["BAR", "a", "A"] })
      assert.deepStrictEqual(yield* shown, ["a", "bar"])
      yield* role("appRolePoliciesWrite", { policies: ["x", "ROOT"] })
      assert.deepStrictEqual(yield* shown, ["root"])
      yield* role("appRoleRoleWrite", { token_policies: ["BAR", "a"] })
      assert.deepStrictEqual(yield* shown, ["BAR", "a"])
    })
  )

  it.effect("warnings and errors of single fields differed from the original's", () =>
    Effect.gen(function* () {
      const { role } = yield* method()
      const text =
        "token_max_ttl is greater than the backend mount's maximum TTL value; issued tokens' max TTL value will be truncated"
      assert.deepStrictEqual((yield* role("appRoleRoleWrite", { token_max_ttl: "90000h" })).warnings, [text])
      assert.isUndefined((yield* role("appRoleTokenMaxTtlWrite", { token_max_ttl: "90000h" })).warnings)
      assert.deepStrictEqual((yield* role("appRolePeriodWrite", {})).errors, ["missing period"])
      assert.deepStrictEqual((yield* role("appRoleBoundCidrListRead")).warnings, [
        'The "bound_cidr_list" field is deprecated and will be removed. Please use "secret_id_bound_cidrs" instead.'
      ])
    })
  )

  it.effect("RW-AR-13 an unknown role ID costs as many lookups as a wrong secret ID", () =>
    Effect.gen(function* () {
      const { generate, login, role, storage } = yield* method()
      yield* role("appRoleRoleWrite", { role_id: "y-id" }, { name: "y" })
      const { secret_id } = yield* generate()
      const { get } = storage
      let looks = 0
      Object.assign(storage, {
        get: (key: string) => {
          looks++
          return get(key)
        }
      })
      const looksOf = (secret: unknown, roleId: string) =>
        Effect.gen(function* () {
          looks = 0
          assert.deepStrictEqual(yield* login(secret, "::1", roleId), invalid)
          return looks
        })
      const expected = yield* looksOf("wrong", "x-id")
      assert.isAtLeast(expected, 3)
      for (const [secret, roleId] of [
        [secret_id, "y-id"],
        [secret_id, "nobody"],
        ["wrong", "nobody"]
      ] as const)
        assert.strictEqual(yield* looksOf(secret, roleId), expected)
    })
  )

  it.effect("RW-AR-7 a secret ID allows its number of logins", () =>
    Effect.gen(function* () {
      const { generate, login, role, storage } = yield* method({ secret_id_num_uses: 2 })
      const before = storage.keys()
      const { secret_id, secret_id_accessor } = yield* generate()
      assert.strictEqual((yield* login(secret_id)).status, 200)
      const left = yield* role("appRoleSecretIdLookup", { secret_id })
      assert.deepInclude(left.data as Secret, { secret_id_num_uses: 1 })
      assert.strictEqual((yield* login(secret_id)).status, 200)
      assert.deepStrictEqual(yield* login(secret_id), invalid)
      assert.strictEqual((yield* role("appRoleSecretIdLookup", { secret_id })).status, 204)
      assert.strictEqual((yield* role("appRoleSecretIdAccessorLookup", { secret_id_accessor })).status, 404)
      assert.deepStrictEqual(storage.keys(), before)
    })
  )

  it.effect.each([
    [1, 1],
    [1, 9],
    [2, 9],
    [4, 3],
    [5, 20]
  ] as const)("RW-AR-7 and no more when they come at once: good for %i, %i come", ([uses, logins]) =>
    Effect.gen(function* () {
      const { generate, login } = yield* method({ secret_id_num_uses: uses })
      const { secret_id } = yield* generate()
      const all = Array.from({ length: logins }, () => login(secret_id))
      const responses = yield* Effect.all(all, { concurrency: "unbounded" })
      assert.lengthOf(
        responses.filter(({ status }) => status === 200),
        Math.min(uses, logins)
      )
    })
  )

  it.effect("RW-AR-8 an expired secret ID is unknown before any tidying", () =>
    Effect.gen(function* () {
      const { generate, login, role } = yield* method({ secret_id_ttl: "1s" })
      const { secret_id, secret_id_accessor } = yield* generate()
      yield* TestClock.adjust(999)
      assert.strictEqual((yield* login(secret_id)).status, 200)
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(yield* login(secret_id), invalid)
      assert.strictEqual((yield* role("appRoleSecretIdLookup", { secret_id })).status, 204)
      assert.strictEqual((yield* role("appRoleSecretIdAccessorLookup", { secret_id_accessor })).status, 404)
      assert.strictEqual((yield* role("appRoleSecretIdList")).status, 404)
    })
  )

  it.effect("RW-AR-18 tidy deletes expired secret IDs, and records whose role or secret ID is gone", () =>
    Effect.gen(function* () {
      const { ask, generate, login, role, storage } = yield* method()
      const live = yield* generate()
      const before = storage.keys()
      yield* generate({ ttl: "1s" })
      yield* storage.put("accessor/00000000-0000-4000-8000-000000000000", '{"role":"none","digest":"none"}')
      yield* storage.put("secret-id/none/ff", '{"accessor":"00000000-0000-4000-8000-000000000001","numUses":0}')
      yield* TestClock.adjust("1 second")
      const response = yield* ask("appRoleSecretIdTidy", "tidy/secret-id")
      assert.strictEqual(response.status, 202)
      assert.lengthOf(response.warnings ?? [], 1)
      assert.deepStrictEqual(storage.keys(), before)
      assert.strictEqual((yield* login(live.secret_id)).status, 200)
      assert.strictEqual((yield* role("appRoleSecretIdAccessorLookup", live)).status, 200)
    })
  )

  it.effect("RW-AR-14 checks the addresses of the role and the secret ID before the secret ID is used", () =>
    Effect.gen(function* () {
      const { generate, login } = yield* method({ secret_id_bound_cidrs: "10.0.0.0/8", secret_id_num_uses: 1 })
      const { secret_id } = yield* generate({ cidr_list: "10.1.0.0/16" })
      for (const address of ["127.0.0.1", "10.2.0.1", "::1", ""]) {
        const refused = yield* login(secret_id, address)
        assert.strictEqual(refused.status, 400)
        assert.include(refused.errors?.[0], "CIDR restrictions")
      }
      assert.strictEqual((yield* login(secret_id, "::ffff:10.1.2.3")).status, 200)
    })
  )

  it.effect("RW-AR-14 a role without secret IDs is bound to its addresses", () =>
    Effect.gen(function* () {
      const { ask, role } = yield* method({ bind_secret_id: false, secret_id_bound_cidrs: "10.0.0.0/8" })
      const login = (remoteAddress: string) =>
        ask("appRoleLogin", "login", { body: { role_id: "x-id" }, remoteAddress })
      assert.strictEqual((yield* login("10.0.0.1")).status, 200)
      assert.strictEqual((yield* login("11.0.0.1")).status, 400)
      assert.strictEqual((yield* role("appRoleSecretIdGenerate")).status, 400)
    })
  )

  it.effect("RW-AR-16 RW-AR-21 the addresses of the secret ID narrow the role's, even if it binds strictly", () =>
    Effect.gen(function* () {
      const { generate, login, role } = yield* method({ token_bound_cidrs: "10.0.0.0/8" })
      const bare = yield* generate()
      const narrow = yield* generate({ token_bound_cidrs: "10.1.0.0/16", num_uses: 5 })
      const boundOf = (secret: { readonly secret_id: string }, remoteAddress?: string) =>
        Effect.map(login(secret.secret_id, remoteAddress), ({ auth, status }) => auth?.boundCidrs ?? status)
      assert.deepStrictEqual(yield* boundOf(bare), ["10.0.0.0/8"])
      assert.deepStrictEqual(yield* boundOf(narrow), ["10.1.0.0/16"])
      // Later changes of the role apply too.
      yield* role("appRoleRoleWrite", { token_bound_cidrs: "10.1.2.0/24" })
      assert.deepStrictEqual(yield* boundOf(narrow), ["10.1.2.0/24"])
      yield* role("appRoleRoleWrite", { token_bound_cidrs: "", token_strictly_bind_ip: true })
      assert.deepStrictEqual(yield* boundOf(bare, "10.7.7.7"), ["10.7.7.7"])
      assert.deepStrictEqual(yield* boundOf(bare, "::ffff:10.7.7.7"), ["10.7.7.7"])
      assert.deepStrictEqual(yield* boundOf(narrow, "10.1.9.9"), ["10.1.9.9"])
      const left = Effect.map(
        role("appRoleSecretIdLookup", { secret_id: narrow.secret_id }),
        ({ data }) => (data as { readonly secret_id_num_uses: number }).secret_id_num_uses
      )
      const before = yield* left
      assert.deepStrictEqual(yield* boundOf(narrow, "10.7.7.7"), 400)
      assert.strictEqual(yield* left, before)
    })
  )

  it.effect("the lookup of a secret ID lost the /32 of its token_bound_cidrs", () =>
    Effect.gen(function* () {
      const { generate, login, role } = yield* method()
      const blocks = ["10.0.0.1/32", "10.0.0.0/8", "fd00::1/128"]
      const { secret_id, secret_id_accessor } = yield* generate({ cidr_list: blocks, token_bound_cidrs: blocks })
      for (const found of [
        yield* role("appRoleSecretIdLookup", { secret_id }),
        yield* role("appRoleSecretIdAccessorLookup", { secret_id_accessor })
      ]) {
        const { cidr_list, token_bound_cidrs } = found.data as Readonly<Record<string, unknown>>
        assert.deepStrictEqual([cidr_list, token_bound_cidrs], [blocks, blocks])
      }
      // The token has the form that all tokens have.
      const bound = ["10.0.0.1", "10.0.0.0/8", "fd00::1"]
      assert.deepStrictEqual((yield* login(secret_id, "10.0.0.1")).auth?.boundCidrs, bound)
    })
  )

  it.effect("RW-AR-16 the token has the type of the role", () =>
    Effect.gen(function* () {
      const { generate, login, role } = yield* method()
      const { secret_id } = yield* generate()
      const types = [
        ["batch", "batch"],
        ["default-batch", "batch"],
        ["service", "service"],
        ["default-service", "service"],
        ["default", undefined],
        ["", undefined]
      ] as const
      for (const [token_type, type] of types) {
        yield* role("appRoleRoleWrite", { token_type })
        assert.strictEqual((yield* login(secret_id)).auth?.type, type)
      }
    })
  )

  it.effect("RW-AR-17 a renewal uses the present limits of the role", () =>
    Effect.gen(function* () {
      const { mount, role } = yield* method({ token_ttl: "10m", token_max_ttl: "1h" })
      assert.deepStrictEqual(yield* mount.renewLogin!("x"), { ttl: 600, maxTtl: 3600, period: 0 })
      yield* role("appRoleRoleWrite", { token_max_ttl: "20m", token_period: "5m" })
      assert.deepStrictEqual(yield* mount.renewLogin!("x"), { ttl: 600, maxTtl: 1200, period: 300 })
      yield* role("appRoleRoleDelete")
      assert.strictEqual((yield* Effect.flip(mount.renewLogin!("x")))._tag, "ProtocolError")
    })
  )

  it.effect("RW-AR-19 deleting a role deletes its secret IDs, also for a later role of the same name", () =>
    Effect.gen(function* () {
      const { generate, login, role, storage } = yield* method()
      const { secret_id, secret_id_accessor } = yield* generate()
      yield* role("appRoleRoleDelete")
      assert.deepStrictEqual(storage.keys(), ["digest-key"])
      assert.deepStrictEqual(yield* login(secret_id), invalid)
      yield* role("appRoleRoleWrite", { role_id: "x-id" })
      assert.deepStrictEqual(yield* login(secret_id), invalid)
      assert.strictEqual((yield* role("appRoleSecretIdAccessorLookup", { secret_id_accessor })).status, 404)
    })
  )
})
