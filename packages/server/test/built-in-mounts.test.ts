import { assert, describe, it } from "@effect/vitest"
import { engines } from "@enwrap/engines"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { layerTestStore } from "../../../test/test-store.ts"
import { layerNobleCrypto, openServer } from "../src/index.ts"
import { type Ask, asking, freshAsk, ROOT } from "./asking.ts"
import { auditedServer } from "./audit/audited-server.ts"

const refusal = ({ json, status }: { status: number; json: { errors: unknown } }) => [status, json.errors]
const tuning = (ask: Ask, path: string) => Effect.map(ask("GET", `${path}/tune`), ({ json }) => json.data)

const KEYS = { audit_non_hmac_request_keys: ["a", "b"], audit_non_hmac_response_keys: ["c"] }

describe("the mounts of the server itself", () => {
  for (const path of ["sys", "cubbyhole", "auth/token"])
    it.effect(`RW-SYS-9: the audit keys of ${path}/ could not be tuned`, () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        const before = yield* tuning(ask, `sys/mounts/${path}`)
        for (const body of [{}, { unknown: 1 }, KEYS])
          assert.strictEqual((yield* ask("POST", `sys/mounts/${path}/tune`, { body })).status, 204)
        assert.deepStrictEqual(yield* tuning(ask, `sys/mounts/${path}`), { ...before, ...KEYS })
        assert.containSubset((yield* ask("GET", `sys/mounts/${path}`)).json.data.config, KEYS)
        yield* ask("POST", `sys/mounts/${path}/tune`, { body: { audit_non_hmac_request_keys: [] } })
        const { audit_non_hmac_response_keys } = KEYS
        assert.deepStrictEqual(yield* tuning(ask, `sys/mounts/${path}`), { ...before, audit_non_hmac_response_keys })
      })
    )

  const REFUSED = [
    ["sys", { ...KEYS, default_lease_ttl: "1h" }, "cannot tune parameter default_lease_ttl of sys/"],
    ["sys", { options: { a: "b" } }, "cannot tune parameter options of sys/"],
    ["cubbyhole", { listing_visibility: "unauth" }, "cannot tune parameter listing_visibility of cubbyhole/"],
    ["cubbyhole", { token_type: "batch" }, "cannot tune parameter token_type of cubbyhole/"],
    ["identity", { description: "x" }, "cannot tune parameter description of identity/"],
    ["identity", KEYS, 'tune of path "identity/" failed: no mount entry found'],
    ["auth/token", { token_type: "service" }, "'token_type' cannot be set for 'token' or 'ns_token' auth mounts"],
    ["auth/token", { token_type: "odd" }, "'token_type' cannot be set for 'token' or 'ns_token' auth mounts"],
    ["auth/token", { options: { version: "2" } }, 'singleton plugin cannot be reloaded: "token"'],
    [
      "auth/token",
      { default_lease_ttl: "2h", max_lease_ttl: "1h" },
      "backend max lease TTL of 3600 would be less than backend default lease TTL of 7200"
    ]
  ] as const
  for (const [path, body, text] of REFUSED)
    it.effect(`RW-SYS-9: refuses to tune ${path}/ to ${JSON.stringify(body)}`, () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        const before = (yield* ask("GET", "sys/internal/ui/mounts")).json.data
        assert.deepStrictEqual(refusal(yield* ask("POST", `sys/mounts/${path}/tune`, { body })), [400, [text]])
        assert.deepStrictEqual((yield* ask("GET", "sys/internal/ui/mounts")).json.data, before)
      })
    )

  it.effect("RW-SYS-18: what policies say of the parameters at sys/auth also applies at sys/mounts", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const policy = (restriction: string) => `
        path "sys/auth/token/tune" { capabilities = ["read", "update", "sudo"] ${restriction} }
        path "sys/mounts/auth/token/tune" { capabilities = ["read", "update"] }`
      for (const [name, restriction, allowed, denied] of [
        ["denying", "denied_parameters = { max_lease_ttl = [] }", { description: "a" }, { max_lease_ttl: "1h" }],
        ["allowing", "allowed_parameters = { description = [] }", { description: "a" }, { max_lease_ttl: "1h" }],
        ["requiring", 'required_parameters = ["description"]', { description: "a" }, { max_lease_ttl: "1h" }],
        ["wrapping", 'max_wrapping_ttl = "1m"', undefined, { description: "a" }]
      ] as const) {
        yield* ask("POST", `sys/policies/acl/${name}`, { body: { policy: policy(restriction) } })
        const created = yield* ask("POST", "auth/token/create", { body: { policies: [name] } })
        const token = created.json.auth.client_token
        for (const path of ["sys/auth/token/tune", "sys/mounts/auth/token/tune"]) {
          if (allowed !== undefined)
            assert.strictEqual((yield* ask("POST", path, { token, body: allowed })).status, 204, `${name} ${path}`)
          assert.strictEqual((yield* ask("POST", path, { token, body: denied })).status, 403, `${name} ${path}`)
        }
      }
    })
  )

  it.effect("RW-SYS-9: of two tunings at the same time, neither undoes the other", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const path = "sys/mounts/sys/tune"
      for (let i = 0; i < 20; i++) {
        yield* ask("POST", path, { body: { audit_non_hmac_request_keys: ["a"], audit_non_hmac_response_keys: [] } })
        yield* Effect.all(
          [
            ask("POST", path, { body: { audit_non_hmac_request_keys: [] } }),
            ask("POST", path, { body: { audit_non_hmac_response_keys: ["b"] } })
          ],
          { concurrency: "unbounded" }
        )
        const { audit_non_hmac_request_keys: request, audit_non_hmac_response_keys: response } = yield* tuning(
          ask,
          "sys/mounts/sys"
        )
        assert.deepStrictEqual([request, response], [undefined, ["b"]])
      }
    })
  )

  it.effect("keep their tuning when the server is started again", () =>
    Effect.gen(function* () {
      const start = Effect.map(
        openServer({ engines, mounts: [], rootKey: new Uint8Array(32).fill(7), rootToken: ROOT }),
        asking
      )
      const before = yield* start
      yield* before("POST", "sys/mounts/sys/tune", { body: KEYS })
      yield* before("POST", "sys/auth/token/tune", { body: { max_lease_ttl: "1h", description: "tokens" } })
      const tuned = [
        (yield* before("GET", "sys/mounts")).json.data["sys/"],
        (yield* before("GET", "sys/auth")).json.data["token/"]
      ]
      const ask = yield* start
      assert.deepStrictEqual((yield* ask("GET", "sys/mounts")).json.data["sys/"], tuned[0])
      assert.deepStrictEqual((yield* ask("GET", "sys/auth")).json.data["token/"], tuned[1])
      assert.strictEqual(tuned[1].description, "tokens")
      const { json } = yield* ask("POST", "auth/token/create", { body: { ttl: "5h" } })
      assert.strictEqual(json.auth.lease_duration, 3600)
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )

  it.effect("RW-AU-4: the audit keys of sys/ and auth/token/ are in plain text in entries", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      const tune = (path: string, body: object) => ask("POST", `sys/mounts/${path}/tune`, { body })
      yield* tune("sys", { audit_non_hmac_request_keys: ["policy"], audit_non_hmac_response_keys: ["keys"] })
      yield* tune("auth/token", { audit_non_hmac_request_keys: ["display_name"] })
      kept.clear()
      yield* ask("POST", "sys/policies/acl/p", { body: { policy: 'path "a" { capabilities = ["read"] }', ttl: "1h" } })
      yield* ask("LIST", "sys/policies/acl")
      yield* ask("POST", "auth/token/create", { body: { display_name: "ada", ttl: "1h" } })
      const [written, , , listed, created] = kept.entries()
      assert.strictEqual(written.request.data.policy, 'path "a" { capabilities = ["read"] }')
      assert.match(written.request.data.ttl, /^hmac-sha256:/)
      assert.deepStrictEqual(listed.response.data.keys, ["default", "p", "root"])
      assert.strictEqual(created.request.data.display_name, "ada")
      assert.match(created.request.data.ttl, /^hmac-sha256:/)
    })
  )
})

