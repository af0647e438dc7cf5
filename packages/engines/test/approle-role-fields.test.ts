import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { method } from "./approle-role-mount.ts"

const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/

describe("role ids", () => {
  it.effect("RW-AR-2 are random, or chosen and unique", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      yield* role("appRoleRoleWrite", "a")
      yield* role("appRoleRoleWrite", "b")
      const roleId = (name: string) =>
        Effect.map(role("appRoleRoleIdRead", name), ({ data }) => (data as { role_id: string }).role_id)
      assert.match(yield* roleId("a"), uuid)
      assert.notStrictEqual(yield* roleId("a"), yield* roleId("b"))

      const chosen = { role_id: "chosen/../ id" }
      assert.strictEqual((yield* role("appRoleRoleIdWrite", "a", chosen)).status, 204)
      assert.strictEqual(yield* roleId("a"), chosen.role_id)
      assert.strictEqual((yield* role("appRoleRoleIdWrite", "a", chosen)).status, 204)
      const taken = { status: 400, errors: ["role_id already in use"] }
      assert.deepStrictEqual(yield* role("appRoleRoleIdWrite", "b", chosen), taken)
      assert.deepStrictEqual(yield* role("appRoleRoleWrite", "c", chosen), taken)
      assert.strictEqual((yield* role("appRoleRoleRead", "c")).status, 404)
      assert.deepStrictEqual(yield* role("appRoleRoleIdWrite", "a"), { status: 400, errors: ["missing role_id"] })
      for (const body of [{ role_id: "q" }, {}, { role_id: "" }])
        assert.strictEqual((yield* role("appRoleRoleIdWrite", "none", body)).status, 404)

      yield* role("appRoleRoleDelete", "a")
      assert.strictEqual((yield* role("appRoleRoleWrite", "c", chosen)).status, 204)
    })
  )

  it.effect("RW-AR-2 if several roles choose the same role ID at once, exactly one gets it", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      const responses = yield* Effect.all(
        ["a", "b", "c", "d"].map((name) => role("appRoleRoleWrite", name, { role_id: "same" })),
        { concurrency: "unbounded" }
      )
      assert.deepStrictEqual(responses.map(({ status }) => status).sort(), [204, 400, 400, 400])
    })
  )

  it.effect("RW-AR-2 are free for other roles after a change", () =>
    Effect.gen(function* () {
      const { login, role } = yield* method
      yield* role("appRoleRoleWrite", "a", { role_id: "old" })
      yield* role("appRoleRoleIdWrite", "a", { role_id: "new" })
      const { data } = yield* role("appRoleSecretIdGenerate", "a")
      const { secret_id } = data as { secret_id: string }
      assert.strictEqual((yield* login({ role_id: "old", secret_id })).status, 400)
      assert.strictEqual((yield* login({ role_id: "new", secret_id })).status, 200)
      assert.strictEqual((yield* role("appRoleRoleWrite", "b", { role_id: "old" })).status, 204)
    })
  )
})

