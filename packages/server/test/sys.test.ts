import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { createHash } from "node:crypto"
import { TestClock } from "effect/testing"
import { asking, type Ask, freshAsk, freshServer, NOT_ALLOWED, ROOT, unwrap, wrap } from "./asking.ts"

const READ_A = 'path "kv1/a" { capabilities = ["read"] }'

/** A token with its own policy. */
const holder = Effect.fnUntraced(function* (ask: Ask, name: string, policy: string) {
  yield* ask("POST", `sys/policies/acl/${name}`, { body: { policy } })
  const { json } = yield* ask("POST", "auth/token/create", { body: { policies: [name] } })
  return json.auth as { client_token: string; accessor: string }
})

describe("sys/ha-status", () => {
  it.effect("had its nodes only in data, not at the top level", () =>
    Effect.gen(function* () {
      const { json } = yield* (yield* freshAsk())("GET", "sys/ha-status")
      assert.lengthOf(json.nodes, 1)
      assert.deepStrictEqual(json.nodes, json.data.nodes)
    })
  )

  it.effect("had no address, and the name of the cluster as its host name", () =>
    Effect.gen(function* () {
      const node = { hostname: "machine", apiAddress: "https://vault.example:8200" }
      const { json } = yield* asking(yield* freshServer({ node }))("GET", "sys/ha-status")
      assert.strictEqual(json.nodes[0].hostname, "machine")
      assert.strictEqual(json.nodes[0].api_address, "https://vault.example:8200")
    })
  )
})

describe("sys/policies", () => {
  it.effect("a policy expires together with what it granted (RW-PB-11)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "kv1/a", { body: { x: 1 } })
      const { client_token: token } = yield* holder(ask, "short", READ_A)
      const written = yield* ask("POST", "sys/policies/acl/short", { body: { policy: READ_A, ttl: "1h" } })
      assert.strictEqual(written.status, 204)
      assert.strictEqual((yield* ask("GET", "sys/policies/acl/short")).json.data.expiration, "1970-01-01T01:00:00.000Z")
      yield* TestClock.adjust("59 minutes")
      assert.strictEqual((yield* ask("GET", "kv1/a", { token })).status, 200)
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* ask("GET", "kv1/a", { token })).status, 403)
      assert.strictEqual((yield* ask("GET", "sys/policies/acl/short")).status, 404)
      assert.deepStrictEqual((yield* ask("LIST", "sys/policies/acl")).json.data.keys, ["default", "root"])
      yield* ask("POST", "sys/policies/acl/short", { body: { policy: READ_A } })
      const again = (yield* ask("GET", "sys/policies/acl/short")).json.data
      assert.deepStrictEqual([again.version, again.expiration], [1, undefined])
    })
  )

  it.effect("the default policy is restored when one that replaced it expires (RW-PB-11)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const before = (yield* ask("GET", "sys/policies/acl/default")).json.data.policy
      yield* ask("POST", "sys/policies/acl/default", { body: { policy: READ_A, ttl: 60 } })
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* ask("GET", "sys/policies/acl/default")).json.data.policy, before)
    })
  )

  it.effect("only one of two writers replaces the same version (RW-PB-12)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const write = (body: object) => ask("POST", "sys/policies/acl/p", { body: { policy: READ_A, ...body } })
      const first = yield* Effect.all([write({ cas: -1 }), write({ cas: -1 })], { concurrency: 2 })
      assert.deepStrictEqual(first.map(({ status }) => status).sort(), [204, 400])
      const second = yield* Effect.all([write({ cas: 1 }), write({ cas: 1 })], { concurrency: 2 })
      assert.deepStrictEqual(second.map(({ status }) => status).sort(), [204, 400])
      assert.strictEqual((yield* write({ cas: 2, cas_required: true })).status, 204)
      assert.strictEqual((yield* write({})).status, 400)
      assert.strictEqual((yield* write({ cas: 3 })).status, 204)
    })
  )

  it.effect("rejects invalid times, and names the field (RW-ER-10)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const [field, value] of [
        ["ttl", "soon"],
        ["ttl", -1],
        ["expiration", "tomorrow"],
        ["expiration", "2030-01-01"],
        ["expiration", "2030-02-30T00:00:00Z"],
        ["expiration", 5],
        ["cas", "x"],
        ["cas", 1.5],
        ["cas_required", "perhaps"],
        ["policy", 7]
      ] as const) {
        const { json, status } = yield* ask("POST", "sys/policies/acl/p", { body: { policy: READ_A, [field]: value } })
        assert.strictEqual(status, 400, field)
        assert.include(json.errors[0], field)
      }
    })
  )

  it.effect("is the same at the older path (RW-PB-13)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const warned = yield* ask("POST", "sys/policy/Old", { body: { rules: READ_A } })
      assert.deepStrictEqual(warned.json.warnings, [
        "policy name was converted to old",
        "'rules' is deprecated, please use 'policy' instead"
      ])
      assert.strictEqual((yield* ask("GET", "sys/policy/old")).json.rules, READ_A)
      assert.strictEqual((yield* ask("GET", "sys/policies/acl/old")).json.data.policy, READ_A)
      assert.deepStrictEqual((yield* ask("GET", "sys/policy")).json.policies, ["default", "old", "root"])
      assert.strictEqual((yield* ask("DELETE", "sys/policy/OLD")).status, 204)
      assert.strictEqual((yield* ask("GET", "sys/policies/acl/old")).status, 404)
      assert.strictEqual((yield* ask("POST", "sys/policy/old", { body: {} })).status, 400)
    })
  )
})