describe("the TTLs of the token method", () => {
  it.effect("RW-TK-7 RW-TK-8: apply to the tokens that it creates and renews, and to no login", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })
      yield* ask("POST", "auth/userpass/users/ann", { body: { password: "p" } })
      const create = (body: object) => ask("POST", "auth/token/create", { body: { policies: ["default"], ...body } })
      const earlier = (yield* create({ ttl: "5h" })).json.auth
      const tuned = { default_lease_ttl: "20m", max_lease_ttl: "1h" }
      assert.strictEqual((yield* ask("POST", "sys/auth/token/tune", { body: tuned })).status, 204)
      assert.strictEqual((yield* create({})).json.auth.lease_duration, 1200)
      const long = (yield* create({ ttl: "10h" })).json
      assert.strictEqual(long.auth.lease_duration, 3600)
      assert.deepStrictEqual(long.warnings, [
        'TTL of "10h" exceeded the effective max_ttl of "1h"; TTL value is capped accordingly'
      ])
      assert.strictEqual((yield* create({ period: "10h" })).json.auth.lease_duration, 3600)
      assert.strictEqual((yield* create({ type: "batch", ttl: "2h" })).json.auth.lease_duration, 3600)
      const role = yield* ask("POST", "auth/token/roles/r", { body: { token_explicit_max_ttl: "3h" } })
      assert.match(role.json.warnings[0], /3600/)
      const login = yield* ask("POST", "auth/userpass/login/ann", { token: null, body: { password: "p" } })
      assert.strictEqual(login.json.auth.lease_duration, 32 * 24 * 3600)

      yield* TestClock.adjust("15 minutes")
      const renewed = yield* ask("POST", "auth/token/renew", {
        body: { token: earlier.client_token, increment: "9h" }
      })
      assert.strictEqual(renewed.json.auth.lease_duration, 2700)
      yield* ask("POST", "sys/auth/token/tune", { body: { default_lease_ttl: "0", max_lease_ttl: "system" } })
      assert.strictEqual((yield* create({ ttl: "10h" })).json.auth.lease_duration, 36_000)
    })
  )
})

