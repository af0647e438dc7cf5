import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { TestClock } from "effect/testing"
import { engines } from "@enwrap/engines"
import { layerMemory, layerNobleCrypto, makeServer, Store, type WireResponse } from "../src/index.ts"
import { freshAsk, freshServer, ROOT, unwrap, wrap, type Ask } from "./asking.ts"

const write = (ask: Ask, name: string, body: object) => ask("POST", `sys/quotas/rate-limit/${name}`, { body })

const statuses = (ask: Ask, times: number, path: string, token: string | null = ROOT) =>
  Effect.map(Effect.all(Array.from({ length: times }, () => ask("GET", path, { token }))), (all) =>
    all.map(({ status }) => status)
  )

const limited = (path: string) => ({ status: 429, errors: [`request path "${path}": rate limit quota exceeded`] })

describe("rate limit quotas", () => {
  it.effect("refuse what exceeds them, until the interval ends (RW-QU-1, RW-QU-5)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      assert.strictEqual((yield* write(ask, "kv", { path: "kv1", rate: 2, interval: "10s" })).status, 204)
      assert.deepStrictEqual(yield* statuses(ask, 3, "kv1/a"), [404, 404, 429])
      const { json, status } = yield* ask("GET", "kv1/a")
      assert.deepStrictEqual({ status, errors: json.errors }, limited("kv1/a"))
      assert.deepStrictEqual(yield* statuses(ask, 1, "sys/mounts"), [200])
      yield* TestClock.adjust("10 seconds")
      assert.deepStrictEqual(yield* statuses(ask, 3, "kv1/a"), [404, 404, 429])
      yield* write(ask, "kv", { path: "kv1", rate: "1.0", interval: 10 })
      assert.deepStrictEqual(yield* statuses(ask, 2, "kv1/a"), [404, 429])
      assert.strictEqual((yield* ask("DELETE", "sys/quotas/rate-limit/kv")).status, 204)
      assert.deepStrictEqual(yield* statuses(ask, 3, "kv1/a"), [404, 404, 404])
    })
  )

  it.effect("refuse an unwrap without consuming the wrapping token (RW-QU-1)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { token } = yield* wrap(ask)
      yield* write(ask, "unwraps", { path: "sys/wrapping/unwrap", rate: 1 })
      assert.strictEqual((yield* unwrap(ask, "hvs.unknown")).status, 400)
      for (let attempt = 0; attempt < 5; attempt++) assert.strictEqual((yield* unwrap(ask, token)).status, 429)
      yield* TestClock.adjust("1 second")
      const { json } = yield* unwrap(ask, token)
      assert.deepStrictEqual(json.data, { zip: "zap" })
    })
  )

  it.effect("refuse before anything is read from the store (RW-QU-1)", () =>
    Effect.gen(function* () {
      let reads = 0
      const layerCounting = Layer.effect(
        Store,
        Effect.map(Store, (store) => ({
          ...store,
          get: (space: string, key: string) => {
            reads++
            return store.get(space, key)
          },
          getNow: (space: string, key: string, nowMs: number) => {
            reads++
            return store.getNow!(space, key, nowMs)
          }
        }))
      ).pipe(Layer.provide(layerMemory))
      const server = yield* makeServer({ engines, rootToken: ROOT }).pipe(
        Effect.provide([layerCounting, layerNobleCrypto])
      )
      const send = (method: string, target: string, token: string, body = "") =>
        server.handle({
          method,
          target: `/v1/${target}`,
          header: (name) => (name === "x-vault-token" ? token : undefined),
          body: new TextEncoder().encode(body),
          remoteAddress: "192.0.2.1"
        })
      yield* send("POST", "sys/quotas/rate-limit/all", ROOT, `{"rate":1}`)
      yield* send("GET", "secret/data/a", "hvs.guess-0")
      reads = 0
      for (let guess = 1; guess < 20; guess++) {
        assert.strictEqual((yield* send("GET", "secret/data/a", `hvs.guess-${guess}`)).status, 429)
      }
      assert.strictEqual(reads, 0)
    })
  )

  it.effect("apply alone, the most specific one (RW-QU-2)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "sys/auth/approle", { body: { type: "approle" } })
      for (const role of ["web", "job"]) {
        yield* ask("POST", `auth/approle/role/${role}`, { body: { token_policies: "default" } })
        yield* ask("POST", `auth/approle/role/${role}/role-id`, { body: { role_id: role } })
      }
      const rules: Record<string, object> = {
        exact: { path: "kv1/a/b", rate: 1 },
        glob: { path: "kv1/a/*", rate: 2 },
        wide: { path: "kv1/a*", rate: 3 },
        mount: { path: "kv1", rate: 4 },
        role: { path: "auth/approle", role: "web", rate: 1 },
        logins: { path: "auth/approle/login", rate: 2 }
      }
      for (const [name, body] of Object.entries(rules))
        assert.strictEqual((yield* write(ask, name, body)).status, 204, name)
      assert.deepStrictEqual(yield* statuses(ask, 2, "kv1/a/b"), [404, 429])
      // The spelling with a slash at the end is the same path.
      assert.deepStrictEqual(yield* statuses(ask, 1, "kv1/a/b/"), [429])
      assert.deepStrictEqual(yield* statuses(ask, 3, "kv1/a/c"), [404, 404, 429])
      assert.deepStrictEqual(yield* statuses(ask, 4, "kv1/ab"), [404, 404, 404, 429])
      assert.deepStrictEqual(yield* statuses(ask, 5, "kv1/b"), [404, 404, 404, 404, 429])
      const login = (role_id: string) =>
        Effect.map(
          ask("POST", "auth/approle/login", { token: null, body: { role_id, secret_id: "-" } }),
          ({ status }) => status
        )
      assert.deepStrictEqual([yield* login("web"), yield* login("web"), yield* login(" web\n")], [400, 429, 429])
      assert.deepStrictEqual([yield* login("job"), yield* login("?"), yield* login("job")], [400, 400, 429])
      yield* write(ask, "all", { path: "", rate: 1 })
      assert.deepStrictEqual(yield* statuses(ask, 2, "secret/data/a"), [404, 429])
    })
  )

  it.effect("count each client separately (RW-QU-3)", () =>
    Effect.gen(function* () {
      const server = yield* freshServer()
      const send = (remoteAddress: string, method = "GET", target = "kv1/a", body = ""): Effect.Effect<WireResponse> =>
        server.handle({
          method,
          target: `/v1/${target}`,
          header: (name) => (name === "x-vault-token" ? ROOT : undefined),
          body: new TextEncoder().encode(body),
          remoteAddress
        })
      yield* send("192.0.2.1", "POST", "sys/quotas/rate-limit/kv", `{"path":"kv1/","rate":1}`)
      const seen: Array<number> = []
      for (const address of [
        "192.0.2.1",
        "192.0.2.2",
        "::ffff:192.0.2.1",
        "2001:db8::1",
        "2001:db8::2",
        "2001:db8:0:1::1"
      ])
        seen.push((yield* send(address)).status)
      assert.deepStrictEqual(seen, [404, 404, 429, 404, 429, 404])
    })
  )

  it.effect("do not limit exempt paths (RW-QU-4, RW-QU-7)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* write(ask, "all", { rate: 3, interval: "1h" })
      assert.deepStrictEqual(yield* statuses(ask, 5, "sys/health"), [200, 200, 200, 200, 200])
      const config = { rate_limit_exempt_paths: ["kv1/", "sys/quotas/"], enable_rate_limit_audit_logging: true }
      assert.strictEqual((yield* ask("POST", "sys/quotas/config", { body: config })).status, 204)
      assert.deepStrictEqual(yield* statuses(ask, 4, "kv1/a"), [404, 404, 404, 404])
      assert.deepStrictEqual(yield* statuses(ask, 3, "sys/health"), [200, 200, 429])
      const { json } = yield* ask("GET", "sys/quotas/config")
      assert.deepStrictEqual(json.data, { ...config, enable_rate_limit_response_headers: false })
    })
  )

  it.effect("tell a client how many requests are left, if that is enabled (RW-QU-7)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* write(ask, "kv", { path: "kv1", rate: 1, interval: 10, block_interval: "1m" })
      const headers = (path = "kv1/a") =>
        Effect.map(ask("GET", path), ({ headers: all }) =>
          Object.fromEntries(Object.entries(all).filter(([name]) => /ratelimit|retry/.test(name)))
        )
      assert.deepStrictEqual([yield* headers(), yield* headers()], [{}, {}])
      yield* ask("POST", "sys/quotas/config", { body: { enable_rate_limit_response_headers: true } })
      yield* TestClock.adjust("65 seconds")
      const limits = (reset: string) => ({
        "x-ratelimit-limit": "1",
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": reset
      })
      assert.deepStrictEqual(yield* headers(), limits("5"))
      assert.deepStrictEqual(yield* headers(), { ...limits("5"), "retry-after": "60" })
      assert.deepStrictEqual(yield* headers("secret/data/a"), {})
    })
  )

  it.effect("block a client for the block interval (RW-QU-8)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* write(ask, "kv", { path: "kv1", rate: 1, block_interval: "1m" })
      assert.deepStrictEqual(yield* statuses(ask, 2, "kv1/a"), [404, 429])
      yield* TestClock.adjust("59 seconds")
      assert.deepStrictEqual(yield* statuses(ask, 1, "kv1/a"), [429])
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* statuses(ask, 2, "kv1/a"), [404, 429])
    })
  )

  it.effect("follow their mount, and end with it (RW-QU-8)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* write(ask, "kv", { path: "kv1/a", rate: 1 })
      yield* ask("POST", "sys/remount", { body: { from: "kv1", to: "moved" } })
      assert.deepStrictEqual(yield* statuses(ask, 2, "moved/a"), [404, 429])
      assert.strictEqual((yield* ask("GET", "sys/quotas/rate-limit/kv")).json.data.path, "moved/a")
      yield* ask("DELETE", "sys/mounts/moved")
      yield* ask("POST", "sys/mounts/moved", { body: { type: "kv" } })
      assert.strictEqual((yield* ask("GET", "sys/quotas/rate-limit/kv")).status, 404)
      assert.strictEqual((yield* ask("LIST", "sys/quotas/rate-limit")).status, 404)
      assert.deepStrictEqual(yield* statuses(ask, 2, "moved/a"), [404, 404])
    })
  )

  it.effect("are refused if they are invalid (RW-QU-6)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })
      yield* write(ask, "first", { path: "kv1", rate: 1, interval: 1000 })
      const auth = 'Mount path "auth/userpass/"'
      for (const [body, error] of [
        [{ path: "kv1" }, "'rate' is invalid"],
        [{ rate: -1 }, "'rate' is invalid"],
        [{ rate: 1, path: "nowhere" }, 'invalid mount path "nowhere/"'],
        [{ rate: 1, path: "kv1/" }, 'quota rule with similar properties exists under the name "first"'],
        [{ rate: 1, path: "auth/userpass", role: "a" }, `${auth} does not support use with role-based quotas`],
        [
          { rate: 1, path: "secret", role: "a" },
          'Mount path "secret/" is not a valid auth method and therefore unsuitable for use with role-based quotas'
        ],
        [
          { rate: 1, path: "auth/userpass/login", role: "a" },
          "Quotas cannot contain both a path suffix and a role. If a role is provided, path must be a valid auth mount with a concept of roles"
        ]
      ] as const) {
        const { json, status } = yield* write(ask, "second", body)
        assert.deepStrictEqual({ status, errors: json.errors }, { status: 400, errors: [error] })
      }
      for (const body of [{ rate: "1e400" }, { rate: "x" }, { rate: 1, interval: -1 }, { rate: 1, block_interval: -1 }])
        assert.strictEqual((yield* write(ask, "second", body)).status, 400, JSON.stringify(body))
      assert.deepStrictEqual((yield* ask("LIST", "sys/quotas/rate-limit")).json.data.keys, ["first"])
    })
  )
})
