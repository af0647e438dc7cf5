import { assert, describe, it } from "@effect/vitest"
import { type EnwrapServer, layerMemory, layerNobleCrypto, makeServer } from "@enwrap/server"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import fc from "fast-check"
import { TestClock } from "effect/testing"
import { http, kvV2, makeHttpEngine } from "../src/index.ts"
import { startUpstream, type TestUpstream } from "./upstream.ts"

const ROOT = "root-of-the-test"
const KEY = "example-key-of-the-upstream"
const PICTURE = Uint8Array.from({ length: 1024 }, (_, i) => (i * 7) % 256)

interface Asked {
  readonly body?: unknown
  readonly token?: string
  readonly ttl?: string
  readonly headers?: Readonly<Record<string, string>>
}

const asking =
  (server: EnwrapServer) =>
  (method: string, path: string, { body, headers = {}, token = ROOT, ttl }: Asked = {}) => {
    const all: Readonly<Record<string, string>> = {
      "x-vault-token": token,
      ...(ttl === undefined ? {} : { "x-vault-wrap-ttl": ttl }),
      ...(method === "PATCH" ? { "content-type": "application/merge-patch+json" } : {}),
      ...headers
    }
    const request = {
      method,
      target: `/v1/${path}`,
      header: (name: string) => all[name],
      body:
        body === undefined ? new Uint8Array(0) : Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
      remoteAddress: "127.0.0.1"
    }
    return Effect.map(server.handle(request), ({ body, headers, status }) => {
      const bytes = typeof body === "string" ? Buffer.from(body) : Buffer.from(body)
      const text = bytes.toString()
      return {
        status,
        type: headers["content-type"],
        headers,
        bytes,
        text,
        get json() {
          return JSON.parse(text)
        }
      }
    })
  }

type Ask = ReturnType<typeof asking>

const ready = (engine = http): Effect.Effect<Ask> =>
  Effect.map(
    makeServer({ engines: [kvV2, engine], rootToken: ROOT, mounts: [{ path: "api/", type: "http" }] }),
    asking
  ).pipe(Effect.provide(Layer.mergeAll(layerMemory, layerNobleCrypto)), Effect.orDie)

const ALL = ["GET", "POST", "PATCH", "DELETE"]

/** A server with an http mount, and an upstream behind it. */
const play = (
  run: (ask: Ask, upstream: TestUpstream) => Effect.Effect<unknown>,
  config: Readonly<Record<string, unknown>> = {}
) =>
  Effect.acquireUseRelease(
    Effect.promise(startUpstream),
    (upstream) =>
      Effect.gen(function* () {
        const ask = yield* ready()
        const body = { base_url: `${upstream.url}/v2`, allowed_methods: ALL, headers: { "X-Api-Key": KEY }, ...config }
        assert.strictEqual((yield* ask("POST", "api/config/upstream", { body })).text, "")
        yield* run(ask, upstream)
      }),
    (upstream) => Effect.promise(upstream.close)
  )

