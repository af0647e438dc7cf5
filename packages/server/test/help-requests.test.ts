import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { type Ask, freshAsk } from "./asking.ts"

const WRITE = { data: { a: 1 } }

const UNSUPPORTED = { errors: ["1 error occurred:\n\t* unsupported operation\n\n"] }

const tokenWith = (ask: Ask, body: object) =>
  Effect.map(ask("POST", "auth/token/create", { body }), ({ json }) => json.auth.client_token as string)

describe("requests for help", () => {
  for (const help of ["1", "true", "0"])
    it.effect(`RW-HD-14: a write with ?help=${help} was carried out`, () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        for (const [method, path, body] of [
          ["POST", "secret/data/a", WRITE],
          ["PUT", "cubbyhole/a", { a: 1 }],
          ["DELETE", "kv1/a", undefined],
          ["GET", "sys/mounts", undefined],
          ["POST", "auth/token/create", {}]
        ] as const) {
          const { json, status } = yield* ask(method, `${path}?help=${help}`, { body })
          assert.deepStrictEqual([status, json], [405, UNSUPPORTED], path)
        }
        assert.strictEqual((yield* ask("GET", "secret/data/a")).status, 404)
        assert.strictEqual((yield* ask("GET", "cubbyhole/a")).status, 404)
      })
    )

  it.effect("RW-HD-14: a read of cubbyhole/response with ?help=1 used the wrapping token up", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const wrapped = yield* ask("POST", "sys/wrapping/wrap", { ttl: 60, body: { a: "b" } })
      const { token } = wrapped.json.wrap_info
      for (const [method, path, status] of [
        ["GET", "cubbyhole/response", 405],
        ["POST", "sys/wrapping/unwrap", 403],
        ["POST", "sys/wrapping/rewrap", 403],
        ["GET", "secret/data/a", 403]
      ] as const)
        assert.strictEqual((yield* ask(method, `${path}?help=1`, { token })).status, status, path)
      assert.deepStrictEqual((yield* ask("POST", "sys/wrapping/unwrap", { token })).json.data, { a: "b" })
    })
  )

  it.effect("RW-HD-14: sys/seal with ?help=1 sealed the server", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      assert.strictEqual((yield* ask("POST", "sys/seal?help=1")).status, 405)
      assert.strictEqual((yield* ask("GET", "sys/health?help=1")).status, 405)
      assert.strictEqual((yield* ask("GET", "sys/seal-status")).json.sealed, false)
      yield* ask("POST", "sys/seal")
      for (const [method, path, status] of [
        ["POST", "sys/unseal", 405],
        ["POST", "sys/seal", 405],
        ["GET", "secret/data/a", 503]
      ] as const)
        assert.strictEqual((yield* ask(method, `${path}?help=1`, { body: { key: "x" } })).status, status, path)
    })
  )

  it.effect("need a token, as the path itself does, and count as a use of it", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      assert.strictEqual((yield* ask("GET", "sys/mounts?help=1", { token: null })).status, 403)
      assert.strictEqual((yield* ask("GET", "none/a?help=1")).status, 404)
      assert.strictEqual((yield* ask("GET", "sys/none?help=1")).status, 404)
      const token = yield* tokenWith(ask, { num_uses: 2, policies: ["root"] })
      assert.strictEqual((yield* ask("GET", "sys/mounts?help=1", { token })).status, 405)
      assert.strictEqual((yield* ask("GET", "sys/mounts", { token })).status, 200)
      assert.strictEqual((yield* ask("GET", "sys/mounts", { token })).status, 403)
      const limited = yield* tokenWith(ask, { policies: ["default"] })
      assert.strictEqual((yield* ask("GET", "secret/data/a?help=1", { token: limited })).status, 403)
    })
  )

  it.effect("an empty help asks for nothing", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      assert.strictEqual((yield* ask("POST", "secret/data/a?help=", { body: WRITE })).status, 200)
      assert.strictEqual((yield* ask("GET", "secret/data/a?help")).status, 200)
    })
  )
})
