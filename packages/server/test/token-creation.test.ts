import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { type Ask, freshAsk } from "./asking.ts"

const create = (ask: Ask, body: unknown, asked: { readonly token?: string; readonly ttl?: string } = {}) =>
  ask("POST", "auth/token/create", { body, ...asked })

/** A token that may create tokens and revoke others, without `sudo`. */
const withoutSudo = Effect.fnUntraced(function* (ask: Ask) {
  const policy = `path "auth/token/*" { capabilities = ["create", "read", "update", "list"] }`
  yield* ask("PUT", "sys/policies/acl/tokens", { body: { policy } })
  return (yield* create(ask, { policies: ["tokens"] })).json.auth.client_token as string
})

const CUSTOM_ID = /^Supplying a custom ID for the token uses the weaker SHA1 hashing/

describe("a new token", () => {
  it.effect("RW-TK-58: a negative duration is refused with the name of its field", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const field of ["ttl", "period", "explicit_max_ttl", "lease"])
        for (const value of [-1, "-1", "-5m", "-1ns"]) {
          const refused = yield* create(ask, { policies: ["default"], [field]: value })
          assert.deepStrictEqual([refused.status, refused.json.errors], [400, [`${field} must be positive`]])
        }
      const both = yield* create(ask, { policies: ["default"], ttl: "1h", lease: "-1h" })
      assert.strictEqual(both.json.auth.lease_duration, 3600)
      const batch = yield* create(ask, { policies: ["default"], type: "batch", period: -1 })
      assert.deepStrictEqual(batch.json.errors, ['batch tokens cannot have "period" set'])
    })
  )

  it.effect("RW-TK-13: shows its whole TTL at first, then the rest of it, and never 0", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const token = (yield* create(ask, { policies: ["default"], ttl: "10s" })).json.auth.client_token as string
      const shown = Effect.map(ask("GET", "auth/token/lookup-self", { token }), ({ json }) => json.data.ttl as number)
      const seen: Array<number> = []
      for (const passed of [0, 1, 498, 1, 1000, 8000, 499]) {
        yield* TestClock.adjust(passed)
        seen.push(yield* shown)
      }
      assert.deepStrictEqual(seen, [10, 10, 10, 10, 9, 1, 1])
    })
  )

  it.effect("an unknown type is refused without quoting it, whatever else is wrong", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const type of ["x", "Batch", "default-service"]) {
        const refused = yield* create(ask, { policies: ["default"], type, num_uses: -1, entity_alias: "a" })
        assert.deepStrictEqual([refused.status, refused.json.errors], [400, ["invalid 'token_type' value"]])
      }
    })
  )

  it.effect("an id with a prefix of the original's tokens is refused with that prefix", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const texts = {
        "s.abc": "custom token ID cannot have the 's.' prefix",
        "hvs.abc": "custom token ID cannot have the 'hvs.' prefix",
        "b.abc": "custom token ID cannot have a '.' in the value"
      }
      for (const [id, text] of Object.entries(texts)) {
        const refused = yield* create(ask, { id })
        assert.deepStrictEqual([refused.status, refused.json.errors], [400, [text]])
      }
    })
  )

  it.effect("RW-TK-22: warnings about the TTL, a chosen id, policies and fields come in this order, also wrapped", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const warned = (warnings: ReadonlyArray<string>, maximum: string) => {
        assert.lengthOf(warnings, 4)
        assert.include(warnings[0], `exceeded the effective max_ttl of "${maximum}"; TTL value is capped accordingly`)
        assert.match(warnings[1]!, CUSTOM_ID)
        assert.strictEqual(warnings[2], 'Policy "missing" does not exist')
        assert.strictEqual(warnings[3], "Endpoint ignored these unrecognized parameters: [other]")
      }
      const body = { policies: ["missing"], ttl: "9000h", other: 1 }
      warned((yield* create(ask, { ...body, id: "chosen-1" })).json.warnings, "768h")
      const wrapped = yield* create(ask, { ...body, id: "chosen-2" }, { ttl: "1m" })
      const unwrapped = yield* ask("POST", "sys/wrapping/unwrap", { body: { token: wrapped.json.wrap_info.token } })
      warned(unwrapped.json.warnings, "768h")
      // The default TTL is capped too.
      const capped = yield* create(ask, { policies: ["missing"], explicit_max_ttl: "90m", id: "chosen-3", other: 1 })
      warned(capped.json.warnings, "1h30m")
      assert.isNull((yield* create(ask, { policies: ["root"], explicit_max_ttl: "1h" })).json.warnings)
    })
  )

  it.effect("`no_parent` overrode the role, or was refused for a token without sudo", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const token = yield* withoutSudo(ask)
      for (const orphan of [false, true]) {
        yield* ask("POST", "auth/token/roles/r", { body: { orphan } })
        for (const caller of [{}, { token }]) {
          const made = yield* ask("POST", "auth/token/create/r", { body: { no_parent: true }, ...caller })
          assert.deepStrictEqual([made.status, made.json.auth?.orphan], [200, orphan])
        }
      }
    })
  )

  it.effect("a role that allows root allowed other policies, too", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "auth/token/roles/r", { body: { allowed_policies: "B,root" } })
      assert.deepStrictEqual((yield* ask("GET", "auth/token/roles/r")).json.data.allowed_policies, ["root"])
      assert.strictEqual((yield* ask("POST", "auth/token/create/r", { body: { policies: "b" } })).status, 400)
    })
  )

  it.effect("a `token` in the body of lookup-self was called unrecognized", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const warnings = (body: object) =>
        Effect.map(ask("POST", "auth/token/lookup-self", { body }), ({ json, status }) => [status, json.warnings])
      assert.deepStrictEqual(yield* warnings({ token: "x" }), [200, null])
      const others = "Endpoint ignored these unrecognized parameters: [id tokens]"
      assert.deepStrictEqual(yield* warnings({ tokens: 1, token: 1, id: 1 }), [200, [others]])
      assert.isNull((yield* ask("GET", "auth/token/lookup-self?token=x")).json.warnings)
    })
  )

  it.effect("a `token` in the body of renew-self was called unrecognized", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const token = (yield* create(ask, { policies: ["root"], ttl: "1h" })).json.auth.client_token as string
      const renew = (body: object) => ask("POST", "auth/token/renew-self", { token, body })
      assert.isNull((yield* renew({ token: "x" })).json.warnings)
      const ignored = "Endpoint ignored these unrecognized parameters: [other]"
      assert.deepStrictEqual((yield* renew({ token: "x", other: 1 })).json.warnings, [ignored])
      assert.strictEqual((yield* renew({ token: {} })).status, 400)
    })
  )

  it.effect("the explicit maximum TTL of a root token was cut to the system's maximum", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const hours = Effect.fnUntraced(function* (path: string, body: object) {
        const { json } = yield* ask("POST", path, { body })
        const { explicit_max_ttl } = (yield* ask("GET", "auth/token/lookup-self", { token: json.auth.client_token }))
          .json.data
        return [json.auth.lease_duration / 3600, explicit_max_ttl / 3600, json.warnings?.length ?? 0]
      })
      yield* ask("POST", "auth/token/roles/r", { body: { token_explicit_max_ttl: "900h" } })
      const root = { policies: ["root"], explicit_max_ttl: "900h" }
      assert.deepStrictEqual(yield* hours("auth/token/create", root), [900, 900, 0])
      assert.deepStrictEqual(yield* hours("auth/token/create-orphan", { ...root, ttl: 0 }), [900, 900, 0])
      assert.deepStrictEqual(yield* hours("auth/token/create/r", { policies: ["root"] }), [900, 0, 0])
      // With a TTL or a period, and for other tokens, the system's maximum applies.
      assert.deepStrictEqual(yield* hours("auth/token/create", { ...root, ttl: "800h" }), [768, 900, 1])
      assert.deepStrictEqual(yield* hours("auth/token/create", { ...root, period: "800h" }), [768, 900, 1])
      const other = { policies: ["default"], explicit_max_ttl: "900h", ttl: "850h" }
      assert.deepStrictEqual(yield* hours("auth/token/create", other), [768, 900, 1])
    })
  )

  it.effect("warns where the request and its role both have a period or an explicit maximum TTL", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "auth/token/roles/r", { body: { token_explicit_max_ttl: "1h", token_period: "30m" } })
      const made = yield* ask("POST", "auth/token/create/r", {
        body: { policies: ["default"], explicit_max_ttl: "2h", period: "20m" }
      })
      assert.deepStrictEqual(made.json.warnings, [
        "Explicit max TTL specified both during creation call and in role; using the lesser value of 3600 seconds",
        "Period specified both during creation call and in role; using the lesser value of 1200 seconds"
      ])
    })
  )

  it.effect(
    "has the caller's policies if the request names the empty one, and no `token_policies` if it has none",
    () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        const token = yield* withoutSudo(ask)
        assert.deepStrictEqual((yield* create(ask, { policies: "" }, { token })).json.auth.policies, [
          "default",
          "tokens"
        ])
        yield* ask("POST", "sys/auth/approle", { body: { type: "approle" } })
        yield* ask("POST", "auth/approle/role/r", { body: { token_no_default_policy: true } })
        const { role_id } = (yield* ask("GET", "auth/approle/role/r/role-id")).json.data
        const { secret_id } = (yield* ask("POST", "auth/approle/role/r/secret-id", { body: {} })).json.data
        const { auth } = (yield* ask("POST", "auth/approle/login", { body: { role_id, secret_id } })).json
        assert.deepStrictEqual(auth.policies, [])
        assert.notProperty(auth, "token_policies")
      })
  )
})

