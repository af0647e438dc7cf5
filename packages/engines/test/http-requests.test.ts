import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { makeHttpEngine } from "../src/index.ts"
import { ROOT, KEY, ready, withUpstream, unwrap } from "./http-mount.ts"

describe("a request to an upstream", () => {
  it.live("RW-HTTP-4 has the client's method, path, query and body, and none of its headers", () =>
    withUpstream((ask, upstream) =>
      Effect.gen(function* () {
        const headers = { cookie: "a=b", "user-agent": "caller", "x-caller": "1" }
        yield* ask("GET", "api/request/keys/a%20b%3Fc:d?x=1%202&y=%26&x=3", { headers })
        yield* ask("POST", "api/request/keys?ignored=1", { headers, body: '{"n":12345678901234567890,"f":1.10}' })
        yield* ask("PUT", "api/request/keys", { headers })
        yield* ask("PATCH", "api/request/keys/1", { headers, body: { a: null } })
        yield* ask("DELETE", "api/request/keys/1?force=true", { headers })
        yield* ask("GET", "api/request/")
        const said = upstream.seen.map(({ body, headers, method, url }) => [method, url, headers["content-type"], body])
        assert.deepStrictEqual(said, [
          ["GET", "/v2/keys/a%20b%3Fc:d?x=1%202&y=%26", undefined, ""],
          ["POST", "/v2/keys", "application/json", '{"n":12345678901234567890,"f":1.10}'],
          ["POST", "/v2/keys", "application/json", "{}"],
          ["PATCH", "/v2/keys/1", "application/merge-patch+json", '{"a":null}'],
          ["DELETE", "/v2/keys/1?force=true", undefined, ""],
          ["GET", "/v2/", undefined, ""]
        ])
        for (const { headers } of upstream.seen) {
          assert.strictEqual(headers["x-api-key"], KEY)
          assert.notInclude(JSON.stringify(headers), ROOT)
          assert.notInclude(Object.keys(headers), "cookie")
          assert.notInclude(Object.keys(headers), "x-caller")
          assert.notStrictEqual(headers["user-agent"], "caller")
        }
      })
    )
  )

  it.live("RW-HD-2 is a PUT if the mount allows it", () =>
    withUpstream(
      (ask, upstream) =>
        Effect.gen(function* () {
          yield* ask("POST", "api/request/a")
          yield* ask("PUT", "api/request/a")
          assert.deepStrictEqual(
            upstream.seen.map(({ method }) => method),
            ["PUT", "PUT"]
          )
          assert.strictEqual(upstream.seen[0]!.headers["content-type"], "application/vnd.example+json")
        }),
      { allowed_methods: ["PUT"], headers: { "Content-Type": "application/vnd.example+json" } }
    )
  )

  it.live("RW-HTTP-5 is not sent with a method or a path that the mount does not allow", () =>
    withUpstream(
      (ask, upstream) =>
        Effect.gen(function* () {
          const status = (method: string, path: string) =>
            Effect.map(ask(method, `api/request/${path}`), ({ status }) => status)
          for (const path of ["keys/", "keys/a", "keys/a/b", "shops/7/key", "exact"])
            assert.strictEqual(yield* status("GET", path), 200, path)
          const { length } = upstream.seen
          for (const path of ["", "keys", "key/a", "shops/7/8/key", "shops/7/keys", "exact/more", "Exact"])
            assert.strictEqual(yield* status("GET", path), 403, path)
          for (const method of ["POST", "PUT", "PATCH", "DELETE", "LIST"])
            assert.strictEqual(yield* status(method, "keys/a"), 405, method)
          assert.strictEqual(upstream.seen.length, length)
        }),
      { allowed_methods: ["GET"], allowed_paths: ["keys/*", "shops/+/key", "exact"] }
    )
  )

  it.live("RW-HTTP-6 stays below the base URL", () =>
    withUpstream((ask, upstream) =>
      Effect.gen(function* () {
        for (const path of [
          "%2e%2e/admin",
          "a/%2e%2e/%2e%2e/admin",
          "a/..%2fadmin",
          "a%2f%2fb",
          "%2f%2felsewhere.example/",
          "a%5c..%5cadmin",
          "a/%252e%252e/admin",
          "a%252fb",
          "a%255cb",
          "a%00b",
          "http:%2f%2felsewhere.example/"
        ]) {
          const refused = yield* ask("GET", `api/request/${path}`)
          assert.strictEqual(refused.status, 400, path)
        }
        assert.strictEqual((yield* ask("GET", "api/request/a/../admin")).status, 307)
        assert.deepStrictEqual(upstream.seen, [])
        yield* ask("GET", "api/request/@elsewhere.example:80/x")
        assert.strictEqual(upstream.seen[0]?.url, "/v2/@elsewhere.example:80/x")
      })
    )
  )

  it.live("RW-HTTP-6 does not follow a redirect", () =>
    withUpstream((ask, upstream) =>
      Effect.gen(function* () {
        for (const status of [301, 302, 303, 307, 308, 304]) {
          upstream.respond((_, response) => response.writeHead(status, { location: `${upstream.url}/other` }).end())
          const before = upstream.seen.length
          const response = yield* ask("GET", "api/request/a", { ttl: "60" })
          assert.strictEqual(response.status, 502)
          assert.deepStrictEqual(response.json, {
            errors: [`the upstream answered ${status}, a redirect, and redirects are not followed`],
            data: { upstream_status: status }
          })
          assert.strictEqual(upstream.seen.length, before + 1)
        }
      })
    )
  )
})

describe("an http mount among policies", () => {
  it.live("RW-PB-1 returns only wrapped responses if the policy requires it", () =>
    withUpstream((ask, upstream) =>
      Effect.gen(function* () {
        upstream.respond((_, response) => response.end("one-time key"))
        const policy = `path "api/request/keys/*" { capabilities = ["update"] min_wrapping_ttl = "10s" max_wrapping_ttl = "5m" }`
        yield* ask("POST", "sys/policies/acl/back-office", { body: { policy } })
        const made = yield* ask("POST", "auth/token/create", { body: { policies: ["back-office"] } })
        const token = made.json.auth.client_token
        assert.strictEqual((yield* ask("POST", "api/request/keys/7", { token })).status, 403)
        assert.deepStrictEqual(upstream.seen, [])
        const wrapped = yield* ask("POST", "api/request/keys/7", { token, ttl: "60" })
        assert.strictEqual((yield* unwrap(ask, wrapped.json.wrap_info.token)).text, "one-time key")
        assert.strictEqual((yield* ask("GET", "api/config/upstream", { token })).status, 403)
      })
    )
  )
})

describe("an http engine with its own fetch", () => {
  it.effect("uses it, and rejects a redirect that a browser hides", () =>
    Effect.gen(function* () {
      const calls: Array<string> = []
      const ask = yield* ready(
        makeHttpEngine({
          fetch: async (url, { credentials, redirect }) => {
            calls.push(`${url} ${redirect} ${credentials}`)
            return { status: 0, type: "opaqueredirect", headers: { get: () => null }, body: null }
          }
        })
      )
      yield* ask("POST", "api/config/upstream", { body: { base_url: "https://api.example" } })
      assert.strictEqual((yield* ask("GET", "api/request/a")).status, 502)
      assert.deepStrictEqual(calls, ["https://api.example/a manual omit"])
    })
  )
})
