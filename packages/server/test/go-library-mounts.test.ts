import { assert, describe, it } from "@effect/vitest"
import { engines } from "@enwrap/engines"
import * as Effect from "effect/Effect"
import { layerTestStore } from "../../../test/test-store.ts"
import { layerNobleCrypto, openServer } from "../src/index.ts"
import { asking, type Ask, freshAsk, ROOT } from "./asking.ts"

const settings = (ask: Ask, path: string) =>
  Effect.map(ask("GET", path), ({ json: { data } }) => ({
    ...data.config,
    description: data.description,
    options: data.options
  }))

/** What `Sys().TuneMount` of the Go library sends when a program sets nothing. */
const UNSET = { options: null, default_lease_ttl: "", max_lease_ttl: "", force_no_cache: false }

const CONFIG = {
  default_lease_ttl: "10m",
  max_lease_ttl: "1h",
  force_no_cache: true,
  listing_visibility: "unauth",
  audit_non_hmac_request_keys: ["a"],
  audit_non_hmac_response_keys: ["b"],
  passthrough_request_headers: ["X-A"],
  allowed_response_headers: ["X-B"]
}

const MOUNTS = [
  ["sys/mounts/team", { type: "kv", description: "d", config: CONFIG, options: { a: "b" } }],
  ["sys/auth/users", { type: "userpass", description: "d", config: { ...CONFIG, token_type: "batch" } }]
] as const

describe("mounts of clients in Go", () => {
  for (const [path, body] of MOUNTS) {
    it.effect(`RW-SYS-9: the Go library reset the TTLs of ${path} that a tuning does not set`, () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        yield* ask("POST", path, { body })
        const before = yield* settings(ask, path)
        const tune = (changed: object) => ask("POST", `${path}/tune`, { body: { ...UNSET, ...changed } })
        for (const [sent, expected] of [
          [{}, {}],
          [{ description: "x" }, { description: "x" }],
          [{ options: { c: "d" } }, { options: { ...before.options, c: "d" } }],
          [{ default_lease_ttl: "20m" }, { default_lease_ttl: 1200 }],
          [{ max_lease_ttl: "2h" }, { max_lease_ttl: 7200 }],
          [{ default_lease_ttl: "0s" }, { default_lease_ttl: 0 }],
          [{ max_lease_ttl: "system" }, { max_lease_ttl: 0 }]
        ] as const) {
          const earlier = yield* settings(ask, path)
          assert.strictEqual((yield* tune(sent)).status, 204, JSON.stringify(sent))
          assert.deepStrictEqual(yield* settings(ask, path), { ...earlier, ...expected }, JSON.stringify(sent))
        }
      })
    )

    it.effect(`the Go library enables ${path} with empty settings`, () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        const input = {
          type: body.type,
          description: "",
          local: false,
          seal_wrap: false,
          external_entropy_access: false
        }
        assert.strictEqual((yield* ask("POST", path, { body: { ...input, config: UNSET, options: null } })).status, 204)
        assert.containSubset(yield* settings(ask, path), { default_lease_ttl: 0, max_lease_ttl: 0, description: "" })
      })
    )
  }

  it.effect("a login after a tuning of the Go library had a token without the mount's limits", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "sys/auth/users", { body: MOUNTS[1][1] })
      yield* ask("POST", "auth/users/users/b", { body: { password: "p" } })
      yield* ask("POST", "sys/auth/users/tune", { body: { ...UNSET, description: "x" } })
      const { json } = yield* ask("POST", "auth/users/login/b", { body: { password: "p" } })
      assert.strictEqual(json.auth.lease_duration, 600)
    })
  )

  it.effect("a mount with a TTL above the server's new maximum could not be tuned at all", () =>
    Effect.gen(function* () {
      const start = (maxLeaseTtl: number) =>
        Effect.map(
          openServer({ engines, mounts: [], rootKey: new Uint8Array(32).fill(7), rootToken: ROOT, maxLeaseTtl }),
          asking
        )
      const before = yield* start(7200)
      yield* before("POST", "sys/mounts/old", { body: { type: "kv", config: { default_lease_ttl: "2h" } } })
      const ask = yield* start(3600)
      const earlier = yield* settings(ask, "sys/mounts/old")
      assert.strictEqual(
        (yield* ask("POST", "sys/mounts/old/tune", { body: { ...UNSET, description: "x" } })).status,
        204
      )
      assert.deepStrictEqual(yield* settings(ask, "sys/mounts/old"), { ...earlier, description: "x" })
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )

  const OTHER_VERSIONS = [
    ["sys/mounts/pv", "kv", "v1.0.0", "cannot select non-builtin version of secrets plugin kv"],
    ["sys/mounts/pv", "kv-v2", "1", "cannot select non-builtin version of secrets plugin kv"],
    ["sys/mounts/pv", "pki", "1.2", "plugin not found in the catalog: pki has no such plugin_version; leave it out"],
    [
      "sys/auth/pv",
      "userpass",
      "01.2.3-a+b",
      "plugin not found in the catalog: userpass has no such plugin_version; leave it out"
    ],
    ["sys/mounts/pv", "kv", "zzz", "plugin_version is not a valid semantic version"]
  ] as const
  for (const [path, type, plugin_version, text] of OTHER_VERSIONS)
    it.effect(`the plugin version ${plugin_version} of a new ${type} was ignored`, () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        const body = (version: string) => ({ type, config: { ...UNSET, plugin_version: version } })
        const { json, status } = yield* ask("POST", path, { body: body(plugin_version) })
        assert.deepStrictEqual([status, json], [400, { errors: [text] }])
        assert.strictEqual((yield* ask("POST", path, { body: body("") })).status, 204)
        const running = (yield* ask("GET", path)).json.data.running_plugin_version
        yield* ask("DELETE", path)
        assert.strictEqual((yield* ask("POST", path, { body: body(running) })).status, 204)
      })
    )

  const LOCKOUT = { lockout_threshold: "5" }
  const REFUSED_TUNINGS = [
    [
      "secret",
      { plugin_version: "v1.0.0" },
      "plugin not found in the catalog: kv has no such plugin_version; leave it out"
    ],
    ["secret", { plugin_version: "" }, "plugin_version is not a valid semantic version"],
    ["sys", { plugin_version: "v1.0.0" }, "cannot tune parameter plugin_version of sys/"],
    ["sys", { user_lockout_config: {} }, "cannot tune parameter user_lockout_config of sys/"],
    ["sys", { default_lease_ttl: "" }, "cannot tune parameter default_lease_ttl of sys/"],
    ["secret", { user_lockout_config: LOCKOUT }, 'tuning of user lockout configuration for auth type "kv" not allowed'],
    [
      "auth/token",
      { user_lockout_config: LOCKOUT },
      'tuning of user lockout configuration for auth type "token" not allowed'
    ]
  ] as const
  for (const [path, body, text] of REFUSED_TUNINGS)
    it.effect(`a tuning of ${path} to ${JSON.stringify(body)} was ignored`, () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        const { json, status } = yield* ask("POST", `sys/mounts/${path}/tune`, { body })
        assert.deepStrictEqual([status, json], [400, { errors: [text] }])
      })
    )

  it.effect("an empty lockout and the version that runs change nothing", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { running_plugin_version: plugin_version } = (yield* ask("GET", "sys/mounts/secret")).json.data
      for (const body of [{ user_lockout_config: {} }, { plugin_version }])
        assert.strictEqual((yield* ask("POST", "sys/mounts/secret/tune", { body })).status, 204)
    })
  )
})