describe("a batch token", () => {
  it.effect("RW-TK-29: is not renewed, whoever asks", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const token = (yield* create(ask, { policies: ["default"], type: "batch" })).json.auth.client_token
      for (const renewed of [
        yield* ask("POST", "auth/token/renew-self", { body: {}, token }),
        yield* ask("POST", "auth/token/renew", { body: { token } })
      ])
        assert.deepStrictEqual([renewed.status, renewed.json.errors], [400, ["batch tokens cannot be renewed"]])
    })
  )

  it.effect("cannot have a role that gives it a period, renewals, a maximum or a parent", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const role = (fields: object) => ask("POST", "auth/token/roles/r", { body: { token_type: "batch", ...fields } })
      const text = (end: string) => [`'token_type' cannot be 'batch' when role is set to generate ${end}`]
      const possible = { orphan: true, renewable: false }
      for (const [fields, errors] of [
        [{}, text("non-orphan tokens")],
        [{ ...possible, token_period: "1h" }, text("periodic tokens")],
        [{ orphan: true }, text("renewable tokens")],
        [{ ...possible, token_explicit_max_ttl: "1h" }, text("tokens with an explicit max TTL")],
        [{ ...possible, token_type: "" }, [`invalid 'token_type' value ""`]]
      ] as const) {
        const refused = yield* role(fields)
        assert.deepStrictEqual([refused.status, refused.json.errors], [400, errors])
      }
      assert.strictEqual((yield* role(possible)).status, 204)
    })
  )
})

