import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { freshAsk, freshServer, ROOT } from "./asking.ts"

describe("bad input", () => {
  it.effect("RW-ER-2: rejects a body that is not a JSON object, and keeps serving", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const body of [
        `{"a":`,
        `[1]`,
        `"x"`,
        `12`,
        `not json`,
        `{"a":1} x`,
        `{"a":1e400}`,
        `{"a":tru}`,
        `{'a':1}`,
        '{"a":"\u0001"}'
      ]) {
        const refused = yield* ask("POST", "kv1/foo", { body })
        assert.strictEqual(refused.status, 400, body)
        assert.match(refused.json.errors[0], /^failed to decode JSON input: /)
      }
      assert.strictEqual((yield* ask("POST", "kv1/foo", { body: { a: 1 } })).status, 204)
    })
  )

  it.effect("rejects too many strings before they are parsed", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const pairs = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, "v"]))
      assert.strictEqual((yield* ask("POST", "kv1/foo", { body: pairs(500) })).status, 204)
      const refused = yield* ask("POST", "kv1/foo", { body: pairs(501) })
      assert.deepStrictEqual(
        [refused.status, refused.json.errors],
        [400, ["refused JSON input due to high complexity: exceeded maximum number of strings"]]
      )
      const headers = { "content-type": "application/x-www-form-urlencoded" }
      const form = (count: number) => new URLSearchParams(pairs(count)).toString()
      assert.strictEqual((yield* ask("POST", "kv1/foo", { body: form(1000), headers })).status, 204)
      assert.deepStrictEqual((yield* ask("POST", "kv1/foo", { body: form(1001), headers })).json.errors, [
        "refused form input due to high complexity: exceeded maximum number of strings"
      ])
    })
  )

  it.effect("RW-ER-17: rejects a form with an invalid escape, and keeps all values of a repeated field", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const headers = { "content-type": "application/x-www-form-urlencoded" }
      for (const body of ["password=100%", "a=%ff&b=1", "%zz=1"]) {
        const refused = yield* ask("POST", "sys/wrapping/wrap", { ttl: 60, body, headers })
        assert.deepStrictEqual([refused.status, refused.json.errors], [400, ["error parsing form data"]])
      }
      yield* ask("POST", "kv1/form", { body: "a=1&b=x+y%26&a=2&c", headers })
      assert.deepStrictEqual((yield* ask("GET", "kv1/form")).json.data, { a: "1,2", b: "x y&", c: "" })
    })
  )

  it.effect("rejects nesting deeper than the original accepts", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const nested = (depth: number) => `{"a":${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}}`
      assert.strictEqual((yield* ask("POST", "kv1/foo", { body: nested(10_000) })).status, 204)
      assert.strictEqual((yield* ask("GET", "kv1/foo")).status, 200)
      const refused = yield* ask("POST", "kv1/foo", { body: nested(10_001) })
      assert.deepStrictEqual(
        [refused.status, refused.json.errors],
        [400, ["failed to decode JSON input: exceeded max depth"]]
      )
    })
  )

  it.effect("RW-ER-5 RW-ER-6 RW-ER-7 RW-ER-15: rejects invalid paths and methods", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const answers = [
        ["GET", "nosuchmount/x", 404, [`no handler for route "nosuchmount/x". route entry not found.`]],
        ["GET", "sys/nosuch", 404, ["1 error occurred:\n\t* unsupported path\n\n"]],
        ["GET", "sys/wrapping/wrap", 405, ["1 error occurred:\n\t* unsupported operation\n\n"]],
        ["POST", "sys/wrapping/unwrap/", 400, ["cannot write to a path ending in '/'"]],
        ["GET", "kv1/%2e%2e/x", 400, ["relative paths not supported"]],
        ["GET", "kv1/a%00b", 400, ["the path contains a control character"]],
        ["GET", "kv1/%zz", 400, ["the path is not valid percent-encoded UTF-8"]],
        ["FOO", "kv1/x", 405, []],
        ["PATCH", "kv1/x", 400, ["mime: no media type"]]
      ] as const
      for (const [method, path, status, errors] of answers) {
        const answer = yield* ask(method, path)
        assert.deepStrictEqual([answer.status, answer.json.errors], [status, errors], `${method} ${path}`)
      }
      const elsewhere = yield* ask("GET", "kv1/a/../b")
      assert.deepStrictEqual([elsewhere.status, elsewhere.headers["location"]], [307, "/v1/kv1/b"])
      assert.strictEqual((yield* ask("GET", `kv1/${"x".repeat(4096)}`)).status, 404)
    })
  )

  it.effect("RW-ENV-1: every response is JSON and must not be cached", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const [method, path] of [
        ["GET", "sys/health"],
        ["GET", "kv1/none"],
        ["DELETE", "kv1/none"],
        ["GET", "sys/mounts"],
        ["FOO", "x"]
      ] as const) {
        const { headers } = yield* ask(method, path)
        assert.deepInclude(headers, { "content-type": "application/json", "cache-control": "no-store" })
      }
    })
  )

  it.effect("RW-HD-12: pages of allowed origins can call the server, and no others", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk({ allowedOrigins: ["https://app.example"] })
      const preflight = { "access-control-request-method": "POST", "access-control-request-headers": "x-vault-token" }
      const allowed = yield* ask("OPTIONS", "sys/wrapping/unwrap", {
        token: null,
        headers: { origin: "https://app.example", ...preflight }
      })
      assert.strictEqual(allowed.status, 204)
      assert.strictEqual(allowed.headers["access-control-allow-origin"], "https://app.example")
      assert.include(allowed.headers["access-control-allow-headers"], "x-vault-wrap-ttl")
      const other = yield* ask("OPTIONS", "sys/wrapping/unwrap", {
        token: null,
        headers: { origin: "https://evil.example", ...preflight }
      })
      assert.deepStrictEqual([other.status, other.json.errors], [403, ["origin not allowed"]])
      for (const answer of [allowed, other]) assert.strictEqual(answer.headers["cache-control"], "no-store")
      assert.notProperty(other.headers, "access-control-allow-origin")
      assert.strictEqual(
        (yield* ask("GET", "sys/health", { headers: { origin: "https://app.example" } })).headers[
          "access-control-allow-origin"
        ],
        "https://app.example"
      )
    })
  )

  it.effect("RW-ER-5 RW-ER-6: an open path gives the same errors with a token", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })
      for (const token of [null, ROOT, "nobody's"]) {
        const login = yield* ask("GET", "auth/userpass/login/ann", { token })
        assert.deepStrictEqual([login.status, login.json.errors], [405, ["unsupported operation"]])
        const gone = yield* ask("GET", "sys/wrapping/pubkey", { token })
        assert.deepStrictEqual([gone.status, gone.json.errors], [404, ["unsupported path"]])
      }
    })
  )

  it.effect("rejects a root token that looks like another kind of token", () =>
    Effect.gen(function* () {
      for (const rootToken of ["s.ewok", "b.root"]) {
        const exit = yield* Effect.exit(freshServer({ rootToken }))
        assert.isTrue(Exit.isFailure(exit))
        assert.match(String((exit as { readonly cause?: unknown }).cause), /the root token cannot begin with/)
      }
    })
  )
})
