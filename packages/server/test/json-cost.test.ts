import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { freshAsk, INVALID } from "./asking.ts"

const VALIDATED = ["sys/wrapping/lookup", "sys/wrapping/unwrap", "sys/wrapping/rewrap"]
const many = `[${"{},".repeat(90_000)}{}]`
const NO_TEXT = "error validating wrapping token: could not decode token"

describe("the cost of input without a token", () => {
  it.effect("RW-ER-9: rejects a token that is not a string without parsing it", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const path of VALIDATED) {
        for (const value of [many, `{"a":${many}}`, "5", "true"]) {
          const refused = yield* ask("POST", path, { token: null, body: `{"token":${value}}` })
          assert.strictEqual(refused.status, 403, path)
          assert.isTrue((refused.json.errors[0] as string).startsWith(NO_TEXT), refused.text)
        }
      }
    })
  )

  it.effect("RW-SU-12: rejects a token that is too long without parsing it", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const path of VALIDATED) {
        for (const token of [".".repeat(1e6), `e.${"a".repeat(1e6)}.b`, "s".repeat(4097)]) {
          const refused = yield* ask("POST", path, { token: null, body: { token } })
          assert.deepStrictEqual({ status: refused.status, errors: refused.json.errors }, INVALID, path)
        }
      }
    })
  )

  it.effect("rejects an unseal key that is too long without decoding all of it", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("PUT", "sys/seal")
      const begin = performance.now()
      for (const [key, error] of [
        ["a".repeat(1e6), "invalid key: key is longer than maximum 33 bytes"],
        [`${"a".repeat(1e6)}-`, "'key' must be a valid hex or base64 string"],
        ["=".repeat(1e6), "'key' must be a valid hex or base64 string"],
        ["9".repeat(130), "'key' must be a valid hex or base64 string"]
      ] as const) {
        const refused = yield* ask("POST", "sys/unseal", { token: null, body: { key } })
        assert.deepStrictEqual([refused.status, refused.json.errors], [400, [error]])
      }
      assert.isBelow(performance.now() - begin, 2000)
    })
  )

  it.effect("rejects a root token to decode without a search that takes quadratic time", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const begin = performance.now()
      const body = { encoded_token: `${"=".repeat(100_000)}x`, otp: "1" }
      const refused = yield* ask("POST", "sys/decode-token", { token: null, body })
      assert.deepStrictEqual(
        [refused.status, refused.json.errors],
        [400, ["error decoding base64'd token: illegal base64 data"]]
      )
      assert.isBelow(performance.now() - begin, 2000)
    })
  )

  it.effect("RW-ER-12: the deepest nesting that is accepted causes no internal error, in any field", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const deep = `${"[".repeat(9_990)}${"]".repeat(9_990)}`
      for (const [path, field] of [
        ["auth/token/create", "policies"],
        ["auth/token/lookup", "token"],
        ["secret/data/x", "data"],
        ["secret/metadata/x", "custom_metadata"],
        ["sys/mounts/x", "config"],
        ["sys/policies/acl/x", "policy"]
      ]) {
        for (const value of [deep, `{"a":${deep}}`, many]) {
          const { status } = yield* ask("POST", path!, { body: `{"${field}":${value}}` })
          assert.isBelow(status, 500, `${path} ${field}`)
        }
      }
    })
  )

  it.effect("a string that is parsed as JSON, such as the metadata of a secret id, is bounded too", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "sys/auth/approle", { body: { type: "approle" } })
      yield* ask("POST", "auth/approle/role/r", { body: {} })
      const give = (metadata: string) => ask("POST", "auth/approle/role/r/secret-id", { body: { metadata } })
      assert.strictEqual((yield* give(`{"a":"b"}`)).status, 200)
      const refused = yield* give(many)
      assert.deepStrictEqual(
        [refused.status, refused.json.errors],
        [400, ["failed to parse metadata: the input must not be longer than 65536 characters"]]
      )
    })
  )
})
