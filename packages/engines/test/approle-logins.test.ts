import { assert, describe, it } from "@effect/vitest"
import type { OperationIdOf } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { appRole } from "../src/index.ts"
import { type Answer, mounted, type Request } from "./mounted.ts"

interface Secret {
  readonly secret_id: string
  readonly secret_id_accessor: string
  readonly secret_id_num_uses: number
  readonly secret_id_ttl: number
}

const invalid: Answer = { status: 400, errors: ["invalid role or secret ID"] }

/** The method on a mount with a role `x`, whose role id is `x-id`. */
const method = (body: Readonly<Record<string, unknown>> = {}) =>
  Effect.gen(function* () {
    const it = yield* mounted(appRole)
    const role = (operation: OperationIdOf<"appRole">, body: unknown = {}, more: Request & { name?: string } = {}) =>
      it.ask(operation, "role/x", { ...more, body, parameters: { role_name: more.name ?? "x" } })
    const login = (secret_id: unknown, remoteAddress = "127.0.0.1", role_id = "x-id") =>
      it.ask("appRoleLogin", "login", { body: { role_id, secret_id }, remoteAddress })
    const generate = (body: unknown = {}) =>
      Effect.map(role("appRoleGenerateSecretId", body), ({ data }) => data as Secret)
    assert.strictEqual((yield* role("appRoleWriteRole", { role_id: "x-id", ...body })).status, 204)
    return { ...it, role, login, generate }
  })

