import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { DENIED, freshAsk, INVALID, NOT_ALLOWED, unwrap, wrap } from "./asking.ts"
import { midway, stoppable } from "./midway.ts"

const assertInvalid = ({ json, status }: { status: number; json: { errors?: unknown } }): void => {
  assert.deepStrictEqual({ status, errors: json.errors }, INVALID)
}

describe("single use", () => {
  it.effect("RW-SU-1 RW-SU-2: a wrapping token unwraps once, however it is sent", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const byHeader = yield* wrap(ask)
      const first = yield* unwrap(ask, byHeader.token)
      assert.strictEqual(first.status, 200)
      assert.deepStrictEqual(first.json.data, { zip: "zap" })
      assert.isFalse(first.text.endsWith("\n"), "the unwrapped envelope is unchanged")
      assertInvalid(yield* unwrap(ask, byHeader.token))
      const byBody = yield* wrap(ask)
      assert.strictEqual((yield* ask("PUT", "sys/wrapping/unwrap", { body: { token: byBody.token } })).status, 200)
      assertInvalid(yield* ask("POST", "sys/wrapping/unwrap", { body: { token: byBody.token } }))
    })
  )

  it.effect("RW-SU-4: of many concurrent unwraps exactly one succeeds, and all others get the same error", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const inBody of [false, true]) {
        const { token } = yield* wrap(ask)
        const racer = inBody ? ask("POST", "sys/wrapping/unwrap", { body: { token } }) : unwrap(ask, token)
        const answers = yield* Effect.all(
          Array.from({ length: 40 }, () => Effect.andThen(Effect.yieldNow, racer)),
          { concurrency: "unbounded" }
        )
        assert.lengthOf(
          answers.filter(({ status }) => status === 200),
          1
        )
        for (const answer of answers) if (answer.status !== 200) assertInvalid(answer)
      }
    })
  )

  it.effect("RW-SU-4: an unwrap or rewrap that commits after another unwrap gets the same error as a later one", () =>
    Effect.gen(function* () {
      const server = yield* stoppable
      for (const [path, inBody] of [
        ["unwrap", false],
        ["unwrap", true],
        ["rewrap", true]
      ] as const) {
        const { token } = yield* wrap(server.ask)
        const request = server.ask("POST", `sys/wrapping/${path}`, inBody ? { body: { token } } : { token })
        const { answer, left } = yield* midway(server, request, unwrap(server.ask, token))
        assertInvalid(answer)
        assert.deepStrictEqual(left, [])
      }
    })
  )

  it.effect("RW-SU-8: the same token in header and body is used once", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { token } = yield* wrap(ask)
      const both = yield* ask("POST", "sys/wrapping/unwrap", { token, body: { token } })
      assert.strictEqual(both.status, 200)
      assert.deepStrictEqual(both.json.data, { zip: "zap" })
      assertInvalid(yield* unwrap(ask, token))
    })
  )

  it.effect("RW-SU-9: a rejected use does not use the token up", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { token } = yield* wrap(ask)
      for (const [method, path] of [
        ["GET", "auth/token/lookup-self"],
        ["GET", "sys/wrapping/unwrap"],
        ["DELETE", "sys/wrapping/unwrap"],
        ["POST", "sys/wrapping/rewrap"],
        ["POST", "sys/wrapping/wrap"],
        ["GET", "cubbyhole/wrapinfo"],
        ["GET", "kv1/foo"]
      ] as const) {
        const refused = yield* ask(method, path, { token })
        assert.deepStrictEqual([refused.status, refused.json.errors], [403, NOT_ALLOWED], `${method} ${path}`)
      }
      assert.strictEqual((yield* unwrap(ask, token)).status, 200)
    })
  )

  it.effect("RW-SU-9: a request for a path that does not exist does not use the token up", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { token } = yield* wrap(ask)
      assert.strictEqual((yield* ask("HEAD", "cubbyhole/response", { token })).status, 405)
      assert.strictEqual((yield* unwrap(ask, token)).status, 200)
    })
  )

  it.effect(
    "RW-SU-5 RW-SU-6 RW-SU-7: a request without a caller, or with one that is not allowed, uses nothing up",
    () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        const { token } = yield* wrap(ask)
        const body = { token }
        for (const caller of [null, "bogus"]) {
          const refused = yield* ask("POST", "sys/wrapping/unwrap", { token: caller, body })
          assert.deepStrictEqual([refused.status, refused.json.errors], [403, DENIED])
        }
        const nobody = yield* ask("POST", "auth/token/create", {
          body: { policies: ["none"], no_default_policy: true }
        })
        const refused = yield* ask("POST", "sys/wrapping/unwrap", { token: nobody.json.auth.client_token, body })
        assert.deepStrictEqual([refused.status, refused.json.errors], [403, NOT_ALLOWED])
        assert.strictEqual((yield* unwrap(ask, token)).status, 200)
      })
  )

  it.effect("RW-SU-11: the old way to unwrap uses the token up too, and only one of the two succeeds", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { token } = yield* wrap(ask)
      const old = yield* ask("GET", "cubbyhole/response", { token })
      assert.deepStrictEqual(JSON.parse(old.json.data.response).data, { zip: "zap" })
      assert.match(old.json.warnings[0], /deprecated/)
      assertInvalid(yield* unwrap(ask, token))
      const again = yield* ask("GET", "cubbyhole/response", { token })
      assert.deepStrictEqual([again.status, again.json.errors], [403, DENIED])

      const raced = yield* wrap(ask)
      const answers = yield* Effect.all(
        [
          Effect.andThen(Effect.yieldNow, unwrap(ask, raced.token)),
          Effect.andThen(Effect.yieldNow, ask("GET", "cubbyhole/response", { token: raced.token }))
        ],
        { concurrency: "unbounded" }
      )
      assert.lengthOf(
        answers.filter(({ status }) => status === 200),
        1
      )
    })
  )
})

