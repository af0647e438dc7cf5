import { assert, describe, it } from "@effect/vitest"
import type { OperationIdOf } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { appRole } from "../src/index.ts"
import { mounted, type Request } from "./mounted.ts"

const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/

/** The method on a mount, asked about one role. */
const method = Effect.map(mounted(appRole), (it) => ({
  ...it,
  role: (operation: OperationIdOf<"appRole">, name: string, body: unknown = {}, more: Request = {}) =>
    it.ask(operation, `role/${name}`, { ...more, body, parameters: { role_name: name } }),
  login: (body: unknown, remoteAddress?: string) =>
    it.ask("appRoleLogin", "login", { body, ...(remoteAddress === undefined ? {} : { remoteAddress }) })
}))

const unset = {
  bind_secret_id: true,
  local_secret_ids: false,
  secret_id_bound_cidrs: null,
  secret_id_num_uses: 0,
  secret_id_ttl: 0,
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

describe("roles", () => {
  it.effect("RW-AR-1 a role of nothing but its name: written, read, listed, deleted", () =>
    Effect.gen(function* () {
      const { ask, role } = yield* method
      assert.deepStrictEqual(yield* role("appRoleReadRole", "x"), { status: 404, errors: [] })
      assert.deepStrictEqual(yield* role("appRoleWriteRole", "X"), { status: 204 })
      assert.deepStrictEqual((yield* role("appRoleReadRole", "x")).data, unset)
      assert.deepStrictEqual((yield* ask("appRoleListRoles", "role/")).data, { keys: ["x"] })
      assert.deepStrictEqual(yield* role("appRoleDeleteRole", "x"), { status: 204 })
      assert.deepStrictEqual(yield* role("appRoleReadRole", "x"), { status: 404, errors: [] })
      assert.deepStrictEqual(yield* role("appRoleDeleteRole", "x"), { status: 204 })
      assert.deepStrictEqual(yield* ask("appRoleListRoles", "role/"), { status: 404, errors: [] })
    })
  )

  it.effect("RW-AR-1 a later write leaves what it does not name", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      yield* role("appRoleWriteRole", "x", {
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
      assert.deepStrictEqual((yield* role("appRoleReadRole", "x")).data, written)
      yield* role("appRoleWriteRole", "x", { token_ttl: "30m" })
      assert.deepStrictEqual((yield* role("appRoleReadRole", "x")).data, { ...written, token_ttl: 1800 })
    })
  )

  it.effect("old names are shown beside the new ones until the new ones are written", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      yield* role("appRoleWriteRole", "x", { policies: "n", period: "10m", bound_cidr_list: "10.0.0.0/8" })
      const before = {
        ...unset,
        secret_id_bound_cidrs: ["10.0.0.0/8"],
        token_period: 600,
        token_policies: ["n"],
        policies: ["n"],
        period: 600
      }
      assert.deepStrictEqual((yield* role("appRoleReadRole", "x")).data, before)
      yield* role("appRoleWriteRole", "x", { token_policies: ["m"] })
      const { policies: _, ...after } = before
      assert.deepStrictEqual((yield* role("appRoleReadRole", "x")).data, { ...after, token_policies: ["m"] })
      assert.deepStrictEqual((yield* role("appRoleReadPeriod", "x")).data, { token_period: 600, period: 600 })
      yield* role("appRoleDeletePeriod", "x")
      assert.deepStrictEqual((yield* role("appRoleReadPeriod", "x")).data, { token_period: 0 })
    })
  )

  it.effect("lists page by page, sorted; a limit that is no number is refused", () =>
    Effect.gen(function* () {
      const { ask, role } = yield* method
      for (const name of ["b", "a", "C", "d.e"]) yield* role("appRoleWriteRole", name)
      const list = (query: Record<string, string>) => ask("appRoleListRoles", "role/", { query })
      assert.deepStrictEqual((yield* list({})).data, { keys: ["a", "b", "c", "d.e"] })
      assert.deepStrictEqual((yield* list({ after: "a", limit: "2" })).data, { keys: ["b", "c"] })
      assert.deepStrictEqual((yield* list({ limit: "0" })).data, { keys: ["a", "b", "c", "d.e"] })
      assert.strictEqual((yield* list({ after: "zz" })).status, 404)
      const refused = yield* list({ limit: "x" })
      assert.strictEqual(refused.status, 400)
      assert.include(refused.errors?.[0], `"limit"`)
    })
  )

  it.effect("names are letters, digits and _, with - and . between them; any other is no path", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      for (const name of ["a", "a_b", "x..y", "a-b.c", "0"]) {
        assert.strictEqual((yield* role("appRoleWriteRole", name)).status, 204, name)
      }
      for (const name of ["x y", ".x", "x.", "-", "..", "é", "a/b", "a\0", "a\n"]) {
        assert.deepStrictEqual(
          yield* role("appRoleWriteRole", name),
          { status: 404, errors: ["1 error occurred:\n\t* unsupported path\n\n"] },
          name
        )
      }
    })
  )

  it.effect("RW-AR-3 a role that anybody could log in by is refused, also when its last bond is taken off", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      const open = { status: 400, errors: ["at least one constraint should be enabled on the role"] }
      assert.deepStrictEqual(yield* role("appRoleWriteRole", "x", { bind_secret_id: false }), open)
      assert.strictEqual((yield* role("appRoleReadRole", "x")).status, 404)
      yield* role("appRoleWriteRole", "x", { bind_secret_id: "false", token_bound_cidrs: "10.0.0.1" })
      assert.deepStrictEqual(yield* role("appRoleDeleteTokenBoundCidrs", "x"), open)
      assert.deepStrictEqual(yield* role("appRoleWriteTokenBoundCidrs", "x", { token_bound_cidrs: "" }), open)
      assert.deepStrictEqual((yield* role("appRoleReadTokenBoundCidrs", "x")).data, { token_bound_cidrs: ["10.0.0.1"] })
      yield* role("appRoleDeleteBindSecretId", "x")
      assert.strictEqual((yield* role("appRoleDeleteTokenBoundCidrs", "x")).status, 204)
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
      const refused = yield* role("appRoleWriteRole", "x", body)
      assert.strictEqual(refused.status, 400)
      assert.include(refused.errors?.join(), field)
      assert.strictEqual((yield* role("appRoleReadRole", "x")).status, 404)
    })
  )

  it.effect("whether secret ids are local is settled when the role is made", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      yield* role("appRoleWriteRole", "x", { local_secret_ids: true })
      assert.deepStrictEqual((yield* role("appRoleReadLocalSecretIds", "x")).data, { local_secret_ids: true })
      assert.strictEqual((yield* role("appRoleWriteRole", "x", { local_secret_ids: false })).status, 400)
    })
  )

  it.effect("a maximal TTL beyond the mount's is told", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      const written = yield* role("appRoleWriteRole", "x", { token_max_ttl: "90000h" })
      assert.strictEqual(written.status, 200)
      assert.include(written.warnings?.[0], "token_max_ttl")
      assert.deepStrictEqual(yield* role("appRoleWriteRole", "x", { token_max_ttl: "1h" }), { status: 204 })
    })
  )
})

