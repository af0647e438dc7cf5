import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { DENIED, freshAsk, INVALID, unwrap } from "./asking.ts"

const jwt = { "x-vault-wrap-format": "jwt" }
const claimsOf = (token: string) =>
  token
    .split(".")
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, "base64url").toString())) as [
    Record<string, unknown>,
    Record<string, unknown>
  ]

describe("wrapping tokens as JWTs", () => {
  it.effect("RW-HD-7: the claims describe the wrapping, and the JWT unwraps once, as a header or in the body", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const inBody of [false, true]) {
        const { json } = yield* ask("POST", "auth/token/create", {
          ttl: 300,
          headers: jwt,
          body: { policies: ["default"] }
        })
        const { accessor, token, wrapped_accessor } = json.wrap_info
        const [header, claims] = claimsOf(token)
        assert.deepStrictEqual(header, { alg: "ES512", typ: "JWT" })
        assert.sameMembers(Object.keys(claims), ["accessor", "addr", "exp", "iat", "jti", "nbf", "type"])
        assert.deepInclude(claims, {
          accessor: wrapped_accessor,
          type: "wrapping",
          exp: (claims["iat"] as number) + 300
        })
        assert.notStrictEqual(accessor, wrapped_accessor)
        const looked = yield* ask("POST", "sys/wrapping/lookup", { token: null, body: { token } })
        assert.strictEqual(looked.json.data.creation_path, "auth/token/create")
        const opened = inBody
          ? yield* ask("POST", "sys/wrapping/unwrap", { body: { token } })
          : yield* unwrap(ask, token)
        assert.strictEqual(opened.json.auth.accessor, wrapped_accessor)
        const again = yield* unwrap(ask, token)
        assert.deepStrictEqual({ status: again.status, errors: again.json.errors }, INVALID)
      }
    })
  )

  it.effect("the token inside unwraps the response too, and the JWT is used up then", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { json } = yield* ask("POST", "sys/wrapping/wrap", { ttl: 60, headers: jwt, body: { a: 1 } })
      const [, { jti }] = claimsOf(json.wrap_info.token)
      assert.strictEqual((yield* unwrap(ask, jti as string)).status, 200)
      assert.strictEqual((yield* unwrap(ask, json.wrap_info.token)).status, 400)
    })
  )

  it.effect("rejects a foreign, changed or expired JWT, and uses nothing up", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { json } = yield* ask("POST", "sys/wrapping/wrap", { ttl: 60, headers: jwt, body: { a: 1 } })
      const { token } = json.wrap_info
      const [header = "", payload = "", signature = ""] = token.split(".")
      const forged = Buffer.from(JSON.stringify({ ...claimsOf(token)[1], exp: 9_999_999_999 })).toString("base64url")
      const none = Buffer.from(`{"alg":"none","typ":"JWT"}`).toString("base64url")
      for (const wrong of [
        "aaaa.bbbb.cccc",
        `${header}.${forged}.${signature}`,
        `${none}.${payload}.`,
        `${none}.${payload}.${signature}`
      ]) {
        const refused = yield* ask("POST", "sys/wrapping/unwrap", { body: { token: wrong } })
        assert.strictEqual(refused.status, 403)
        assert.match(refused.json.errors[0], /^error validating wrapping token: /)
        assert.isFalse(refused.text.includes(payload))
      }
      assert.deepStrictEqual((yield* ask("GET", "cubbyhole/response", { token })).json.errors, DENIED)
      yield* TestClock.adjust("61 seconds")
      const late = yield* ask("POST", "sys/wrapping/lookup", { token: null, body: { token } })
      assert.deepStrictEqual({ status: late.status, errors: late.json.errors }, INVALID)
    })
  )

  it.effect("RW-TTL-1, RW-TTL-2: expires together with the token inside, to the millisecond", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* TestClock.adjust("946 millis")
      const { json } = yield* ask("POST", "sys/wrapping/wrap", { ttl: 1, headers: jwt, body: { a: 1 } })
      const look = ask("POST", "sys/wrapping/lookup", { token: null, body: { token: json.wrap_info.token } })
      yield* TestClock.adjust("999 millis")
      assert.strictEqual((yield* look).status, 200)
      yield* TestClock.adjust("1 millis")
      assert.strictEqual((yield* look).status, 400)
    })
  )

  it.effect("RW-SU-8: the JWT and the token inside are one token, in the header and in the body", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const inHeader of [true, false]) {
        const { json } = yield* ask("POST", "sys/wrapping/wrap", { ttl: 60, headers: jwt, body: { a: 1 } })
        const both = [json.wrap_info.token as string, claimsOf(json.wrap_info.token)[1]["jti"] as string] as const
        const [token, named] = inHeader ? both : both.toReversed()
        const opened = yield* ask("POST", "sys/wrapping/unwrap", { token: token!, body: { token: named } })
        assert.deepStrictEqual(opened.json.data, { a: 1 })
      }
      // A JWT cannot be used to open another one.
      const [one, other] = yield* Effect.all([
        ask("POST", "sys/wrapping/wrap", { ttl: 60, headers: jwt, body: { a: 1 } }),
        ask("POST", "sys/wrapping/wrap", { ttl: 60, headers: jwt, body: { a: 2 } })
      ])
      const body = { token: other.json.wrap_info.token }
      const refused = yield* ask("POST", "sys/wrapping/unwrap", { token: one.json.wrap_info.token, body })
      assert.strictEqual(refused.status, 403)
    })
  )

  it.effect("RW-RW-7: a rewrap keeps the accessor of the wrapped token, also in the claims", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { json } = yield* ask("POST", "auth/token/create", { ttl: 60, body: { policies: ["default"] } })
      const { token, wrapped_accessor } = json.wrap_info
      const again = yield* ask("POST", "sys/wrapping/rewrap", { ttl: 60, headers: jwt, body: { token } })
      assert.strictEqual(again.json.wrap_info.wrapped_accessor, wrapped_accessor)
      assert.strictEqual(claimsOf(again.json.wrap_info.token)[1]["accessor"], wrapped_accessor)
    })
  )

  it.effect("only the exact format name gives a JWT, and only with a wrap TTL", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const format of ["JWT", "uuid", "x"]) {
        const { json } = yield* ask("POST", "sys/wrapping/wrap", {
          ttl: 60,
          headers: { "x-vault-wrap-format": format },
          body: {}
        })
        assert.lengthOf(json.wrap_info.token.split("."), 2)
      }
      assert.strictEqual((yield* ask("GET", "sys/mounts", { headers: jwt })).json.wrap_info, null)
    })
  )
})