const unwrap = (ask: Ask, token: string) => ask("POST", "sys/wrapping/unwrap", { token })

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

  it.effect("RW-HTTP-2 name the headers and never tell their values", () =>
    Effect.gen(function* () {
      const ask = yield* ready()
      const body = { base_url: "https://api.example", headers: { Authorization: `Bearer ${KEY}`, "X-Two": "2" } }
      yield* ask("POST", "api/config/upstream", { body })
      const read = yield* ask("GET", "api/config/upstream")
      assert.deepStrictEqual(read.json.data.header_names, ["authorization", "x-two"])
      assert.notInclude(read.text, KEY)
    })
  )

  it.effect("RW-HTTP-3 want the headers anew with another address", () =>
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
  it.effect("RW-ER-10 are refused with the name of the field that is wrong, and never its value", () =>
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

describe("a request to an upstream", () => {
  it.live("RW-HTTP-4 has the method, path, query and body that came, and no header of the caller", () =>
    play((ask, upstream) =>
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

  it.live("RW-HD-2 is a PUT where the mount says so", () =>
    play(
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

  it.live("RW-HTTP-5 is not made with a method or a path that the mount does not allow", () =>
    play(
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

  it.live("RW-HTTP-6 goes nowhere but below the base URL", () =>
    play((ask, upstream) =>
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
    play((ask, upstream) =>
      Effect.gen(function* () {
        for (const status of [301, 302, 303, 307, 308, 304]) {
          upstream.respond((_, response) => response.writeHead(status, { location: `${upstream.url}/other` }).end())
          const before = upstream.seen.length
          const answer = yield* ask("GET", "api/request/a", { ttl: "60" })
          assert.strictEqual(answer.status, 502)
          assert.deepStrictEqual(answer.json, {
            errors: [`the upstream answered ${status}, a redirect, and redirects are not followed`],
            data: { upstream_status: status }
          })
          assert.strictEqual(upstream.seen.length, before + 1)
        }
      })
    )
  )
})

describe("the answer of an upstream", () => {
  const answers: ReadonlyArray<readonly [what: string, status: number, type: string, body: Uint8Array]> = [
    ["JSON", 200, "application/json; charset=utf-8", Buffer.from('{ "n": 1.10, "errors": [], "wrap_info": {} }\n')],
    ["text", 200, "text/plain; charset=iso-8859-1", Buffer.from([0xe4, 0xf6, 0x0a])],
    ["a picture", 201, "image/png", PICTURE],
    ["JSON that is none", 203, "application/json", Buffer.from("{")],
    ["no bytes", 202, "text/plain", Buffer.alloc(0)]
  ]
  it.live("RW-HTTP-7 is the response, byte for byte, wrapped or not", () =>
    play((ask, upstream) =>
      Effect.gen(function* () {
        for (const [what, status, type, body] of answers) {
          upstream.respond((_, response) =>
            response.writeHead(status, { "content-type": type, "set-cookie": "a=b", "x-inner": "1" }).end(body)
          )
          const plain = yield* ask("GET", "api/request/a")
          const wrapped = yield* ask("GET", "api/request/a", { ttl: "60" })
          assert.strictEqual(wrapped.status, 200)
          const { wrap_info: info } = wrapped.json
          assert.strictEqual(info.creation_path, "api/request/a")
          assert.strictEqual(upstream.seen.length % 2, 0)
          const unwrapped = yield* unwrap(ask, info.token)
          for (const answer of [plain, unwrapped]) {
            assert.deepStrictEqual([answer.status, answer.type], [status, type], what)
            assert.deepStrictEqual(answer.bytes, Buffer.from(body), what)
            assert.notInclude(JSON.stringify(answer.headers), "a=b")
            assert.notInclude(Object.keys(answer.headers), "x-inner")
          }
          assert.strictEqual((yield* unwrap(ask, info.token)).status, 400)
        }
      })
    )
  )

  it.live("RW-HTTP-7 without a body is 204, and is not wrapped", () =>
    play((ask, upstream) =>
      Effect.gen(function* () {
        upstream.respond((_, response) => response.writeHead(204).end())
        const answer = yield* ask("DELETE", "api/request/a", { ttl: "60" })
        assert.deepStrictEqual([answer.status, answer.text], [204, ""])
      })
    )
  )

  it.live("RW-HTTP-7 of no type is bytes", () =>
    play((ask, upstream) =>
      Effect.gen(function* () {
        upstream.respond((_, response) => response.end("x"))
        assert.strictEqual((yield* ask("GET", "api/request/a")).type, "application/octet-stream")
      })
    )
  )

  it.live("RW-HTTP-8 tells the upstream's errors from the server's own", () =>
    play((ask, upstream) =>
      Effect.gen(function* () {
        for (const status of [400, 401, 403, 404, 409, 429, 500, 503]) {
          upstream.respond((_, response) =>
            response.writeHead(status, { "content-type": "application/problem+json", "x-inner": "1" }).end('{"no":1}')
          )
          const answer = yield* ask("GET", "api/request/a")
          assert.strictEqual(answer.status, status)
          assert.deepStrictEqual(answer.json, {
            errors: [`the upstream answered ${status}`],
            data: {
              upstream_status: status,
              upstream_content_type: "application/problem+json",
              upstream_body: '{"no":1}'
            }
          })
          assert.notInclude(Object.keys(answer.headers), "x-inner")
        }
        assert.deepStrictEqual((yield* ask("GET", "api/request/a", { token: "unknown" })).json, {
          errors: ["permission denied"]
        })
      })
    )
  )

  it.live("RW-HTTP-14 an error that was to be wrapped says nothing of the upstream but its status", () =>
    play((ask, upstream) =>
      Effect.gen(function* () {
        for (const status of [301, 302, 400, 401, 403, 404, 409, 422, 429, 500, 503, 599]) {
          const said = {
            location: "/the-one-time-key",
            "content-type": "text/the-one-time-key",
            "x-a": "the-one-time-key"
          }
          upstream.respond((_, response) => response.writeHead(status, said).end('{"key":"the-one-time-key"}'))
          for (const method of ["GET", "POST", "PATCH", "DELETE"]) {
            const answer = yield* ask(method, "api/request/a", { ttl: "60" })
            assert.deepStrictEqual(answer.json.data, { upstream_status: status })
            assert.notInclude(answer.text + JSON.stringify(answer.headers), "one-time")
          }
        }
      })
    )
  )

  it.live("RW-HTTP-9 is passed without its body where it repeats what was sent in a header", () =>
    play(
      (ask, upstream) =>
        Effect.gen(function* () {
          for (const said of [`Bearer ${KEY}`, `{"message":"Invalid key: ${KEY}"}`, `"${KEY.replace("-", "\\-")}"`]) {
            upstream.respond((_, response) => response.writeHead(401, { "content-type": "application/json" }).end(said))
            const answer = yield* ask("GET", "api/request/a")
            assert.deepStrictEqual(answer.json.data, {
              upstream_status: 401,
              upstream_content_type: "application/json"
            })
            assert.notInclude(answer.text, KEY)
          }
        }),
      { headers: { Authorization: `Bearer ${KEY}` } }
    )
  )

  it.live("RW-HTTP-8 is passed without its body where that is no text, or long", () =>
    play((ask, upstream) =>
      Effect.gen(function* () {
        for (const [type, body] of [
          ["image/png", PICTURE],
          ["text/plain", Buffer.from([0xff, 0xfe])],
          ["text/plain", Buffer.alloc(64 * 1024 + 1, "x")]
        ] as const) {
          upstream.respond((_, response) => response.writeHead(500, { "content-type": type }).end(body))
          assert.deepStrictEqual((yield* ask("GET", "api/request/a")).json.data, {
            upstream_status: 500,
            upstream_content_type: type
          })
        }
      })
    )
  )

  it.live("RW-HTTP-11 is refused above the size that is allowed, and not received to its end", () =>
    play(
      (ask, upstream) =>
        Effect.gen(function* () {
          upstream.respond((_, response) => response.end(Buffer.alloc(1000)))
          assert.strictEqual((yield* ask("GET", "api/request/a")).bytes.length, 1000)
          upstream.respond((_, response) => response.end(Buffer.alloc(1001)))
          const answer = yield* ask("GET", "api/request/a", { ttl: "60" })
          assert.deepStrictEqual(
            [answer.status, answer.json],
            [502, { errors: ["the upstream's answer is larger than 1000 bytes"] }]
          )
          const closed = new Promise<void>((resolve) =>
            upstream.respond((_, response) => {
              const more = () => {
                while (response.write(Buffer.alloc(65536)));
              }
              response.on("drain", more)
              response.on("close", () => resolve())
              more()
            })
          )
          assert.strictEqual((yield* ask("GET", "api/request/endless")).status, 502)
          yield* Effect.promise(() => closed)
        }),
      { max_response_size: 1000 }
    )
  )

  it.live("RW-HTTP-10 is 502 where there is none, without the reason", () =>
    play((ask, upstream) =>
      Effect.gen(function* () {
        upstream.respond((_, response) => response.socket?.destroy())
        const broken = yield* ask("GET", "api/request/a", { ttl: "60" })
        assert.deepStrictEqual([broken.status, broken.json], [502, { errors: ["the upstream cannot be reached"] }])
        upstream.respond((_, response) => {
          response.writeHead(200, { "content-length": "100" })
          response.write("half")
          response.socket?.end()
        })
        assert.strictEqual((yield* ask("GET", "api/request/a")).status, 502)
        yield* Effect.promise(upstream.close)
        assert.strictEqual((yield* ask("GET", "api/request/a")).status, 502)
      })
    )
  )

  for (const what of ["an answer", "the end of an answer"]) {
    it.effect(`RW-HTTP-10 is 504 where ${what} does not come in time`, () =>
      play(
        (ask, upstream) =>
          Effect.gen(function* () {
            const asked = new Promise<void>((resolve) =>
              upstream.respond((_, response) => {
                if (what !== "an answer") response.write("half")
                resolve()
              })
            )
            const waiting = yield* Effect.forkChild(ask("GET", "api/request/slow", { ttl: "60" }))
            yield* Effect.promise(() => asked)
            yield* TestClock.adjust("9 seconds")
            assert.isUndefined(waiting.pollUnsafe())
            yield* TestClock.adjust("1 second")
            const answer = yield* Fiber.join(waiting)
            assert.deepStrictEqual(
              [answer.status, answer.json],
              [504, { errors: ["the upstream did not answer within 10 seconds"] }]
            )
          }),
        { timeout: 10 }
      )
    )
  }

  it.live("RW-HTTP-12 that is an error is asked for once, and makes no token", () =>
    play((ask, upstream) =>
      Effect.gen(function* () {
        const accessors = Effect.map(ask("LIST", "auth/token/accessors"), ({ json }) => json.data.keys.length)
        const before = yield* accessors
        upstream.respond((_, response) => response.writeHead(503).end())
        assert.strictEqual((yield* ask("POST", "api/request/a", { ttl: "60" })).status, 503)
        assert.strictEqual(upstream.seen.length, 1)
        assert.strictEqual(yield* accessors, before)
      })
    )
  )
})

describe("an http mount among policies", () => {
  it.live("RW-PB-1 gives an answer only wrapped where the policy wants that", () =>
    play((ask, upstream) =>
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

describe("who may choose the upstream of an http mount", () => {
  it.effect("RW-HTTP-13 every capability below the mount is not enough: it takes sudo", () =>
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

const tokenWith = (ask: Ask, name: string, policy: string): Effect.Effect<string> =>
  Effect.gen(function* () {
    yield* ask("POST", `sys/policies/acl/${name}`, { body: { policy } })
    return (yield* ask("POST", "auth/token/create", { body: { policies: [name] } })).json.auth.client_token
  })

describe("where a request may go", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "..",
      ".",
      "",
      "/",
      "//",
      "\\",
      "@",
      ":",
      "a",
      "b:c",
      "?",
      "#",
      ";",
      "%2e%2e",
      "%2f",
      "%5c",
      "%252e"
    ),
    fc.constantFrom(
      "evil.example",
      "http:",
      "http://evil.example",
      "\t",
      "\n",
      "\u0000",
      "\u2025",
      "\uff0e",
      "\ud800",
      "%"
    ),
    fc.string({ unit: "binary", maxLength: 4 })
  )
  const path = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""))
  const bases = fc.constantFrom(
    "https://api.example",
    "https://api.example/v2",
    "http://[::1]:8080/a/b",
    "https://api.example/%40"
  )

  it.effect(
    "RW-HTTP-4 RW-HTTP-6 no path and no query lead out of the base URL, and no header of the caller along",
    () =>
      Effect.gen(function* () {
        const calls: Array<{ readonly url: string; readonly headers: ReadonlyArray<readonly [string, string]> }> = []
        const ask = yield* ready(
          makeHttpEngine({
            fetch: async (url, { headers }) => {
              calls.push({ url, headers })
              return { status: 204, type: "basic", headers: { get: () => null }, body: null }
            }
          })
        )
        let base = ""
        const check = (toBase: string, below: string, encoded: boolean, variable: string) =>
          Effect.gen(function* () {
            if (toBase !== base) {
              const body = { base_url: toBase, headers: { "X-Api-Key": KEY, "Content-Type": "text/own" } }
              assert.strictEqual((yield* ask("POST", "api/config/upstream", { body })).status, 204)
              base = toBase
            }
            calls.length = 0
            const target = encoded
              ? encodeURIComponent(below.toWellFormed())
              : below.replace(/[?#]/g, encodeURIComponent)
            const query = encodeURIComponent(variable.toWellFormed())
            const headers = { "x-api-key": "mine", "content-type": "mine/own", host: "evil.example", cookie: "a=b" }
            yield* ask("GET", `api/request/${target}?v=${query}`, { headers })
            for (const { headers, url } of calls) {
              const { hash, host, password, pathname, protocol, search, username } = new URL(url)
              const wanted = new URL(base)
              assert.deepStrictEqual(
                [protocol, host, username, password, hash],
                [wanted.protocol, wanted.host, "", "", ""]
              )
              const folder = wanted.pathname.replace(/\/$/, "")
              assert.isTrue(pathname.startsWith(`${folder}/`), url)
              // Neither this parser of addresses nor one that decodes once or twice more finds a way up.
              for (let rest = pathname.slice(folder.length), i = 0; i < 3; i++) {
                assert.notMatch(rest, /(?:^|\/)\.{1,2}(?:\/|$)|\\/, url)
                try {
                  rest = decodeURIComponent(rest)
                } catch {
                  break
                }
              }
              assert.strictEqual(
                search === "" ? "" : new URLSearchParams(search).get("v"),
                search === "" ? "" : variable.toWellFormed()
              )
              assert.sameDeepMembers(headers as Array<unknown>, [
                ["accept-encoding", "identity"],
                ["x-api-key", KEY],
                ["content-type", "text/own"]
              ])
            }
            return calls.length
          })
        let sent = 0
        yield* Effect.promise(() =>
          fc.assert(
            fc.asyncProperty(bases, path, fc.boolean(), path, async (toBase, below, encoded, variable) => {
              sent += await Effect.runPromise(check(toBase, below, encoded, variable))
            }),
            { numRuns: 2000 }
          )
        )
        assert.isAbove(sent, 100)
      })
  )
})

describe("an http engine with a fetch of its own", () => {
  it.effect("asks with it, and treats a redirect that a browser hides as one", () =>
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
