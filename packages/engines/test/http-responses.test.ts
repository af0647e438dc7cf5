import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { TestClock } from "effect/testing"
import { type Fetch, makeHttpEngine } from "../src/index.ts"
import { KEY, ready, unwrap, withUpstream } from "./http-mount.ts"

const PICTURE = Uint8Array.from({ length: 1024 }, (_, i) => (i * 7) % 256)

describe("the response of an upstream", () => {
  const responses: ReadonlyArray<readonly [what: string, status: number, type: string, body: Uint8Array]> = [
    ["JSON", 200, "application/json; charset=utf-8", Buffer.from('{ "n": 1.10, "errors": [], "wrap_info": {} }\n')],
    ["text", 200, "text/plain; charset=iso-8859-1", Buffer.from([0xe4, 0xf6, 0x0a])],
    ["a picture", 201, "image/png", PICTURE],
    ["invalid JSON", 203, "application/json", Buffer.from("{")],
    ["no bytes", 202, "text/plain", Buffer.alloc(0)]
  ]
  it.live("RW-HTTP-7 is passed on byte for byte, wrapped or not", () =>
    withUpstream((ask, upstream) =>
      Effect.gen(function* () {
        for (const [what, status, type, body] of responses) {
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
          for (const response of [plain, unwrapped]) {
            assert.deepStrictEqual([response.status, response.type], [status, type], what)
            assert.deepStrictEqual(response.bytes, Buffer.from(body), what)
            assert.notInclude(JSON.stringify(response.headers), "a=b")
            assert.notInclude(Object.keys(response.headers), "x-inner")
          }
          assert.strictEqual((yield* unwrap(ask, info.token)).status, 400)
        }
      })
    )
  )

  it.live("RW-HTTP-7 without a body is 204, and is not wrapped", () =>
    withUpstream((ask, upstream) =>
      Effect.gen(function* () {
        upstream.respond((_, response) => response.writeHead(204).end())
        const response = yield* ask("DELETE", "api/request/a", { ttl: "60" })
        assert.deepStrictEqual([response.status, response.text], [204, ""])
      })
    )
  )

  it.live("RW-HTTP-7 without a type is binary", () =>
    withUpstream((ask, upstream) =>
      Effect.gen(function* () {
        upstream.respond((_, response) => response.end("x"))
        assert.strictEqual((yield* ask("GET", "api/request/a")).type, "application/octet-stream")
      })
    )
  )

  it.live("RW-HTTP-8 distinguishes the upstream's errors from the server's own", () =>
    withUpstream((ask, upstream) =>
      Effect.gen(function* () {
        for (const status of [400, 401, 403, 404, 409, 429, 500, 503]) {
          upstream.respond((_, response) =>
            response.writeHead(status, { "content-type": "application/problem+json", "x-inner": "1" }).end('{"no":1}')
          )
          const response = yield* ask("GET", "api/request/a")
          assert.strictEqual(response.status, status)
          assert.deepStrictEqual(response.json, {
            errors: [`the upstream answered ${status}`],
            data: {
              upstream_status: status,
              upstream_content_type: "application/problem+json",
              upstream_body: '{"no":1}'
            }
          })
          assert.notInclude(Object.keys(response.headers), "x-inner")
        }
        assert.deepStrictEqual((yield* ask("GET", "api/request/a", { token: "unknown" })).json, {
          errors: ["permission denied"]
        })
      })
    )
  )

  it.live("RW-HTTP-14 an error of a request that asked for wrapping contains only the upstream's status", () =>
    withUpstream((ask, upstream) =>
      Effect.gen(function* () {
        for (const status of [301, 302, 400, 401, 403, 404, 409, 422, 429, 500, 503, 599]) {
          const said = {
            location: "/the-one-time-key",
            "content-type": "text/the-one-time-key",
            "x-a": "the-one-time-key"
          }
          upstream.respond((_, response) => response.writeHead(status, said).end('{"key":"the-one-time-key"}'))
          for (const method of ["GET", "POST", "PATCH", "DELETE"]) {
            const response = yield* ask(method, "api/request/a", { ttl: "60" })
            assert.deepStrictEqual(response.json.data, { upstream_status: status })
            assert.notInclude(response.text + JSON.stringify(response.headers), "one-time")
          }
        }
      })
    )
  )

  it.live("RW-HTTP-9 an error that repeats an added header is passed on without its body", () =>
    withUpstream(
      (ask, upstream) =>
        Effect.gen(function* () {
          for (const said of [`Bearer ${KEY}`, `{"message":"Invalid key: ${KEY}"}`, `"${KEY.replace("-", "\\-")}"`]) {
            upstream.respond((_, response) => response.writeHead(401, { "content-type": "application/json" }).end(said))
            const response = yield* ask("GET", "api/request/a")
            assert.deepStrictEqual(response.json.data, {
              upstream_status: 401,
              upstream_content_type: "application/json"
            })
            assert.notInclude(response.text, KEY)
          }
        }),
      { headers: { Authorization: `Bearer ${KEY}` } }
    )
  )

  it.live("RW-HTTP-8 an error whose body is long or not text is passed on without it", () =>
    withUpstream((ask, upstream) =>
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

  it.live("RW-HTTP-11 is rejected above the size limit, without receiving the rest", () =>
    withUpstream(
      (ask, upstream) =>
        Effect.gen(function* () {
          upstream.respond((_, response) => response.end(Buffer.alloc(1000)))
          assert.strictEqual((yield* ask("GET", "api/request/a")).bytes.length, 1000)
          upstream.respond((_, response) => response.end(Buffer.alloc(1001)))
          const response = yield* ask("GET", "api/request/a", { ttl: "60" })
          assert.deepStrictEqual(
            [response.status, response.json],
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

  it.live("RW-HTTP-10 is 502 if the upstream cannot be reached, without the reason", () =>
    withUpstream((ask, upstream) =>
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

  for (const what of ["a response", "the end of a response"]) {
    it.effect(`RW-HTTP-10 is 504 if ${what} is late`, () =>
      withUpstream(
        (ask, upstream) =>
          Effect.gen(function* () {
            const asked = new Promise<void>((resolve) =>
              upstream.respond((_, response) => {
                if (what !== "a response") response.write("half")
                resolve()
              })
            )
            const waiting = yield* Effect.forkChild(ask("GET", "api/request/slow", { ttl: "60" }))
            yield* Effect.promise(() => asked)
            yield* TestClock.adjust("9 seconds")
            assert.isUndefined(waiting.pollUnsafe())
            yield* TestClock.adjust("1 second")
            const response = yield* Fiber.join(waiting)
            assert.deepStrictEqual(
              [response.status, response.json],
              [504, { errors: ["the upstream did not answer within 10 seconds"] }]
            )
          }),
        { timeout: 10 }
      )
    )
  }

  it.effect("RW-HTTP-10 is 504 even if the given fetch ignores that the request is aborted", () =>
    Effect.gen(function* () {
      let asked = () => {}
      const whenAsked = new Promise<void>((resolve) => (asked = resolve))
      const fetch: Fetch = () => {
        asked()
        return new Promise(() => {})
      }
      const ask = yield* ready(makeHttpEngine({ fetch }))
      yield* ask("POST", "api/config/upstream", { body: { base_url: "http://127.0.0.1:9", timeout: 10 } })
      const waiting = yield* Effect.forkChild(ask("GET", "api/request/slow"))
      yield* Effect.promise(() => whenAsked)
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual((yield* Fiber.join(waiting)).status, 504)
    })
  )

  it.live("RW-HTTP-12 an error is not retried, and creates no token", () =>
    withUpstream((ask, upstream) =>
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