describe("sys/capabilities", () => {
  it.effect(
    "lists the capabilities of a token, by token and by accessor, also for names of object members (RW-PB-14)",
    () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        const { accessor, client_token: token } = yield* holder(
          ask,
          "p",
          'path "__proto__" { capabilities = ["list", "create"] }'
        )
        const paths = ["__proto__", "constructor"]
        for (const [path, body] of [
          ["sys/capabilities", { token, paths }],
          ["sys/capabilities-accessor", { accessor, paths }]
        ] as const) {
          const { text } = yield* ask("POST", path, { body })
          assert.include(text, '"data":{"__proto__":["create","list"],"constructor":["deny"]}')
        }
        const self = yield* ask("POST", "sys/capabilities-self", { token, body: { path: "cubbyhole/x" } })
        assert.deepStrictEqual(self.json.data.capabilities, ["create", "delete", "list", "read", "update"])
      })
  )

  it.effect("can be wrapped, and unwrapping gives the same response (RW-HD-6)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { json } = yield* ask("POST", "sys/capabilities-self", { body: { paths: ["a"] }, ttl: 60 })
      assert.deepStrictEqual((yield* unwrap(ask, json.wrap_info.token)).json.data, {
        a: ["root"],
        capabilities: ["root"]
      })
    })
  )
})

describe("sealing", () => {
  it.effect("rejects every request until the unseal key is given (RW-SYS-12)", () =>
    Effect.gen(function* () {
      const server = yield* freshServer()
      const ask = asking(server)
      const { token } = yield* wrap(ask)
      const nobody = yield* holder(ask, "all", 'path "sys/*" { capabilities = ["create", "read", "update"] }')
      const refused = yield* ask("PUT", "sys/seal", { token: nobody.client_token })
      assert.deepStrictEqual([refused.status, refused.json.errors], [403, NOT_ALLOWED])

      assert.strictEqual((yield* ask("PUT", "sys/seal")).status, 204)
      for (const [method, path] of [
        ["GET", "kv1/a"],
        ["POST", "sys/wrapping/unwrap"],
        ["GET", "sys/mounts"],
        ["GET", "nowhere"]
      ] as const) {
        const { json, status } = yield* ask(method, path)
        assert.deepStrictEqual([status, json], [503, { errors: ["Vault is sealed"] }], path)
      }
      // It is sealed already.
      assert.strictEqual((yield* ask("PUT", "sys/seal")).status, 204)
      assert.strictEqual((yield* ask("GET", "sys/health", { token: null })).status, 503)
      assert.strictEqual((yield* ask("GET", "sys/health?sealedcode=299", { token: null })).status, 299)
      assert.strictEqual((yield* ask("GET", "sys/seal-status", { token: null })).json.sealed, true)

      const wrong = yield* ask("PUT", "sys/unseal", { token: null, body: { key: "00".repeat(32) } })
      assert.strictEqual(wrong.status, 400)
      assert.strictEqual((yield* ask("PUT", "sys/unseal", { token: null, body: { key: 5 } })).status, 400)
      assert.strictEqual((yield* ask("GET", "kv1/a")).status, 503)

      const base64 = Buffer.from(server.unsealKey, "hex").toString("base64")
      const open = yield* ask("PUT", "sys/unseal", { token: null, body: { key: base64 } })
      assert.deepStrictEqual([open.status, open.json.sealed], [200, false])
      assert.strictEqual((yield* unwrap(ask, token)).status, 200)
    })
  )
})

