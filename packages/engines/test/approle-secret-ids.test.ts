import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import type { TestResponse } from "./mounted.ts"
import { type Secret, method } from "./approle-mount.ts"

describe("secret ids", () => {
  it.effect("RW-AR-5 RW-AR-6 RW-AR-9 RW-AR-10 are generated, looked up, listed and destroyed", () =>
    Effect.gen(function* () {
      const { role } = yield* method({ secret_id_ttl: "1h", secret_id_num_uses: 7 })
      const made = yield* role("appRoleSecretIdGenerate", { metadata: '{"k":"v"}' })
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
      const found = yield* role("appRoleSecretIdLookup", { secret_id })
      assert.deepStrictEqual(found.data, properties)
      assert.strictEqual(found.wrappedAccessor, secret_id_accessor)
      const byAccessor = yield* role("appRoleSecretIdAccessorLookup", { secret_id_accessor })
      assert.deepStrictEqual(byAccessor.data, properties)
      assert.strictEqual(byAccessor.wrappedAccessor, secret_id_accessor)
      assert.deepStrictEqual((yield* role("appRoleSecretIdList")).data, { keys: [secret_id_accessor] })

      assert.deepStrictEqual(yield* role("appRoleSecretIdDestroy", { secret_id }), { status: 204 })
      assert.deepStrictEqual(yield* role("appRoleSecretIdLookup", { secret_id }), { status: 204 })
      const gone = yield* role("appRoleSecretIdAccessorLookup", { secret_id_accessor })
      assert.deepStrictEqual(gone, {
        status: 404,
        data: { error: `failed to find accessor entry for secret_id_accessor: "${secret_id_accessor}"` },
        text: gone.text!
      })
      assert.deepStrictEqual(yield* role("appRoleSecretIdDestroy", { secret_id }), { status: 204 })
      assert.deepStrictEqual(yield* role("appRoleSecretIdList"), { status: 404, errors: [] })
    })
  )

  it.effect("RW-AR-5 the storage contains no secret ID", () =>
    Effect.gen(function* () {
      const { generate, role, storage } = yield* method()
      const { secret_id } = yield* generate()
      yield* role("appRoleSecretIdGenerateCustom", { secret_id: "a-custom-one" })
      for (const key of storage.keys()) {
        const text = `${key} ${yield* storage.get(key)}`
        assert.notInclude(text, secret_id)
        assert.notInclude(text, "a-custom-one")
      }
    })
  )

  it.effect("RW-AR-9 belong to one role only", () =>
    Effect.gen(function* () {
      const { generate, role } = yield* method()
      const { secret_id, secret_id_accessor } = yield* generate()
      yield* role("appRoleRoleWrite", {}, { name: "y" })
      const other = { name: "y" }
      assert.strictEqual((yield* role("appRoleSecretIdLookup", { secret_id }, other)).status, 204)
      assert.strictEqual((yield* role("appRoleSecretIdAccessorLookup", { secret_id_accessor }, other)).status, 204)
      assert.strictEqual((yield* role("appRoleSecretIdDestroy", { secret_id }, other)).status, 204)
      assert.strictEqual((yield* role("appRoleSecretIdAccessorDestroy", { secret_id_accessor }, other)).status, 404)
      assert.strictEqual((yield* role("appRoleSecretIdLookup", { secret_id })).status, 200)
      assert.strictEqual((yield* role("appRoleSecretIdAccessorDestroy", { secret_id_accessor })).status, 204)
      assert.strictEqual((yield* role("appRoleSecretIdLookup", { secret_id })).status, 204)
    })
  )

  it.effect("RW-AR-9 a missing or unknown secret ID is a 4xx", () =>
    Effect.gen(function* () {
      const { role } = yield* method()
      const missing = (field: string): TestResponse => ({ status: 400, errors: [`missing ${field}`] })
      for (const operation of [
        "appRoleSecretIdLookup",
        "appRoleSecretIdDestroy",
        "appRoleSecretIdGenerateCustom"
      ] as const) {
        assert.deepStrictEqual(yield* role(operation), missing("secret_id"))
        assert.deepStrictEqual(yield* role(operation, { secret_id: "" }), missing("secret_id"))
      }
      for (const operation of ["appRoleSecretIdAccessorLookup", "appRoleSecretIdAccessorDestroy"] as const) {
        assert.deepStrictEqual(yield* role(operation), missing("secret_id_accessor"))
        for (const secret_id_accessor of ["nosuch", "../role/x", "a/b", "\0", "x".repeat(5000)])
          assert.strictEqual((yield* role(operation, { secret_id_accessor })).status, 404)
      }
      const query = { secret_id_accessor: "nosuch" }
      assert.strictEqual((yield* role("appRoleSecretIdAccessorDestroy", {}, { query })).status, 404)
      const none = { name: "none" }
      assert.strictEqual((yield* role("appRoleSecretIdGenerate", {}, none)).status, 404)
      assert.strictEqual((yield* role("appRoleSecretIdGenerateCustom", { secret_id: "q" }, none)).status, 404)
      assert.deepStrictEqual(yield* role("appRoleSecretIdGenerateCustom", {}, none), {
        status: 400,
        errors: ["missing secret_id"]
      })
      assert.strictEqual((yield* role("appRoleSecretIdList", {}, none)).status, 400)
      assert.strictEqual((yield* role("appRoleSecretIdLookup", { secret_id: "q" }, none)).status, 404)
    })
  )

  it.effect("RW-AR-11 can be chosen by the client, if the role does not have the same one", () =>
    Effect.gen(function* () {
      const { login, role } = yield* method({ secret_id_num_uses: 3 })
      const body = { secret_id: "own", metadata: "a=b", cidr_list: "127.0.0.1/32", num_uses: 2, ttl: "5m" }
      const made = yield* role("appRoleSecretIdGenerateCustom", body)
      assert.deepInclude(made.data as Secret, { secret_id: "own", secret_id_num_uses: 2, secret_id_ttl: 300 })
      assert.strictEqual((yield* role("appRoleSecretIdGenerateCustom", { secret_id: "own" })).status, 400)
      yield* role("appRoleRoleWrite", {}, { name: "y" })
      assert.strictEqual(
        (yield* role("appRoleSecretIdGenerateCustom", { secret_id: "own" }, { name: "y" })).status,
        200
      )
      assert.strictEqual((yield* login("own")).status, 200)
      yield* TestClock.adjust("5 minutes")
      assert.strictEqual((yield* role("appRoleSecretIdGenerateCustom", { secret_id: "own" })).status, 200)
      assert.deepStrictEqual(Object.keys((yield* role("appRoleSecretIdList")).data as object), ["keys"])
      assert.lengthOf(((yield* role("appRoleSecretIdList")).data as { keys: Array<string> }).keys, 1)
    })
  )

  it.effect("RW-AR-11 if several clients choose the same secret ID at once, exactly one gets it", () =>
    Effect.gen(function* () {
      const { role } = yield* method()
      const five = Array.from({ length: 5 }, () => role("appRoleSecretIdGenerateCustom", { secret_id: "own" }))
      const responses = yield* Effect.all(five, { concurrency: "unbounded" })
      assert.deepStrictEqual(responses.map(({ status }) => status).sort(), [200, 400, 400, 400, 400])
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
      const refused = yield* role("appRoleSecretIdGenerate", body)
      assert.strictEqual(refused.status, 400)
      assert.include(refused.errors?.join(), field)
      assert.strictEqual((yield* role("appRoleSecretIdList")).status, 404)
      const within = { num_uses: 5, ttl: "1h", cidr_list: "10.1.0.0/16", token_bound_cidrs: "10.1.1.1" }
      assert.strictEqual((yield* role("appRoleSecretIdGenerate", within)).status, 200)
    })
  )
})