describe("time to live", () => {
  it.effect("RW-TTL-1 RW-TTL-2: unwraps until the TTL elapses, and is unknown afterwards", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const withServerTime = yield* wrap(ask, { a: 1 }, 10)
      const tooLate = yield* wrap(ask, { a: 1 }, 10)
      yield* TestClock.adjust(9_999)
      assert.strictEqual((yield* unwrap(ask, withServerTime.token)).status, 200)
      yield* TestClock.adjust(1)
      assertInvalid(yield* unwrap(ask, tooLate.token))
      assertInvalid(yield* ask("POST", "sys/wrapping/lookup", { token: null, body: { token: tooLate.token } }))
      assertInvalid(yield* ask("POST", "sys/wrapping/rewrap", { body: { token: tooLate.token } }))
      const old = yield* ask("GET", "cubbyhole/response", { token: tooLate.token })
      assert.deepStrictEqual([old.status, old.json.errors], [403, DENIED])
      assert.strictEqual(
        (yield* ask("POST", "auth/token/lookup-accessor", { body: { accessor: tooLate.accessor } })).status,
        400
      )
    })
  )

  it.effect("RW-TTL-3: accepts all formats of a wrap TTL", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const formats = {
        "60": 60,
        "60s": 60,
        "5m": 300,
        "1h30m": 5400,
        "1.5h": 5400,
        "2d": 172_800,
        "+60": 60,
        "007": 7,
        "1.9s": 1,
        "5.h": 18_000,
        ".5h": 1800
      }
      for (const [ttl, seconds] of Object.entries(formats)) {
        const { json } = yield* ask("POST", "sys/wrapping/wrap", { ttl, body: {} })
        assert.strictEqual(json.wrap_info.ttl, seconds, ttl)
      }
    })
  )

  it.effect("RW-TTL-4 RW-TTL-5 RW-TTL-7 RW-TTL-8: rejects invalid wrap TTLs before it asks for a token", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const ttl of [
        "-1",
        "-5m",
        "abc",
        "1.5",
        "1d12h",
        "1.5d",
        "1w",
        "1H",
        "1ms",
        "900ms",
        "1ns",
        "9223372037",
        "106752d",
        "99999999999999999999"
      ]) {
        for (const token of [null, undefined]) {
          const refused = yield* ask("GET", "kv1/none", { ttl, ...(token === null ? { token } : undefined) })
          assert.strictEqual(refused.status, 400, ttl)
          assert.match(refused.json.errors[0], /^error parsing X-Vault-Wrap-TTL header: /)
        }
      }
    })
  )

  it.effect("RW-TTL-1 RW-TTL-9 RW-PB-2: a fraction of a second is respected, but not shown", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { json } = yield* ask("POST", "sys/wrapping/wrap", { ttl: "1.9s", body: { a: 1 } })
      assert.strictEqual(json.wrap_info.ttl, 1)
      const { token } = json.wrap_info
      const looked = yield* ask("POST", "sys/wrapping/lookup", { token: null, body: { token } })
      assert.strictEqual(looked.json.data.creation_ttl, 1.9)
      yield* TestClock.adjust("1899 millis")
      assert.strictEqual((yield* ask("POST", "sys/wrapping/lookup", { token: null, body: { token } })).status, 200)
      yield* TestClock.adjust("1 millis")
      assertInvalid(yield* unwrap(ask, token))

      const policy = `path "secret/*" { capabilities = ["read"] min_wrapping_ttl = "1.5s" max_wrapping_ttl = "1.9s" }`
      yield* ask("POST", "sys/policies/acl/bounded", { body: { policy } })
      yield* ask("POST", "secret/data/a", { body: { data: { a: 1 } } })
      const made = yield* ask("POST", "auth/token/create", { body: { policies: ["bounded"] } })
      const read = (ttl: string) => ask("GET", "secret/data/a", { token: made.json.auth.client_token, ttl })
      for (const [ttl, status] of [
        ["1.4s", 403],
        ["1.5s", 200],
        ["1.9s", 200],
        ["1.91s", 403]
      ] as const)
        assert.strictEqual((yield* read(ttl)).status, status, ttl)
    })
  )

  it.effect("RW-WE-6 RW-WE-8: a wrap TTL of zero does not wrap", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "kv1/foo", { body: { a: "b" } })
      for (const ttl of ["", "0", "0s", "-0", "0d", "0.0s"]) {
        assert.deepStrictEqual((yield* ask("GET", "kv1/foo", { ttl })).json.data, { a: "b" })
        const refused = yield* ask("POST", "sys/wrapping/wrap", { ttl, body: { a: "b" } })
        assert.deepStrictEqual(
          [refused.status, refused.json.errors],
          [400, ["endpoint requires response wrapping to be used"]]
        )
      }
    })
  )
})