describe("field by field", () => {
  const fields = [
    ["Policies", "token_policies", ["n-a", "n-b"], ["n-a", "n-b"], []],
    ["TokenTtl", "token_ttl", "10m", 600, 0],
    ["TokenMaxTtl", "token_max_ttl", 1200, 1200, 0],
    ["TokenNumUses", "token_num_uses", 3, 3, 0],
    ["Period", "token_period", "5m", 300, 0],
    ["TokenBoundCidrs", "token_bound_cidrs", ["127.0.0.0/8", "::1"], ["127.0.0.0/8", "::1"], null],
    ["BindSecretId", "bind_secret_id", true, true, true],
    ["SecretIdNumUses", "secret_id_num_uses", 4, 4, 0],
    ["SecretIdTtl", "secret_id_ttl", "15m", 900, 0],
    ["SecretIdBoundCidrs", "secret_id_bound_cidrs", "10.0.0.0/8", ["10.0.0.0/8"], null],
    ["BoundCidrList", "bound_cidr_list", "10.0.0.0/8", ["10.0.0.0/8"], null]
  ] as const

  it.effect.each(fields)("RW-AR-4 %s is read, written and reset", ([name, field, value, read, first]) =>
    Effect.gen(function* () {
      const { role } = yield* method
      assert.deepStrictEqual(yield* role(`appRole${name}Read`, "x"), { status: 404, errors: [] })
      assert.deepStrictEqual(yield* role(`appRole${name}Write`, "x", { [field]: value }), {
        status: 404,
        errors: ["1 error occurred:\n\t* unsupported path\n\n"]
      })
      assert.deepStrictEqual(yield* role(`appRole${name}Delete`, "x"), { status: 204 })

      yield* role("appRoleRoleWrite", "x")
      assert.deepStrictEqual((yield* role(`appRole${name}Read`, "x")).data, { [field]: first })
      const missing = field === "token_period" ? "period" : field
      assert.deepStrictEqual(
        yield* role(`appRole${name}Write`, "x"),
        field.includes("cidr") ? { status: 204 } : { status: 400, errors: [`missing ${missing}`] }
      )
      assert.deepStrictEqual(yield* role(`appRole${name}Write`, "x", { [field]: value }), { status: 204 })
      assert.deepStrictEqual((yield* role(`appRole${name}Read`, "x")).data, { [field]: read })
      assert.deepStrictEqual(yield* role(`appRole${name}Delete`, "x"), { status: 204 })
      assert.deepStrictEqual((yield* role(`appRole${name}Read`, "x")).data, { [field]: first })
    })
  )

  it.effect("RW-AR-4: a write of CIDR blocks without a value was refused, and an empty list removed them", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      const cidrs = ["10.0.0.0/8"]
      yield* role("appRoleRoleWrite", "x", { secret_id_bound_cidrs: cidrs, token_bound_cidrs: cidrs })
      const missing = { status: 400, errors: ["missing bound_cidr_list"] }
      for (const [name, field] of [
        ["SecretIdBoundCidrs", "secret_id_bound_cidrs"],
        ["BoundCidrList", "bound_cidr_list"]
      ] as const) {
        for (const body of [{}, { other: 1 }])
          assert.strictEqual((yield* role(`appRole${name}Write`, "x", body)).status, 204)
        for (const empty of ["", []])
          assert.deepStrictEqual(yield* role(`appRole${name}Write`, "x", { [field]: empty }), missing)
        assert.deepStrictEqual((yield* role(`appRole${name}Read`, "x")).data, { [field]: cidrs })
      }
      assert.strictEqual((yield* role("appRoleTokenBoundCidrsWrite", "x")).status, 204)
      assert.deepStrictEqual((yield* role("appRoleTokenBoundCidrsRead", "x")).data, { token_bound_cidrs: cidrs })
      yield* role("appRoleTokenBoundCidrsWrite", "x", { token_bound_cidrs: "" })
      assert.deepStrictEqual((yield* role("appRoleTokenBoundCidrsRead", "x")).data, { token_bound_cidrs: null })
    })
  )

  it.effect("an empty item in a list of addresses was dropped, so that the list bound nothing", () =>
    Effect.gen(function* () {
      const { ask, role } = yield* method
      yield* role("appRoleRoleWrite", "x")
      const custom = { parameters: { role: "x" } }
      for (const items of [[""], ["10.0.0.0/8", ""], [" "]]) {
        for (const field of ["secret_id_bound_cidrs", "bound_cidr_list", "token_bound_cidrs"])
          assert.strictEqual((yield* role("appRoleRoleWrite", "x", { [field]: items })).status, 400, field)
        for (const field of ["cidr_list", "token_bound_cidrs"]) {
          const body = { [field]: items }
          const generated = yield* ask("appRoleSecretIdGenerate", "role/x/secret-id", { ...custom, body })
          assert.strictEqual(generated.status, 400, field)
        }
      }
      assert.strictEqual((yield* role("appRoleRoleWrite", "x", { token_bound_cidrs: "" })).status, 204)
    })
  )

  it.effect("RW-AR-4: a period above the maximum of the mount was accepted", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      const refused = {
        status: 400,
        errors: [`period of "9000h0m0s" is greater than the backend's maximum lease TTL of "768h0m0s"`]
      }
      assert.deepStrictEqual(yield* role("appRoleRoleWrite", "x", { period: "9000h" }), refused)
      assert.strictEqual((yield* role("appRoleRoleRead", "x")).status, 404)
      yield* role("appRoleRoleWrite", "x", { period: "768h" })
      assert.deepStrictEqual(yield* role("appRolePeriodWrite", "x", { period: "9000h" }), refused)
      assert.deepStrictEqual(yield* role("appRolePeriodWrite", "x", { token_period: "9000h" }), refused)
      assert.strictEqual((yield* role("appRoleRoleWrite", "x", { token_period: "9000h" })).status, 204)
    })
  )

  it.effect("RW-AR-4 rejects conflicting TTLs with the error text of each path", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      yield* role("appRoleRoleWrite", "x", { token_ttl: "10m", token_max_ttl: "20m" })
      assert.deepStrictEqual((yield* role("appRoleTokenTtlWrite", "x", { token_ttl: "30m" })).errors, [
        "token_ttl should not be greater than token_max_ttl"
      ])
      assert.deepStrictEqual((yield* role("appRoleTokenMaxTtlWrite", "x", { token_max_ttl: "5m" })).errors, [
        "token_max_ttl should be greater than or equal to token_ttl"
      ])
    })
  )
})

describe("policies distinguish create from update", () => {
  it.effect("at a role and its fields, and nowhere else", () =>
    Effect.gen(function* () {
      const { mount, role } = yield* method
      const exists = (path: string) => mount.exists!(path)
      assert.isFalse(yield* exists("role/x"))
      assert.isFalse(yield* exists("role/x/token-ttl"))
      assert.isFalse(yield* exists("role/x/secret-id-bound-cidrs"))
      for (const path of [
        "role/x/secret-id",
        "role/x/secret-id/lookup",
        "role/x/custom-secret-id",
        "login",
        "tidy/secret-id"
      ])
        assert.isTrue(yield* exists(path), path)
      yield* role("appRoleRoleWrite", "x")
      assert.isTrue(yield* exists("role/x"))
      assert.isTrue(yield* exists("role/x/policies"))
    })
  )
})