describe("paths outside the logical layer", () => {
  it.effect(
    "respond to HEAD as to GET, without a body, and to other methods with 405 and no text (RW-SYS-1, RW-SYS-2)",
    () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        for (const path of ["sys/health", "sys/seal-status", "sys/leader", "sys/init"]) {
          const head = yield* ask("HEAD", path, { token: null })
          assert.deepStrictEqual([head.status, head.text], [200, ""], path)
          const { json, status } = yield* ask("DELETE", path, { token: null })
          assert.deepStrictEqual([status, json], [405, { errors: [] }], path)
        }
      })
  )

  it.effect("reject invalid statuses, for every state of a server (RW-SYS-1)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const statusOf = (query: string) =>
        Effect.map(ask("GET", `sys/health?${query}`, { token: null }), ({ status }) => status)
      for (const query of ["activecode=1000", "activecode=100", "activecode=x", "sealedcode=x", "uninitcode="])
        assert.strictEqual(yield* statusOf(query), 400, query)
      for (const query of [`standbycode=${2n ** 63n}`, "standbycode=x", "standbyok=yes", "standbyok=x&activecode=200"])
        assert.strictEqual(yield* statusOf(query), 400, query)
      // The status of another state can be any number, and the original ignores what it does not know.
      for (const query of [
        "standbycode=0",
        `sealedcode=${2n ** 63n - 1n}`,
        "uninitcode=-1",
        "standbyok=F&standbycode=%2B1"
      ])
        assert.strictEqual(yield* statusOf(query), 200, query)
      for (const query of ["standbyok", "perfstandbyok=x", "drsecondarycode=x&performancestandbycode="])
        assert.strictEqual(yield* statusOf(query), 200, query)
      assert.strictEqual((yield* ask("GET", "sys/health?activecode=204", { token: null })).text, "")
    })
  )
})

describe("keys", () => {
  it.effect("are rotated, and older records stay readable (RW-SYS-17)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { token } = yield* wrap(ask, { zip: "zap" }, "2h")
      yield* ask("POST", "kv1/a", { body: { x: 1 } })
      const before = (yield* ask("GET", "sys/key-status")).json
      yield* TestClock.adjust("1 hour")
      assert.strictEqual((yield* ask("PUT", "sys/rotate")).status, 204)
      const after = (yield* ask("GET", "sys/key-status")).json
      assert.strictEqual(after.term, before.term + 1)
      assert.strictEqual(Date.parse(after.install_time) - Date.parse(before.install_time), 3_600_000)
      assert.deepStrictEqual((yield* ask("GET", "kv1/a")).json.data, { x: 1 })
      assert.strictEqual((yield* unwrap(ask, token)).status, 200)
    })
  )
})

describe("sys/tools", () => {
  it.effect("return random bytes and hashes, and reject invalid input (RW-SYS-14)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const random = yield* ask("POST", "sys/tools/random/131072", { body: { format: "hex" } })
      assert.strictEqual(random.json.data.random_bytes.length, 262_144)
      const again = yield* ask("POST", "sys/tools/random")
      assert.notStrictEqual(
        again.json.data.random_bytes,
        (yield* ask("POST", "sys/tools/random")).json.data.random_bytes
      )
      for (const path of ["random/1e3", "random/-1", "random/seal", "random/platform/x", "random/nowhere/8"]) {
        assert.strictEqual((yield* ask("POST", `sys/tools/${path}`, { body: {} })).status, 400, path)
      }
      for (const body of [{ input: 5 }, { input: "?" }, { algorithm: "" }, { format: "" }]) {
        assert.strictEqual((yield* ask("POST", "sys/tools/hash", { body })).status, 400, JSON.stringify(body))
      }
      const input = Buffer.alloc(700_000, "0123456789")
      for (const [ours, nodes] of [
        ["sha2-256", "sha256"],
        ["sha2-512", "sha512"],
        ["sha3-256", "sha3-256"]
      ] as const) {
        const long = yield* ask("POST", `sys/tools/hash/${ours}`, { body: { input: input.toString("base64") } })
        assert.strictEqual(long.json.data.sum, createHash(nodes).update(input).digest("hex"))
      }
      const { json } = yield* ask("POST", "sys/tools/hash/sha3-512", { body: {} })
      assert.match(json.data.sum, /^a69f73cca23a9ac5c8b567dc185a756e97c982164fe25859e0d1dcc1475c80a6/)
    })
  )
})