describe("auth/token/revoke-orphan", () => {
  it.effect("RW-TK-57: needs root or sudo, which a caller without it is told with 400", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const token = yield* withoutSudo(ask)
      const victim = (yield* create(ask, { policies: ["default"] })).json.auth.client_token
      const revoke = (body: unknown, caller?: string) =>
        ask("POST", "auth/token/revoke-orphan", { body, ...(caller === undefined ? undefined : { token: caller }) })
      for (const named of [victim, "unknown"]) {
        const refused = yield* revoke({ token: named }, token)
        const text = "root or sudo privileges required to revoke and orphan"
        assert.deepStrictEqual([refused.status, refused.json.errors], [400, [text]])
      }
      assert.deepStrictEqual((yield* revoke({}, token)).json.errors, ["missing token ID"])
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self", { token: victim })).status, 200)
      yield* ask("PUT", "sys/policies/acl/tokens", {
        body: { policy: `path "auth/token/*" { capabilities = ["update", "sudo"] }` }
      })
      assert.strictEqual((yield* revoke({ token: victim }, token)).status, 204)
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self", { token: victim })).status, 403)
    })
  )
})

describe("a token role", () => {
  it.effect("RW-TK-25: ignores an old name beside the new one, with a warning, and forgets its value", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const role = (body: object) => ask("POST", "auth/token/roles/r", { body })
      const read = Effect.map(ask("GET", "auth/token/roles/r"), ({ json }) => json.data)
      const written = yield* role({
        token_period: "1h",
        period: "2h",
        token_explicit_max_ttl: "3h",
        explicit_max_ttl: "4h",
        token_bound_cidrs: "127.0.0.1",
        bound_cidrs: "127.0.0.2"
      })
      const ignored = (name: string, oldName: string) =>
        `Both '${name}' and deprecated '${oldName}' value supplied, ignoring the deprecated value`
      assert.deepStrictEqual(written.json.warnings, [
        ignored("token_period", "period"),
        ignored("token_bound_cidrs", "bound_cidrs"),
        ignored("token_explicit_max_ttl", "explicit_max_ttl")
      ])
      const both = yield* read
      assert.deepStrictEqual([both.token_period, both.period, both.explicit_max_ttl], [3600, 0, 0])
      assert.notProperty(both, "bound_cidrs")
      assert.strictEqual((yield* role({ period: "2h", bound_cidrs: "127.0.0.2" })).status, 204)
      const old = yield* read
      assert.deepStrictEqual([old.token_period, old.period, old.bound_cidrs], [7200, 7200, ["127.0.0.2"]])
      yield* role({ token_period: "1h" })
      assert.strictEqual((yield* read).period, 0)
    })
  )

  it.effect("warns of an explicit maximum TTL above that of the mount", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const field of ["token_explicit_max_ttl", "explicit_max_ttl"]) {
        const { json } = yield* ask("POST", "auth/token/roles/r", { body: { [field]: "9000h" } })
        assert.match(
          json.warnings[0],
          /^Given explicit max TTL of 32400000 is greater than .* value of 2764800 seconds;/
        )
      }
    })
  )

  it.effect("RW-TK-51: keeps the names of policies once, in order", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const body = { disallowed_policies: [" B", "a", "b"], allowed_entity_aliases: ["X", "x"] }
      yield* ask("POST", "auth/token/roles/r", { body })
      const { allowed_entity_aliases, disallowed_policies } = (yield* ask("GET", "auth/token/roles/r")).json.data
      assert.deepStrictEqual([allowed_entity_aliases, disallowed_policies], [["x"], ["a", "b"]])
    })
  )
})
