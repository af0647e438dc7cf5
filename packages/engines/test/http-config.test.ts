import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { KEY, type Ask, ready } from "./http-mount.ts"

const tokenWith = (ask: Ask, name: string, policy: string): Effect.Effect<string> =>
  Effect.gen(function* () {
    yield* ask("POST", `sys/policies/acl/${name}`, { body: { policy } })
    return (yield* ask("POST", "auth/token/create", { body: { policies: [name] } })).json.auth.client_token
  })

describe("the settings of an http mount", () => {
  it.effect("RW-HTTP-1 are 404 until they are written, and have defaults", () =>
    Effect.gen(function* () {
      const ask = yield* ready()
      const none = yield* ask("GET", "api/config/upstream")
      assert.deepStrictEqual([none.status, none.json], [404, { errors: [] }])
      assert.deepStrictEqual((yield* ask("POST", "api/config/upstream", { body: { timeout: 3 } })).json.errors, [
        "missing base_url"
      ])
      assert.strictEqual((yield* ask("GET", "api/request/a")).status, 400)
      const written = yield* ask("POST", "api/config/upstream", { body: { base_url: "https://api.example/v2/" } })
      assert.strictEqual(written.status, 204)
      assert.deepStrictEqual((yield* ask("GET", "api/config/upstream")).json.data, {
        base_url: "https://api.example/v2",
        allowed_methods: ["GET"],
        allowed_paths: ["*"],
        header_names: [],
        timeout: 30,
        max_response_size: 1048576
      })
      const changes = { timeout: "1m", allowed_methods: "put,get", allowed_paths: "/a/*,b/+/c", max_response_size: "9" }
      yield* ask("PUT", "api/config/upstream", { body: changes })
      assert.deepStrictEqual((yield* ask("GET", "api/config/upstream")).json.data, {
        base_url: "https://api.example/v2",
        allowed_methods: ["PUT", "GET"],
        allowed_paths: ["a/*", "b/+/c"],
        header_names: [],
        timeout: 60,
        max_response_size: 9
      })
      assert.strictEqual((yield* ask("DELETE", "api/config/upstream")).status, 204)
      assert.strictEqual((yield* ask("DELETE", "api/config/upstream")).status, 204)
      assert.strictEqual((yield* ask("GET", "api/config/upstream")).status, 404)
    })
  )

  it.effect("RW-HTTP-2 show the names of headers, and never their values", () =>
    Effect.gen(function* () {
      const ask = yield* ready()
      const body = { base_url: "https://api.example", headers: { Authorization: `Bearer ${KEY}`, "X-Two": "2" } }
      yield* ask("POST", "api/config/upstream", { body })
      const read = yield* ask("GET", "api/config/upstream")
      assert.deepStrictEqual(read.json.data.header_names, ["authorization", "x-two"])
      assert.notInclude(read.text, KEY)
    })
  )

  it.effect("RW-HTTP-3 require the headers again with another address", () =>
    Effect.gen(function* () {
      const ask = yield* ready()
      const write = (body: object) => ask("POST", "api/config/upstream", { body })
      yield* write({ base_url: "https://api.example", headers: { "X-Api-Key": KEY } })
      for (const base_url of ["https://elsewhere.example", "http://api.example", "https://api.example/other"]) {
        const refused = yield* write({ base_url })
        assert.deepStrictEqual(
          [refused.status, refused.json.errors],
          [400, ["changing base_url requires setting the headers again"]]
        )
      }
      assert.strictEqual((yield* write({ base_url: "https://api.example/", timeout: 5 })).status, 204)
      assert.strictEqual((yield* write({ base_url: "https://elsewhere.example", headers: {} })).status, 204)
      assert.deepStrictEqual((yield* ask("GET", "api/config/upstream")).json.data.header_names, [])
    })
  )

  const wrong: ReadonlyArray<readonly [field: string, values: ReadonlyArray<unknown>]> = [
    [
      "base_url",
      [
        7,
        "",
        "api.example",
        "ftp://api.example",
        "file:///etc/passwd",
        "https://user:pass@api.example",
        "https://api.example?a=b",
        "https://api.example/#x",
        "https://api.example/a/../b",
        "https://api.example/a//b",
        "https://api.example/a%2fb",
        "https://api.example\\@elsewhere.example",
        "https:///api.example",
        "https://api.example:99999",
        " https://api.example"
      ]
    ],
    ["allowed_methods", [7, [], "", "TRACE", ["GET", "CONNECT"], ["POST", "PUT"], { a: 1 }]],
    ["allowed_paths", [7, [], "a*b", ["**"], { a: 1 }]],
    ["timeout", [0, -1, "-5s", "6m", "soon", true, [], 1e300]],
    ["max_response_size", [0, -1, 33554433, "many", 1.5, true, []]],
    [
      "headers",
      [
        7,
        "X-Api-Key: example-key-of-the-upstream",
        [KEY],
        { "X-Api-Key": 7 },
        { "": KEY },
        { "X Y": KEY },
        { "X-Api-Key": `${KEY}\r\nX-Other: 1` },
        { "X-Api-Key": ` ${KEY}` },
        { "X-Api-Key": "" },
        { "X-Api-Key": "\u{1F511}" },
        { a: KEY, A: KEY },
        { Host: KEY },
        { "Content-Length": "5" },
        { "transfer-encoding": "chunked" }
      ]
    ]
  ]
  it.effect("RW-ER-10 are rejected with the name of the wrong field, and never its value", () =>
    Effect.gen(function* () {
      const ask = yield* ready()
      for (const [field, values] of wrong) {
        for (const value of values) {
          const body = { base_url: "https://api.example", [field]: value }
          const refused = yield* ask("POST", "api/config/upstream", { body })
          assert.strictEqual(refused.status, 400, `${field}: ${JSON.stringify(value)}`)
          assert.include(refused.text, field)
          assert.notInclude(refused.text, KEY)
        }
      }
      assert.strictEqual((yield* ask("GET", "api/config/upstream")).status, 404)
    })
  )
})

describe("the right to choose the upstream of an http mount", () => {
  it.effect("RW-HTTP-13 requires sudo, whatever the other capabilities", () =>
    Effect.gen(function* () {
      const ask = yield* ready()
      const everything = `capabilities = ["create", "read", "update", "patch", "delete", "list"`
      const user = yield* tokenWith(ask, "user", `path "api/*" { ${everything}] }`)
      const operator = yield* tokenWith(ask, "operator", `path "api/*" { ${everything}, "sudo"] }`)
      const body = { base_url: "https://api.example", headers: { "X-Api-Key": KEY } }
      const write = (token: string, body: object) => ask("POST", "api/config/upstream", { token, body })
      assert.strictEqual((yield* write(user, body)).status, 403)
      assert.strictEqual((yield* write(operator, body)).status, 204)
      for (const change of [{ base_url: "https://elsewhere.example", headers: {} }, { allowed_paths: "*" }, {}])
        assert.strictEqual((yield* write(user, change)).status, 403)
      for (const method of ["PUT", "DELETE"])
        assert.strictEqual((yield* ask(method, "api/config/upstream", { token: user, body: {} })).status, 403)
      assert.strictEqual((yield* ask("GET", "api/config/upstream", { token: user })).json.data.base_url, body.base_url)
      assert.strictEqual((yield* ask("DELETE", "api/config/upstream", { token: operator })).status, 204)
    })
  )
})