describe("a login method below sys/mounts", () => {
  it.effect("could not be read", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { data } = (yield* ask("GET", "sys/auth/token")).json
      assert.deepStrictEqual((yield* ask("GET", "sys/mounts/auth/token")).json.data, data)
      assert.deepStrictEqual(refusal(yield* ask("GET", "sys/mounts/auth/none")), [
        400,
        ["No secret engine mount at auth/none/"]
      ])
    })
  )

  it.effect("RW-SYS-18: can be read by a caller who may read it below sys/auth, with sudo", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const own = 'path "sys/mounts/auth/token" { capabilities = ["read"] }'
      const reads = (capabilities: string) =>
        Effect.gen(function* () {
          const policy = `${own}\npath "sys/auth/token" { capabilities = [${capabilities}] }`
          yield* ask("POST", "sys/policies/acl/some", { body: { policy } })
          const { json } = yield* ask("POST", "auth/token/create", { body: { policies: ["some"] } })
          return (yield* ask("GET", "sys/mounts/auth/token", { token: json.auth.client_token })).status
        })
      assert.strictEqual(yield* reads('"read"'), 403)
      assert.strictEqual(yield* reads('"sudo", "update"'), 403)
      assert.strictEqual(yield* reads('"read", "sudo"'), 200)
    })
  )
})