describe("secret ids", () => {
  it.effect("RW-AR-5 RW-AR-6 RW-AR-9 RW-AR-10 made, looked up, listed, destroyed", () =>
    Effect.gen(function* () {
      const { role } = yield* method({ secret_id_ttl: "1h", secret_id_num_uses: 7 })
      const made = yield* role("appRoleGenerateSecretId", { metadata: '{"k":"v"}' })
      const { secret_id, secret_id_accessor, ...numbers } = made.data as Secret
      assert.deepStrictEqual(numbers, { secret_id_num_uses: 7, secret_id_ttl: 3600 })
      assert.strictEqual(made.wrappedAccessor, secret_id_accessor)

      const properties = {
        cidr_list: [],
        creation_time: "1970-01-01T00:00:00.000Z",
        expiration_time: "1970-01-01T01:00:00.000Z",
        last_updated_time: "1970-01-01T00:00:00.000Z",
        metadata: { k: "v" },
        secret_id_accessor,
        secret_id_num_uses: 7,
        secret_id_ttl: 3600,
        token_bound_cidrs: []
      }
      const found = yield* role("appRoleLookupSecretId", { secret_id })
      assert.deepStrictEqual(found.data, properties)
      assert.strictEqual(found.wrappedAccessor, secret_id_accessor)
      const byAccessor = yield* role("appRoleLookupSecretIdAccessor", { secret_id_accessor })
      assert.deepStrictEqual(byAccessor.data, properties)
      assert.strictEqual(byAccessor.wrappedAccessor, secret_id_accessor)
      assert.deepStrictEqual((yield* role("appRoleListSecretIds")).data, { keys: [secret_id_accessor] })

      assert.deepStrictEqual(yield* role("appRoleDestroySecretId", { secret_id }), { status: 204 })
      assert.deepStrictEqual(yield* role("appRoleLookupSecretId", { secret_id }), { status: 204 })
      const gone = yield* role("appRoleLookupSecretIdAccessor", { secret_id_accessor })
      assert.deepStrictEqual(gone, {
        status: 404,
        data: { error: `failed to find accessor entry for secret_id_accessor: "${secret_id_accessor}"` },
        text: gone.text!
      })
      assert.deepStrictEqual(yield* role("appRoleDestroySecretId", { secret_id }), { status: 204 })
      assert.deepStrictEqual(yield* role("appRoleListSecretIds"), { status: 404, errors: [] })
    })
  )

  it.effect("RW-AR-5 nothing that is kept holds a secret id", () =>
    Effect.gen(function* () {
      const { generate, role, storage } = yield* method()
      const { secret_id } = yield* generate()
      yield* role("appRoleCustomSecretId", { secret_id: "a-custom-one" })
      for (const key of storage.keys()) {
        const text = `${key} ${yield* storage.get(key)}`
        assert.notInclude(text, secret_id)
        assert.notInclude(text, "a-custom-one")
      }
    })
  )

  it.effect("RW-AR-9 only their own role knows them", () =>
    Effect.gen(function* () {
      const { generate, role } = yield* method()
      const { secret_id, secret_id_accessor } = yield* generate()
      yield* role("appRoleWriteRole", {}, { name: "y" })
      const other = { name: "y" }
      assert.strictEqual((yield* role("appRoleLookupSecretId", { secret_id }, other)).status, 204)
      assert.strictEqual((yield* role("appRoleLookupSecretIdAccessor", { secret_id_accessor }, other)).status, 204)
      assert.strictEqual((yield* role("appRoleDestroySecretId", { secret_id }, other)).status, 204)
      assert.strictEqual((yield* role("appRoleDestroySecretIdAccessor", { secret_id_accessor }, other)).status, 404)
      assert.strictEqual((yield* role("appRoleLookupSecretId", { secret_id })).status, 200)
      assert.strictEqual((yield* role("appRoleDestroySecretIdAccessor", { secret_id_accessor })).status, 204)
      assert.strictEqual((yield* role("appRoleLookupSecretId", { secret_id })).status, 204)
    })
  )

  it.effect("RW-AR-9 what is missing or unknown is a 4xx", () =>
    Effect.gen(function* () {
      const { role } = yield* method()
      const missing = (field: string): Answer => ({ status: 400, errors: [`missing ${field}`] })
      for (const operation of ["appRoleLookupSecretId", "appRoleDestroySecretId", "appRoleCustomSecretId"] as const) {
        assert.deepStrictEqual(yield* role(operation), missing("secret_id"))
        assert.deepStrictEqual(yield* role(operation, { secret_id: "" }), missing("secret_id"))
      }
      for (const operation of ["appRoleLookupSecretIdAccessor", "appRoleDestroySecretIdAccessor"] as const) {
        assert.deepStrictEqual(yield* role(operation), missing("secret_id_accessor"))
        for (const secret_id_accessor of ["nosuch", "../role/x", "a/b", "\0", "x".repeat(5000)])
          assert.strictEqual((yield* role(operation, { secret_id_accessor })).status, 404)
      }
      const query = { secret_id_accessor: "nosuch" }
      assert.strictEqual((yield* role("appRoleDestroySecretIdAccessor", {}, { query })).status, 404)
      const none = { name: "none" }
      assert.strictEqual((yield* role("appRoleGenerateSecretId", {}, none)).status, 404)
      assert.strictEqual((yield* role("appRoleCustomSecretId", { secret_id: "q" }, none)).status, 404)
      assert.strictEqual((yield* role("appRoleListSecretIds", {}, none)).status, 400)
      assert.strictEqual((yield* role("appRoleLookupSecretId", { secret_id: "q" }, none)).status, 404)
    })
  )

  it.effect("RW-AR-11 one's own, which the role must not have already", () =>
    Effect.gen(function* () {
      const { login, role } = yield* method({ secret_id_num_uses: 3 })
      const body = { secret_id: "own", metadata: "a=b", cidr_list: "127.0.0.1/32", num_uses: 2, ttl: "5m" }
      const made = yield* role("appRoleCustomSecretId", body)
      assert.deepInclude(made.data as Secret, { secret_id: "own", secret_id_num_uses: 2, secret_id_ttl: 300 })
      assert.strictEqual((yield* role("appRoleCustomSecretId", { secret_id: "own" })).status, 400)
      yield* role("appRoleWriteRole", {}, { name: "y" })
      assert.strictEqual((yield* role("appRoleCustomSecretId", { secret_id: "own" }, { name: "y" })).status, 200)
      assert.strictEqual((yield* login("own")).status, 200)
      yield* TestClock.adjust("5 minutes")
      assert.strictEqual((yield* role("appRoleCustomSecretId", { secret_id: "own" })).status, 200)
      assert.deepStrictEqual(Object.keys((yield* role("appRoleListSecretIds")).data as object), ["keys"])
      assert.lengthOf(((yield* role("appRoleListSecretIds")).data as { keys: Array<string> }).keys, 1)
    })
  )

  it.effect("RW-AR-11 of those who choose the same at once exactly one gets it", () =>
    Effect.gen(function* () {
      const { role } = yield* method()
      const five = Array.from({ length: 5 }, () => role("appRoleCustomSecretId", { secret_id: "own" }))
      const answers = yield* Effect.all(five, { concurrency: "unbounded" })
      assert.deepStrictEqual(answers.map(({ status }) => status).sort(), [200, 400, 400, 400, 400])
    })
  )

  it.effect.each([
    [{ num_uses: 0 }, "num_uses"],
    [{ num_uses: 6 }, "num_uses"],
    [{ num_uses: -1 }, "num_uses"],
    [{ ttl: "2h" }, "ttl"],
    [{ ttl: 0 }, "ttl"],
    [{ ttl: "-1s" }, "ttl"],
    [{ cidr_list: "192.168.0.0/16" }, "cidr_list"],
    [{ cidr_list: "10.0.0.0/7" }, "cidr_list"],
    [{ cidr_list: "there" }, "cidr_list"],
    [{ token_bound_cidrs: ["192.168.0.1"] }, "token_bound_cidrs"],
    [{ metadata: "[]" }, "metadata"],
    [{ metadata: '{"n":1}' }, "metadata"]
  ] as const)("RW-AR-15 beyond the role's limits, or faulty: %j", ([body, field]) =>
    Effect.gen(function* () {
      const limits = { secret_id_num_uses: 5, secret_id_ttl: "1h", secret_id_bound_cidrs: "10.0.0.0/8" }
      const { role } = yield* method({ ...limits, token_bound_cidrs: "10.0.0.0/8" })
      const refused = yield* role("appRoleGenerateSecretId", body)
      assert.strictEqual(refused.status, 400)
      assert.include(refused.errors?.join(), field)
      assert.strictEqual((yield* role("appRoleListSecretIds")).status, 404)
      const within = { num_uses: 5, ttl: "1h", cidr_list: "10.1.0.0/16", token_bound_cidrs: "10.1.1.1" }
      assert.strictEqual((yield* role("appRoleGenerateSecretId", within)).status, 200)
    })
  )
})

