import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { memory, unsealed } from "./sealable.ts"

const ATTEMPT = "sys/generate-root-token/attempt"

describe("sys/generate-root-token", () => {
  it.effect(
    "RW-SYS-35: creates a root token, for callers whose policies allow it, where the open path is switched off",
    () =>
      Effect.gen(function* () {
        const { ask, keys, rootToken } = yield* unsealed(3, 2, { unauthenticatedRootGeneration: false })
        const as = { token: rootToken }
        assert.strictEqual((yield* ask("GET", ATTEMPT)).status, 403)
        const created = yield* ask("POST", "auth/token/create", { ...as, body: { policies: ["default"] } })
        assert.strictEqual((yield* ask("GET", ATTEMPT, { token: created.json.auth.client_token })).status, 403)
        assert.deepStrictEqual((yield* ask("GET", ATTEMPT, as)).json.data, {
          started: false,
          complete: false,
          progress: 0,
          required: 2,
          otp: "",
          otp_length: 34
        })
        const pgp = yield* ask("PUT", ATTEMPT, { ...as, body: { pgp_key: "x" } })
        assert.deepStrictEqual(pgp.json.errors, ["PGP keys are not supported"])
        const { nonce, otp, started } = (yield* ask("PUT", ATTEMPT, as)).json.data
        assert.strictEqual(started, true)
        assert.deepStrictEqual((yield* ask("GET", ATTEMPT, as)).json.data.nonce, nonce)
        const update = (body: object) => ask("PUT", "sys/generate-root-token/update", { ...as, body })
        assert.deepStrictEqual((yield* update({ key: keys[0] })).json.errors, ["nonce is required"])
        assert.deepStrictEqual((yield* update({ nonce })).json.errors, ["key is required"])
        const first = (yield* update({ key: keys[0], nonce })).json.data
        assert.deepStrictEqual(
          [first.started, first.complete, first.progress, first.encoded_token],
          [true, false, 1, ""]
        )
        const last = (yield* update({ key: `${keys[2]}\n`, nonce })).json.data
        assert.strictEqual(last.complete, true)
        const decode = (body: object) => ask("POST", "sys/decode-token", { body })
        const { token } = (yield* decode({ encoded_token: last.encoded_token, otp })).json.data
        const self = yield* ask("GET", "auth/token/lookup-self", { token })
        assert.deepStrictEqual(self.json.data.policies, ["root"])
        const errors = Effect.fnUntraced(function* (body: object) {
          const { json, status } = yield* decode(body)
          assert.strictEqual(status, 400)
          return json.errors[0]
        })
        assert.strictEqual(yield* errors({ otp }), "provided 'encoded_token' or 'otp' is empty")
        assert.strictEqual(
          yield* errors({ encoded_token: "!!", otp }),
          "error decoding base64'd token: illegal base64 data"
        )
        assert.strictEqual(
          yield* errors({ encoded_token: "AwAB", otp: "abcd" }),
          "error xoring token: length of byte slices is not equivalent: 3 != 4"
        )
      }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-35: has the same attempt as sys/generate-root, and cancels it", () =>
    Effect.gen(function* () {
      const { ask, rootToken } = yield* unsealed(1, 1)
      const as = { token: rootToken }
      const { nonce } = (yield* ask("PUT", "sys/generate-root/attempt")).json
      assert.strictEqual((yield* ask("GET", ATTEMPT, as)).json.data.nonce, nonce)
      assert.strictEqual((yield* ask("PUT", ATTEMPT, as)).status, 400)
      assert.strictEqual((yield* ask("DELETE", ATTEMPT, as)).status, 204)
      assert.strictEqual((yield* ask("GET", "sys/generate-root/attempt")).json.started, false)
    }).pipe(Effect.provide(memory))
  )
})