describe("accessors", () => {
  it.effect("RW-AC-2 RW-AC-7: the accessor permits lookup and revocation, but never reveals the token", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { accessor, token } = yield* wrap(ask)
      const looked = yield* ask("POST", "auth/token/lookup-accessor", { body: { accessor } })
      assert.isFalse(looked.text.includes(token))
      assert.deepInclude(looked.json.data, {
        id: "",
        num_uses: 1,
        orphan: true,
        policies: ["response-wrapping"],
        path: "sys/wrapping/wrap"
      })
      assert.strictEqual((yield* ask("POST", "auth/token/revoke-accessor", { body: { accessor } })).status, 204)
      assertInvalid(yield* unwrap(ask, token))
      const again = yield* ask("POST", "auth/token/revoke-accessor", { body: { accessor } })
      assert.deepStrictEqual([again.status, again.json.warnings], [200, ["No token found with this accessor"]])
    })
  )

  it.effect("RW-AC-4 RW-AC-5: the accessor of a wrapped token revokes it without unwrapping", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { json } = yield* ask("POST", "auth/token/create", { ttl: 60, body: { policies: ["default"] } })
      const { token, wrapped_accessor: accessor } = json.wrap_info
      assert.strictEqual((yield* ask("POST", "auth/token/revoke-accessor", { body: { accessor } })).status, 204)
      const opened = yield* unwrap(ask, token)
      assert.strictEqual(opened.json.auth.accessor, accessor)
      assert.strictEqual(
        (yield* ask("GET", "auth/token/lookup-self", { token: opened.json.auth.client_token })).status,
        403
      )
    })
  )
})

