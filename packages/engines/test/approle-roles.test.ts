import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { method } from "./approle-role-mount.ts"
import { unset as unsetTokenFields } from "./unset-token-fields.ts"

const unset = {
  bind_secret_id: true,
  local_secret_ids: false,
  secret_id_bound_cidrs: null,
  secret_id_num_uses: 0,
  secret_id_ttl: 0,
  ...unsetTokenFields
}

describe("roles", () => {
  it.effect("RW-AR-1 a role with defaults is written, read, listed and deleted", () =>
    Effect.gen(function* () {
      const { ask, role } = yield* method
      assert.deepStrictEqual(yield* role("appRoleRoleRead", "x"), { status: 404, errors: [] })
      assert.deepStrictEqual(yield* role("appRoleRoleWrite", "X"), { status: 204 })
      assert.deepStrictEqual((yield* role("appRoleRoleRead", "x")).data, unset)
      assert.deepStrictEqual((yield* ask("appRoleRoleList", "role/")).data, { keys: ["x"] })
      assert.deepStrictEqual(yield* role("appRoleRoleDelete", "x"), { status: 204 })
      assert.deepStrictEqual(yield* role("appRoleRoleRead", "x"), { status: 404, errors: [] })
      assert.deepStrictEqual(yield* role("appRoleRoleDelete", "x"), { status: 204 })
      assert.deepStrictEqual(yield* ask("appRoleRoleList", "role/"), { status: 404, errors: [] })
    })
  )

  it.effect("RW-AR-20 cuts off the fraction of a duration before it rejects a negative one, as OpenBao does", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      assert.deepStrictEqual(yield* role("appRoleRoleWrite", "x", { secret_id_ttl: "-0.4s", token_ttl: "1.9s" }), {
        status: 204
      })
      assert.include((yield* role("appRoleRoleRead", "x")).data, { secret_id_ttl: 0, token_ttl: 1 })
      assert.strictEqual((yield* role("appRoleRoleWrite", "x", { secret_id_ttl: "-1.4s" })).status, 400)
    })
  )

  it.effect("RW-AR-1 a later write keeps the fields that it does not set", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      yield* role("appRoleRoleWrite", "x", {
        token_ttl: "1h",
        token_max_ttl: 7200,
        token_policies: "b, a,,a",
        secret_id_ttl: "10m",
        secret_id_num_uses: "3",
        secret_id_bound_cidrs: ["127.0.0.0/8", "10.1.1.1/32"],
        token_bound_cidrs: "127.0.0.1/32,::1",
        local_secret_ids: true,
        token_type: "service"
      })
      const written = {
        ...unset,
        local_secret_ids: true,
        secret_id_bound_cidrs: ["127.0.0.0/8", "10.1.1.1/32"],
        secret_id_num_uses: 3,
        secret_id_ttl: 600,
        token_bound_cidrs: ["127.0.0.1", "::1"],
        token_max_ttl: 7200,
        token_policies: ["b", "a", "a"],
        token_ttl: 3600,
        token_type: "service"
      }
      assert.deepStrictEqual((yield* role("appRoleRoleRead", "x")).data, written)
      yield* role("appRoleRoleWrite", "x", { token_ttl: "30m" })
      assert.deepStrictEqual((yield* role("appRoleRoleRead", "x")).data, { ...written, token_ttl: 1800 })
    })
  )

  it.effect("shows old names and new names until the new ones are written", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      yield* role("appRoleRoleWrite", "x", { policies: "n", period: "10m", bound_cidr_list: "10.0.0.0/8" })
      const before = {
        ...unset,
        secret_id_bound_cidrs: ["10.0.0.0/8"],
        token_period: 600,
        token_policies: ["n"],
        policies: ["n"],
        period: 600
      }
      assert.deepStrictEqual((yield* role("appRoleRoleRead", "x")).data, before)
      yield* role("appRoleRoleWrite", "x", { token_policies: ["m"] })
      const { policies: _, ...after } = before
      assert.deepStrictEqual((yield* role("appRoleRoleRead", "x")).data, { ...after, token_policies: ["m"] })
      assert.deepStrictEqual((yield* role("appRolePeriodRead", "x")).data, { token_period: 600, period: 600 })
      yield* role("appRolePeriodDelete", "x")
      assert.deepStrictEqual((yield* role("appRolePeriodRead", "x")).data, { token_period: 0 })
    })
  )

  it.effect("lists sorted pages, and rejects a limit that is not a number", () =>
    Effect.gen(function* () {
      const { ask, role } = yield* method
      for (const name of ["b", "a", "C", "d.e"]) yield* role("appRoleRoleWrite", name)
      const list = (query: Record<string, string>) => ask("appRoleRoleList", "role/", { query })
      assert.deepStrictEqual((yield* list({})).data, { keys: ["a", "b", "c", "d.e"] })
      assert.deepStrictEqual((yield* list({ after: "a", limit: "2" })).data, { keys: ["b", "c"] })
      assert.deepStrictEqual((yield* list({ limit: "0" })).data, { keys: ["a", "b", "c", "d.e"] })
      assert.strictEqual((yield* list({ after: "zz" })).status, 404)
      const refused = yield* list({ limit: "x" })
      assert.strictEqual(refused.status, 400)
      assert.include(refused.errors?.[0], `"limit"`)
    })
  )

  it.effect("names are letters, digits and _, with - and . between them; other names are unknown paths", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      for (const name of ["a", "a_b", "x..y", "a-b.c", "0"]) {
        assert.strictEqual((yield* role("appRoleRoleWrite", name)).status, 204, name)
      }
      for (const name of ["x y", ".x", "x.", "-", "..", "é", "a/b", "a\0", "a\n"]) {
        assert.deepStrictEqual(
          yield* role("appRoleRoleWrite", name),
          { status: 404, errors: ["1 error occurred:\n\t* unsupported path\n\n"] },
          name
        )
      }
    })
  )

  it.effect("RW-AR-3 rejects a role without constraints, and the removal of the last one", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      const open = { status: 400, errors: ["at least one constraint should be enabled on the role"] }
      assert.deepStrictEqual(yield* role("appRoleRoleWrite", "x", { bind_secret_id: false }), open)
      assert.strictEqual((yield* role("appRoleRoleRead", "x")).status, 404)
      yield* role("appRoleRoleWrite", "x", { bind_secret_id: "false", token_bound_cidrs: "10.0.0.1" })
      assert.deepStrictEqual(yield* role("appRoleTokenBoundCidrsDelete", "x"), open)
      assert.deepStrictEqual(yield* role("appRoleTokenBoundCidrsWrite", "x", { token_bound_cidrs: "" }), open)
      assert.deepStrictEqual((yield* role("appRoleTokenBoundCidrsRead", "x")).data, { token_bound_cidrs: ["10.0.0.1"] })
      yield* role("appRoleBindSecretIdDelete", "x")
      assert.strictEqual((yield* role("appRoleTokenBoundCidrsDelete", "x")).status, 204)
    })
  )

  it.effect.each([
    [{ token_ttl: "2h", token_max_ttl: "1h" }, "token_ttl"],
    [{ secret_id_num_uses: -1 }, "secret_id_num_uses"],
    [{ secret_id_ttl: "-1h" }, "secret_id_ttl"],
    [{ secret_id_ttl: -1 }, "secret_id_ttl"],
    [{ token_ttl: "long" }, "token_ttl"],
    [{ token_ttl: "1e400h" }, "token_ttl"],
    [{ token_max_ttl: "99999999999999999999" }, "token_max_ttl"],
    [{ token_period: -5 }, "token_period"],
    [{ token_explicit_max_ttl: "1x" }, "token_explicit_max_ttl"],
    [{ token_type: "odd" }, "token_type"],
    [{ token_type: "batch", token_num_uses: 2 }, "token_type"],
    [{ token_type: "batch", token_period: 2 }, "token_type"],
    [{ token_num_uses: -1 }, "token_num_uses"],
    [{ secret_id_bound_cidrs: ["there"] }, "secret_id_bound_cidrs"],
    [{ secret_id_bound_cidrs: "127.0.0.1" }, "secret_id_bound_cidrs"],
    [{ bound_cidr_list: "127.0.0.1" }, "bound_cidr_list"],
    [{ secret_id_bound_cidrs: "10.0.0.0/33" }, "secret_id_bound_cidrs"],
    [{ token_bound_cidrs: ["::1", "no"] }, "token_bound_cidrs"],
    [{ token_strictly_bind_ip: true, token_bound_cidrs: "127.0.0.1" }, "token_strictly_bind_ip"]
  ] as const)("a faulty field is 400 that names it, and leaves no role: %j", ([body, field]) =>
    Effect.gen(function* () {
      const { role } = yield* method
      const refused = yield* role("appRoleRoleWrite", "x", body)
      assert.strictEqual(refused.status, 400)
      assert.include(refused.errors?.join(), field)
      assert.strictEqual((yield* role("appRoleRoleRead", "x")).status, 404)
    })
  )

  it.effect("local_secret_ids can be set only while the role is new", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      yield* role("appRoleRoleWrite", "x", { local_secret_ids: true })
      assert.deepStrictEqual((yield* role("appRoleLocalSecretIdsRead", "x")).data, { local_secret_ids: true })
      assert.strictEqual((yield* role("appRoleRoleWrite", "x", { local_secret_ids: false })).status, 400)
    })
  )

  it.effect("warns about a maximum TTL above the mount's", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      const written = yield* role("appRoleRoleWrite", "x", { token_max_ttl: "90000h" })
      assert.strictEqual(written.status, 200)
      assert.include(written.warnings?.[0], "token_max_ttl")
      assert.deepStrictEqual(yield* role("appRoleRoleWrite", "x", { token_max_ttl: "1h" }), { status: 204 })
    })
  )
})
