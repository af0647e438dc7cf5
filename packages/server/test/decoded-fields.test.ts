import openapi from "@enwrap/protocol/openapi.json" with { type: "json" }
import type { OperationRequest } from "@enwrap/server/engine"
import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { type Ask, freshAsk } from "./asking.ts"

const fieldProblem = (field: string, problem: string): ReadonlyArray<string> => [
  `Field validation failed: error converting input for field "${field}": ${problem}`
]

/** A token that is created with these fields, as a lookup shows it. */
const lookedUp = (ask: Ask, body: object) =>
  Effect.gen(function* () {
    const created = yield* ask("POST", "auth/token/create", { body })
    assert.strictEqual(created.status, 200, created.text)
    return (yield* ask("GET", "auth/token/lookup-self", { token: created.json.auth.client_token })).json.data
  })

describe("fields that clients write in several ways [RW-ER-10]", () => {
  it.effect("a duration, a number, a boolean, a list of names and a map mean the same in each form", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const ttl of [5400, "5400", "90m", "1h30m", "1.5h"])
        assert.strictEqual((yield* lookedUp(ask, { ttl })).creation_ttl, 5400, String(ttl))
      for (const num_uses of [7, "7", "+7"])
        assert.strictEqual((yield* lookedUp(ask, { ttl: 60, num_uses })).num_uses, 6, String(num_uses))
      for (const renewable of [false, "false", "0", "F", "False"])
        assert.isFalse((yield* lookedUp(ask, { ttl: 60, renewable })).renewable, String(renewable))
      for (const renewable of [true, "true", "1", "T", "True", null])
        assert.isTrue((yield* lookedUp(ask, { ttl: 60, renewable })).renewable, String(renewable))
      for (const policies of ["a,b", ["a,b"]])
        assert.deepStrictEqual((yield* lookedUp(ask, { ttl: 60, policies })).policies, ["a,b", "default"])
      assert.deepStrictEqual((yield* lookedUp(ask, { ttl: 60, policies: [1, "b"] })).policies, ["1", "b", "default"])
      assert.deepStrictEqual((yield* lookedUp(ask, { ttl: 60, meta: { n: 4711, yes: true, no: false } })).meta, {
        n: "4711",
        yes: "1",
        no: "0"
      })
      assert.strictEqual((yield* lookedUp(ask, { ttl: 60, display_name: 7 })).display_name, "token-7")
    })
  )

  it.effect("key-value pairs are an object, a list of key=value, or one key=value, in every such field", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const [meta, expected] of [
        [["a=b", "c=d=e,f=g", "__proto__=p"], { a: "b", c: "d=e,f=g", ["__proto__"]: "p" }],
        [["a=", "a=2"], { a: "2" }],
        ["a=b,c=d", { a: "b,c=d" }]
      ] as const)
        assert.deepStrictEqual((yield* lookedUp(ask, { ttl: 60, meta })).meta, expected)
      for (const meta of ["", "hunter2", "=hunter2", ["a=b", "hunter2"]]) {
        const { json, status } = yield* ask("POST", "auth/token/create", { body: { meta } })
        assert.deepStrictEqual(
          [status, json.errors],
          [400, fieldProblem("meta", "invalid key pair: expected key=value")]
        )
      }
      for (const [path, type, options] of [
        ["sys/mounts/one", "kv", "version=2"],
        ["sys/mounts/list", "kv", ["version=2"]],
        ["sys/auth/one", "userpass", "a=b"]
      ] as const)
        assert.strictEqual((yield* ask("POST", path, { body: { type, options } })).status, 204, path)
      assert.deepStrictEqual((yield* ask("GET", "sys/mounts/one")).json.data.options, { version: "2" })
      assert.strictEqual((yield* ask("POST", "sys/mounts/one/tune", { body: { options: "version=2" } })).status, 204)
      yield* ask("POST", "one/data/app", { body: { data: { a: "b" } } })
      assert.deepStrictEqual((yield* ask("GET", "one/data/app")).json.data.data, { a: "b" })
    })
  )

  it.effect("a lifetime of less than a second is one second, and does not become the default", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { json } = yield* ask("POST", "auth/token/create", { body: { ttl: "1ms" } })
      assert.strictEqual(json.auth.lease_duration, 1)
    })
  )

  it.effect("a string with commas is a list without empty items; the items of a list are not split", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const read = (allowed_policies: unknown) =>
        Effect.andThen(
          ask("POST", "auth/token/roles/r", { body: { allowed_policies } }),
          Effect.map(ask("GET", "auth/token/roles/r"), ({ json }) => json.data.allowed_policies)
        )
      assert.deepStrictEqual(yield* read(" a , ,b,"), ["a", "b"])
      assert.deepStrictEqual(yield* read([" a ", "b,c"]), ["a", "b,c"])
    })
  )

  it.effect("`system` is the TTL of the server, for a mount and its tuning", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const config = { default_lease_ttl: "system", max_lease_ttl: "2h" }
      yield* ask("POST", "sys/mounts/more", { body: { type: "kv", config } })
      const settings = () =>
        Effect.map(ask("GET", "sys/mounts/more"), ({ json }) => [
          json.data.config.default_lease_ttl,
          json.data.config.max_lease_ttl
        ])
      assert.deepStrictEqual(yield* settings(), [0, 7200])
      yield* ask("POST", "sys/mounts/more/tune", { body: { max_lease_ttl: "system" } })
      assert.deepStrictEqual(yield* settings(), [0, 0])
    })
  )

  it.effect("a value that cannot be decoded is refused with the path of its field", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const refusals: ReadonlyArray<readonly [path: string, body: object, field: string, problem: string]> = [
        ["auth/token/roles/r", { token_period: "-1h" }, "token_period", "cannot provide negative value '-3600'"],
        [
          "auth/token/create",
          { period: "1x" },
          "period",
          "the duration has an unknown unit: use h, m, s, ms, us or ns"
        ],
        ["auth/token/create", { num_uses: "9007199254740993" }, "num_uses", "expected a whole number"],
        ["auth/token/create", { renewable: 1 }, "renewable", "the value has the wrong type"],
        [
          "sys/mounts/more",
          { type: "kv", config: { max_lease_ttl: "-1h" } },
          "config.max_lease_ttl",
          "cannot provide negative value '-3600'"
        ]
      ]
      for (const [path, body, field, problem] of refusals) {
        const { json, status } = yield* ask("POST", path, { body })
        assert.deepStrictEqual([status, json.errors], [400, fieldProblem(field, problem)], JSON.stringify(body))
      }
    })
  )

  it.effect("`lease`, `rules` and `path` are ignored, even if invalid, unless the new name is absent or empty", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      assert.strictEqual((yield* lookedUp(ask, { lease: "1h" })).creation_ttl, 3600)
      assert.strictEqual((yield* lookedUp(ask, { lease: "junk", ttl: "2h" })).creation_ttl, 7200)
      for (const ttl of ["", null]) assert.strictEqual((yield* lookedUp(ask, { lease: "1h", ttl })).creation_ttl, 3600)
      for (const ttl of [0, "0"]) assert.strictEqual((yield* lookedUp(ask, { lease: "1h", ttl })).creation_ttl, 0)
      for (const ttl of [undefined, "", null]) {
        const { json } = yield* ask("POST", "auth/token/create", { body: { lease: "junk", ttl } })
        assert.include(json.errors[0], `"lease"`)
      }

      const rules = 'path "a" { capabilities = ["read"] }'
      for (const policy of [undefined, "", null]) {
        const written = yield* ask("POST", "sys/policy/p", { body: { policy, rules } })
        assert.deepStrictEqual(written.json?.warnings, ["'rules' is deprecated, please use 'policy' instead"])
      }
      assert.strictEqual((yield* ask("POST", "sys/policy/p", { body: { policy: rules, rules: "junk" } })).status, 204)

      for (const paths of [undefined, "", [], null]) {
        const { json } = yield* ask("POST", "sys/capabilities-self", { body: { path: "a", paths } })
        assert.deepStrictEqual(json.data.a, ["root"])
      }
    })
  )

  it.effect("any other old name is ignored if the new name is present, even if that is empty or 0", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "sys/auth/approle", { body: { type: "approle" } })
      yield* ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })
      yield* ask("POST", "auth/userpass/users/u", { body: { password: "p" } })
      const written: ReadonlyArray<readonly [path: string, oldName: string, newName: string]> = [
        ["auth/approle/role/r", "period", "token_period"],
        ["auth/userpass/users/u", "ttl", "token_ttl"],
        ["auth/userpass/users/u", "max_ttl", "token_max_ttl"],
        ["auth/token/roles/r", "period", "token_period"],
        ["auth/token/roles/r", "explicit_max_ttl", "token_explicit_max_ttl"]
      ]
      for (const [path, oldName, newName] of written) {
        for (const value of ["", 0, "0"]) {
          yield* ask("POST", path, { body: { [oldName]: "1h", [newName]: value } })
          assert.strictEqual((yield* ask("GET", path)).json.data[newName], 0, `${path} ${newName} ${String(value)}`)
        }
        yield* ask("POST", path, { body: { [oldName]: "1h", [newName]: null } })
        assert.strictEqual((yield* ask("GET", path)).json.data[newName], 3600, `${path} ${newName} null`)
        const { json } = yield* ask("POST", path, { body: { [oldName]: "junk", [newName]: "1h" } })
        assert.include(json.errors[0], `"${oldName}"`, path)
      }
    })
  )

  it.effect("the old name of a field of a token role is shown until a request uses the new name", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const old = { period: "1h", explicit_max_ttl: "2h", bound_cidrs: ["10.0.0.0/8"] }
      const fresh = { token_period: "3h", token_explicit_max_ttl: "4h", token_bound_cidrs: ["192.0.2.1"] }
      const read = () =>
        Effect.map(ask("GET", "auth/token/roles/r"), ({ json }) => [
          json.data.period,
          json.data.token_period,
          json.data.explicit_max_ttl,
          json.data.token_explicit_max_ttl,
          json.data.bound_cidrs,
          json.data.token_bound_cidrs
        ])
      yield* ask("POST", "auth/token/roles/r", { body: old })
      assert.deepStrictEqual(yield* read(), [3600, 3600, 7200, 7200, ["10.0.0.0/8"], ["10.0.0.0/8"]])
      yield* ask("POST", "auth/token/roles/r", { body: fresh })
      assert.deepStrictEqual(yield* read(), [0, 10_800, 0, 14_400, undefined, ["192.0.2.1"]])
      const both = yield* ask("POST", "auth/token/roles/r", { body: { ...old, ...fresh } })
      assert.deepStrictEqual(
        both.json.warnings,
        ["period", "bound_cidrs", "explicit_max_ttl"].map(
          (name) => `Both 'token_${name}' and deprecated '${name}' value supplied, ignoring the deprecated value`
        )
      )
      assert.deepStrictEqual(yield* read(), [0, 10_800, 0, 14_400, undefined, ["192.0.2.1"]])
    })
  )

  it.effect("a number in a query is decoded, and an empty one is 0", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const name of ["a", "b", "c"]) yield* ask("POST", `secret/data/${name}`, { body: { data: {} } })
      const keys = (limit: string) =>
        Effect.map(ask("LIST", `secret/metadata?limit=${limit}`), ({ json }) => json.data?.keys ?? json.errors)
      assert.deepStrictEqual(yield* keys("2"), ["a", "b"])
      assert.deepStrictEqual(yield* keys(""), ["a", "b", "c"])
      assert.deepStrictEqual(yield* keys("two"), fieldProblem("limit", "expected a whole number"))
    })
  )
})