describe("rewrap and lookup", () => {
  it.effect("RW-LK-1: a lookup does not use the token up, and agrees with wrap_info", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { creation_time, token } = yield* wrap(ask)
      for (let i = 0; i < 5; i++) {
        const looked = yield* ask("POST", "sys/wrapping/lookup", { token: null, body: { token } })
        assert.deepStrictEqual(looked.json.data, {
          creation_path: "sys/wrapping/wrap",
          creation_time,
          creation_ttl: 300
        })
      }
      assert.strictEqual((yield* unwrap(ask, token)).status, 200)
    })
  )

  it.effect("RW-RW-1 RW-RW-7: a rewrap gives a new token for the same response, with the same properties", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const created = yield* ask("POST", "auth/token/create", { ttl: 300, body: { policies: ["default"] } })
      const old = created.json.wrap_info
      yield* TestClock.adjust(100_000)
      const rewrapped = yield* ask("POST", "sys/wrapping/rewrap", { body: { token: old.token } })
      const info = rewrapped.json.wrap_info
      assert.notStrictEqual(info.token, old.token)
      assert.notStrictEqual(info.accessor, old.accessor)
      assert.deepInclude(info, { creation_path: "auth/token/create", ttl: 300, wrapped_accessor: old.wrapped_accessor })
      assertInvalid(yield* unwrap(ask, old.token))
      yield* TestClock.adjust(299_000)
      const opened = yield* unwrap(ask, info.token)
      assert.strictEqual(opened.json.auth.accessor, old.wrapped_accessor)
      assertInvalid(yield* unwrap(ask, info.token))
    })
  )

  it.effect("RW-RW-5: a wrap TTL can shorten the new token's TTL, but not extend it", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { token } = yield* wrap(ask)
      const shorter = yield* ask("POST", "sys/wrapping/rewrap", { ttl: 60, body: { token } })
      assert.strictEqual(shorter.json.wrap_info.ttl, 60)
      const longer = yield* ask("POST", "sys/wrapping/rewrap", {
        ttl: 600,
        body: { token: shorter.json.wrap_info.token }
      })
      assert.strictEqual(longer.json.wrap_info.ttl, 60)
    })
  )

  it.effect("RW-WE-10: an unwrap can be wrapped, and unwrapping that gives the original response", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { token } = yield* wrap(ask)
      const outer = yield* ask("POST", "sys/wrapping/unwrap", { token, ttl: 60 })
      assert.strictEqual(outer.json.wrap_info.creation_path, "sys/wrapping/unwrap")
      assertInvalid(yield* unwrap(ask, token))
      assert.deepStrictEqual((yield* unwrap(ask, outer.json.wrap_info.token)).json.data, { zip: "zap" })
    })
  )
})

describe("wrapped content", () => {
  it.effect("RW-CP-5 RW-CP-6: numbers, keys and content come back unchanged", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const texts = [
        `{"big":12345678901234567890,"f":1.0,"e":1E5,"z":-0,"tiny":1e-400}`,
        `{"__proto__":{"polluted":true},"constructor":1,"":"empty"}`,
        `{"error":"x"}`,
        `{"error":1}`,
        `{"http_status_code":418,"http_content_type":"text/html","http_raw_body":"<b>"}`,
        `{"ключ":"значение <&>","esc":"\\u0000\\ud83d\\ude00\\/"}`,
        `{"deep":${"[".repeat(5000)}${"]".repeat(5000)}}`,
        `{}`
      ]
      for (const text of texts) {
        const { token } = yield* wrap(ask, text)
        const opened = yield* unwrap(ask, token)
        assert.strictEqual(opened.status, 200)
        assert.include(opened.text, `"data":${text},"wrap_info"`)
        yield* ask("POST", "kv1/a..b", { body: text === "{}" ? `{"x":1}` : text })
        const read = yield* ask("GET", "kv1/a..b", { ttl: 60 })
        const kept = yield* unwrap(ask, read.json.wrap_info.token)
        assert.include(kept.text, `"data":${text === "{}" ? `{"x":1}` : text},"wrap_info"`)
      }
    })
  )
})