describe("role ids", () => {
  it.effect("RW-AR-2 a random one, or a chosen one that no other role has", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      yield* role("appRoleWriteRole", "a")
      yield* role("appRoleWriteRole", "b")
      const roleId = (name: string) =>
        Effect.map(role("appRoleReadRoleId", name), ({ data }) => (data as { role_id: string }).role_id)
      assert.match(yield* roleId("a"), uuid)
      assert.notStrictEqual(yield* roleId("a"), yield* roleId("b"))

      const chosen = { role_id: "chosen/../ id" }
      assert.strictEqual((yield* role("appRoleWriteRoleId", "a", chosen)).status, 204)
      assert.strictEqual(yield* roleId("a"), chosen.role_id)
      assert.strictEqual((yield* role("appRoleWriteRoleId", "a", chosen)).status, 204)
      const taken = { status: 400, errors: ["role_id already in use"] }
      assert.deepStrictEqual(yield* role("appRoleWriteRoleId", "b", chosen), taken)
      assert.deepStrictEqual(yield* role("appRoleWriteRole", "c", chosen), taken)
      assert.strictEqual((yield* role("appRoleReadRole", "c")).status, 404)
      assert.deepStrictEqual(yield* role("appRoleWriteRoleId", "a"), { status: 400, errors: ["missing role_id"] })
      assert.strictEqual((yield* role("appRoleWriteRoleId", "none", { role_id: "q" })).status, 404)

      yield* role("appRoleDeleteRole", "a")
      assert.strictEqual((yield* role("appRoleWriteRole", "c", chosen)).status, 204)
    })
  )

  it.effect("RW-AR-2 of roles that choose the same at once exactly one gets it", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      const answers = yield* Effect.all(
        ["a", "b", "c", "d"].map((name) => role("appRoleWriteRole", name, { role_id: "same" })),
        { concurrency: "unbounded" }
      )
      assert.deepStrictEqual(answers.map(({ status }) => status).sort(), [204, 400, 400, 400])
    })
  )

  it.effect("RW-AR-2 the old one is good for nothing afterwards, and free for others", () =>
    Effect.gen(function* () {
      const { login, role } = yield* method
      yield* role("appRoleWriteRole", "a", { role_id: "old" })
      yield* role("appRoleWriteRoleId", "a", { role_id: "new" })
      const { data } = yield* role("appRoleGenerateSecretId", "a")
      const { secret_id } = data as { secret_id: string }
      assert.strictEqual((yield* login({ role_id: "old", secret_id })).status, 400)
      assert.strictEqual((yield* login({ role_id: "new", secret_id })).status, 200)
      assert.strictEqual((yield* role("appRoleWriteRole", "b", { role_id: "old" })).status, 204)
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

  it.effect.each(fields)("RW-AR-4 %s is read, written and set back", ([name, field, value, read, first]) =>
    Effect.gen(function* () {
      const { role } = yield* method
      assert.deepStrictEqual(yield* role(`appRoleRead${name}`, "x"), { status: 404, errors: [] })
      assert.deepStrictEqual(yield* role(`appRoleWrite${name}`, "x", { [field]: value }), {
        status: 404,
        errors: ["1 error occurred:\n\t* unsupported path\n\n"]
      })
      assert.deepStrictEqual(yield* role(`appRoleDelete${name}`, "x"), { status: 204 })

      yield* role("appRoleWriteRole", "x")
      assert.deepStrictEqual((yield* role(`appRoleRead${name}`, "x")).data, { [field]: first })
      assert.deepStrictEqual(yield* role(`appRoleWrite${name}`, "x"), { status: 400, errors: [`missing ${field}`] })
      assert.deepStrictEqual(yield* role(`appRoleWrite${name}`, "x", { [field]: value }), { status: 204 })
      assert.deepStrictEqual((yield* role(`appRoleRead${name}`, "x")).data, { [field]: read })
      assert.deepStrictEqual(yield* role(`appRoleDelete${name}`, "x"), { status: 204 })
      assert.deepStrictEqual((yield* role(`appRoleRead${name}`, "x")).data, { [field]: first })
    })
  )

  it.effect("RW-AR-4 TTLs that do not go together are refused in the words of their paths", () =>
    Effect.gen(function* () {
      const { role } = yield* method
      yield* role("appRoleWriteRole", "x", { token_ttl: "10m", token_max_ttl: "20m" })
      assert.deepStrictEqual((yield* role("appRoleWriteTokenTtl", "x", { token_ttl: "30m" })).errors, [
        "token_ttl should not be greater than token_max_ttl"
      ])
      assert.deepStrictEqual((yield* role("appRoleWriteTokenMaxTtl", "x", { token_max_ttl: "5m" })).errors, [
        "token_max_ttl should be greater than or equal to token_ttl"
      ])
    })
  )
})

describe("policies tell create from update", () => {
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
      yield* role("appRoleWriteRole", "x")
      assert.isTrue(yield* exists("role/x"))
      assert.isTrue(yield* exists("role/x/policies"))
    })
  )
})