interface FieldSchema {
  readonly $ref?: string
  readonly oneOf?: ReadonlyArray<FieldSchema>
  readonly properties?: Readonly<Record<string, FieldSchema>>
  readonly type?: string | ReadonlyArray<string>
  readonly "x-decoder"?: string
}

const schemas = openapi.components.schemas as unknown as Readonly<Record<string, FieldSchema>>

const resolved = (schema: FieldSchema): FieldSchema =>
  schema.$ref === undefined ? schema : schemas[schema.$ref.split("/").at(-1)!]!

/** The types of JSON that a schema accepts. */
const typesOf = (schema: FieldSchema): ReadonlyArray<string> =>
  (schema.oneOf?.map(resolved).flatMap(typesOf) ?? [schema.type ?? "object"].flat()).filter((type) => type !== "null")

describe("the spec", () => {
  it("names a decoder for each field of a body that has several forms", () => {
    const undecoded = Object.entries(schemas)
      .filter(([name]) => name.endsWith("Request") || /Config(Input|Request)$/.test(name))
      .flatMap(([component, { properties = {} }]) =>
        Object.entries(properties).map(([name, property]) => [`${component}.${name}`, resolved(property)] as const)
      )
      .filter(([, schema]) => new Set(typesOf(schema)).size > 1 && schema["x-decoder"] === undefined)
      .filter(([, { oneOf = [] }]) => !oneOf.map(resolved).some((one) => one["x-decoder"] !== undefined))
    assert.deepStrictEqual(undecoded, [])
  })
})

describe("the types of decoded fields", () => {
  it("have no wire form", () => {
    type Create = OperationRequest<"tokenCreate">["fields"]
    expectTypeOf<NonNullable<Create["ttl"]>>().toEqualTypeOf<number>()
    expectTypeOf<NonNullable<Create["no_parent"]>>().toEqualTypeOf<boolean>()
    expectTypeOf<NonNullable<Create["policies"]>>().toEqualTypeOf<ReadonlyArray<string>>()
    expectTypeOf<NonNullable<Create["meta"]>>().toEqualTypeOf<Readonly<Record<string, string>>>()
    expectTypeOf<NonNullable<Create["type"]>>().toEqualTypeOf<string>()
    type Config = NonNullable<OperationRequest<"sysMountEnable">["fields"]["config"]>
    expectTypeOf<NonNullable<Config["max_lease_ttl"]>>().toEqualTypeOf<number>()
    expectTypeOf<OperationRequest<"leaseListIrrevocable">["queryNumbers"]>().toEqualTypeOf<{
      readonly limit?: number
    }>()
    expectTypeOf<OperationRequest<"tokenLookup">["fields"]["token"]>().toEqualTypeOf<string | undefined>()
  })
})