describe("logins", () => {
  it.effect("RW-AR-12 RW-AR-16 what the token has of the role and of the secret id", () =>
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

  it.effect("RW-AR-13 missing fields are named; everything unknown is refused alike", () =>
    Effect.gen(function* () {
      const { generate, login, role } = yield* method()
      yield* role("appRoleWriteRole", { role_id: "y-id" }, { name: "y" })
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

  it.effect("RW-AR-13 as much is looked up for an unknown role id as for a wrong secret id", () =>
    Effect.gen(function* () {
      const { generate, login, role, storage } = yield* method()
      yield* role("appRoleWriteRole", { role_id: "y-id" }, { name: "y" })
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

  it.effect("RW-AR-7 a secret id serves as many logins as it says, one after the other", () =>
    Effect.gen(function* () {
      const { generate, login, role, storage } = yield* method({ secret_id_num_uses: 2 })
      const before = storage.keys()
      const { secret_id, secret_id_accessor } = yield* generate()
      assert.strictEqual((yield* login(secret_id)).status, 200)
      const left = yield* role("appRoleLookupSecretId", { secret_id })
      assert.deepInclude(left.data as Secret, { secret_id_num_uses: 1 })
      assert.strictEqual((yield* login(secret_id)).status, 200)
      assert.deepStrictEqual(yield* login(secret_id), invalid)
      assert.strictEqual((yield* role("appRoleLookupSecretId", { secret_id })).status, 204)
      assert.strictEqual((yield* role("appRoleLookupSecretIdAccessor", { secret_id_accessor })).status, 404)
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
      const answers = yield* Effect.all(all, { concurrency: "unbounded" })
      assert.lengthOf(
        answers.filter(({ status }) => status === 200),
        Math.min(uses, logins)
      )
    })
  )

  it.effect("RW-AR-8 a secret id whose time is over is unknown, without any sweep", () =>
    Effect.gen(function* () {
      const { generate, login, role } = yield* method({ secret_id_ttl: "1s" })
      const { secret_id, secret_id_accessor } = yield* generate()
      yield* TestClock.adjust(999)
      assert.strictEqual((yield* login(secret_id)).status, 200)
      yield* TestClock.adjust(1)
      assert.deepStrictEqual(yield* login(secret_id), invalid)
      assert.strictEqual((yield* role("appRoleLookupSecretId", { secret_id })).status, 204)
      assert.strictEqual((yield* role("appRoleLookupSecretIdAccessor", { secret_id_accessor })).status, 404)
      assert.strictEqual((yield* role("appRoleListSecretIds")).status, 404)
    })
  )

  it.effect("RW-AR-18 tidy takes away what is expired, and what belongs to nothing", () =>
    Effect.gen(function* () {
      const { ask, generate, login, role, storage } = yield* method()
      const live = yield* generate()
      const before = storage.keys()
      yield* generate({ ttl: "1s" })
      yield* storage.put("accessor/00000000-0000-4000-8000-000000000000", '{"role":"none","digest":"none"}')
      yield* storage.put("secret-id/none/ff", '{"accessor":"00000000-0000-4000-8000-000000000001","numUses":0}')
      yield* TestClock.adjust("1 second")
      const answer = yield* ask("appRoleTidySecretId", "tidy/secret-id")
      assert.strictEqual(answer.status, 202)
      assert.lengthOf(answer.warnings ?? [], 1)
      assert.deepStrictEqual(storage.keys(), before)
      assert.strictEqual((yield* login(live.secret_id)).status, 200)
      assert.strictEqual((yield* role("appRoleLookupSecretIdAccessor", live)).status, 200)
    })
  )

  it.effect("RW-AR-14 addresses of the role and of the secret id; a refusal costs no use", () =>
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

  it.effect("RW-AR-14 a role without secret ids is bound to its addresses", () =>
    Effect.gen(function* () {
      const { ask, role } = yield* method({ bind_secret_id: false, secret_id_bound_cidrs: "10.0.0.0/8" })
      const login = (remoteAddress: string) =>
        ask("appRoleLogin", "login", { body: { role_id: "x-id" }, remoteAddress })
      assert.strictEqual((yield* login("10.0.0.1")).status, 200)
      assert.strictEqual((yield* login("11.0.0.1")).status, 400)
      assert.strictEqual((yield* role("appRoleGenerateSecretId")).status, 400)
    })
  )

  it.effect("RW-AR-16 RW-AR-21 the addresses of the secret id narrow the role's, also where it binds strictly", () =>
    Effect.gen(function* () {
      const { generate, login, role } = yield* method({ token_bound_cidrs: "10.0.0.0/8" })
      const bare = yield* generate()
      const narrow = yield* generate({ token_bound_cidrs: "10.1.0.0/16", num_uses: 5 })
      const boundOf = (secret: { readonly secret_id: string }, remoteAddress?: string) =>
        Effect.map(login(secret.secret_id, remoteAddress), ({ auth, status }) => auth?.boundCidrs ?? status)
      assert.deepStrictEqual(yield* boundOf(bare), ["10.0.0.0/8"])
      assert.deepStrictEqual(yield* boundOf(narrow), ["10.1.0.0/16"])
      // What the role has become since counts, too.
      yield* role("appRoleWriteRole", { token_bound_cidrs: "10.1.2.0/24" })
      assert.deepStrictEqual(yield* boundOf(narrow), ["10.1.2.0/24"])
      yield* role("appRoleWriteRole", { token_bound_cidrs: "", token_strictly_bind_ip: true })
      assert.deepStrictEqual(yield* boundOf(bare, "10.7.7.7"), ["10.7.7.7"])
      assert.deepStrictEqual(yield* boundOf(bare, "::ffff:10.7.7.7"), ["10.7.7.7"])
      assert.deepStrictEqual(yield* boundOf(narrow, "10.1.9.9"), ["10.1.9.9"])
      const left = Effect.map(
        role("appRoleLookupSecretId", { secret_id: narrow.secret_id }),
        ({ data }) => (data as { readonly secret_id_num_uses: number }).secret_id_num_uses
      )
      const before = yield* left
      assert.deepStrictEqual(yield* boundOf(narrow, "10.7.7.7"), 400)
      assert.strictEqual(yield* left, before)
    })
  )

  it.effect("RW-AR-16 types", () =>
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
        yield* role("appRoleWriteRole", { token_type })
        assert.strictEqual((yield* login(secret_id)).auth?.type, type)
      }
    })
  )

  it.effect("RW-AR-17 a renewal asks the role as it is now", () =>
    Effect.gen(function* () {
      const { mount, role } = yield* method({ token_ttl: "10m", token_max_ttl: "1h" })
      assert.deepStrictEqual(yield* mount.renewLogin!("x"), { ttl: 600, maxTtl: 3600, period: 0 })
      yield* role("appRoleWriteRole", { token_max_ttl: "20m", token_period: "5m" })
      assert.deepStrictEqual(yield* mount.renewLogin!("x"), { ttl: 600, maxTtl: 1200, period: 300 })
      yield* role("appRoleDeleteRole")
      assert.strictEqual((yield* Effect.flip(mount.renewLogin!("x")))._tag, "ProtocolError")
    })
  )

  it.effect("RW-AR-19 the end of a role is the end of its secret ids, also for a later role of its name", () =>
    Effect.gen(function* () {
      const { generate, login, role, storage } = yield* method()
      const { secret_id, secret_id_accessor } = yield* generate()
      yield* role("appRoleDeleteRole")
      assert.deepStrictEqual(storage.keys(), ["digest-key"])
      assert.deepStrictEqual(yield* login(secret_id), invalid)
      yield* role("appRoleWriteRole", { role_id: "x-id" })
      assert.deepStrictEqual(yield* login(secret_id), invalid)
      assert.strictEqual((yield* role("appRoleLookupSecretIdAccessor", { secret_id_accessor })).status, 404)
    })
  )
})