describe("sys/config/cors", () => {
  it.effect("applies from the next request on (RW-SYS-15)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk({ allowedOrigins: ["https://first.example"] })
      const from = (origin: string) =>
        Effect.map(
          ask("GET", "sys/leader", { headers: { origin } }),
          ({ headers }) => headers["access-control-allow-origin"]
        )
      const write = (body: object) => ask("POST", "sys/config/cors", { body })
      assert.strictEqual(yield* from("https://first.example"), "https://first.example")
      assert.strictEqual((yield* write({ allowed_origins: "https://a.example", allowed_headers: "X-Own" })).status, 204)
      assert.deepStrictEqual(
        [yield* from("https://a.example"), yield* from("https://first.example")],
        ["https://a.example", undefined]
      )
      const preflight = yield* ask("OPTIONS", "kv1/a", {
        headers: { origin: "https://a.example", "access-control-request-method": "POST" }
      })
      assert.strictEqual(preflight.status, 204)
      assert.include((preflight.headers["access-control-allow-headers"] ?? "").split(", "), "x-own")
      for (const body of [
        { allowed_origins: ["a.example"] },
        { allowed_origins: ["https://a.example/path"] },
        { allowed_origins: ["https://a.example\r\nx: y"] },
        { allowed_origins: "*", allowed_headers: ["a b"] },
        { allowed_origins: 5 }
      ]) {
        assert.strictEqual((yield* write(body)).status, 400, JSON.stringify(body))
      }
      assert.strictEqual((yield* ask("DELETE", "sys/config/cors")).status, 204)
      assert.strictEqual(yield* from("https://a.example"), undefined)
    })
  )
})

describe("sys/internal/specs/openapi", () => {
  it.effect("shows only the mounts that the caller may see (RW-SYS-16)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const paths = (token: string | null) =>
        Effect.map(ask("GET", "sys/internal/specs/openapi", { token }), ({ json }) => Object.keys(json.paths))
      const all = yield* paths(ROOT)
      assert.includeMembers(all, ["/secret/data/{path}", "/kv1/{path}", "/sys/wrapping/wrap", "/auth/token/create"])
      assert.isFalse(all.some((path) => path.includes("_mount}")))
      const { client_token: token } = yield* holder(ask, "one", READ_A)
      const some = yield* paths(token)
      assert.include(some, "/kv1/{path}")
      assert.notInclude(some, "/secret/data/{path}")
      assert.notInclude(yield* paths(null), "/kv1/{path}")

      const { json } = yield* ask("GET", "sys/internal/specs/openapi")
      const ids = Object.values(json.paths as Record<string, Record<string, { operationId?: string }>>)
        .flatMap((item) => Object.values(item).map(({ operationId }) => operationId))
        .filter((id) => id !== undefined)
      assert.strictEqual(new Set(ids).size, ids.length)
    })
  )
})

describe("paths that need sudo", () => {
  it.effect("reject a caller that has only the other capabilities (RW-SYS-13)", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const all = '["create", "read", "update", "delete", "list"'
      const without = yield* holder(ask, "without", `path "sys/*" { capabilities = ${all}] }`)
      const withSudo = yield* holder(ask, "with", `path "sys/*" { capabilities = ${all}, "sudo"] }`)
      for (const [method, path] of [
        ["GET", "sys/audit"],
        ["PUT", "sys/rotate"],
        ["PUT", "sys/step-down"],
        ["GET", "sys/config/cors"],
        ["GET", "sys/raw/x"],
        ["GET", "sys/rotate"],
        ["GET", "sys/remount"],
        ["GET", "sys/leases/lookup/x"],
        ["LIST", "sys/plugins/catalog"],
        ["DELETE", "sys/auth/nothing"]
      ] as const) {
        assert.strictEqual((yield* ask(method, path, { token: without.client_token })).status, 403, path)
        assert.notStrictEqual((yield* ask(method, path, { token: withSudo.client_token })).status, 403, path)
      }
    })
  )
})
