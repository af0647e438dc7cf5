import { operationTable } from "@enwrap/protocol"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { type Ask, freshAsk, INVALID, unwrap, wrap } from "./asking.ts"

/** The number of tokens, including wrapping tokens. */
const tokenCount = (ask: Ask) =>
  Effect.map(ask("LIST", "auth/token/accessors"), ({ json }) => (json.data.keys as ReadonlyArray<string>).length)

/** A request for every operation that needs no token and is neither a login nor outside the logical layer. */
const openReads: ReadonlyArray<string> = Object.values(operationTable).flatMap(
  ({ group, path, unauthenticated, verbs }) => {
    const isRead = (verbs as ReadonlyArray<string>).includes("read")
    const mount = { sys: "sys/", pki: "pki/" }[group as string]
    return unauthenticated && isRead && mount !== undefined ? [mount + path.replaceAll(/\{[^}]+\}/g, "default")] : []
  }
)

const withEngines = Effect.gen(function* () {
  const ask = yield* freshAsk()
  yield* ask("POST", "sys/mounts/pki", { body: { type: "pki" } })
  yield* ask("POST", "pki/root/generate/internal", { body: { common_name: "example" } })
  yield* ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })
  yield* ask("POST", "auth/userpass/users/ann", { body: { password: "correct horse" } })
  return ask
})

describe("a wrapping token must be accounted for", () => {
  it.effect(
    "RW-WE-32 RW-WE-33 RW-WE-34: on open paths a wrap TTL has no effect without a token, with an invalid one or with a wrapping token",
    () =>
      Effect.gen(function* () {
        const ask = yield* withEngines
        assert.include(openReads, "sys/internal/specs/openapi")
        assert.include(openReads, "pki/ca/pem")
        assert.isAbove(openReads.length, 15)
        const wrapping = yield* wrap(ask)
        const before = yield* tokenCount(ask)
        for (const path of openReads) {
          for (const token of [null, "s.no-such-token", wrapping.token]) {
            const plain = yield* ask("GET", path, { token })
            for (const headers of [{}, { "x-vault-wrap-format": "jwt" }]) {
              const asked = yield* ask("GET", path, { token, ttl: "768h", headers })
              assert.notOk(asked.json?.wrap_info, path)
              assert.deepStrictEqual(
                [asked.status, asked.headers["content-type"]],
                [plain.status, plain.headers["content-type"]],
                path
              )
            }
          }
        }
        assert.strictEqual(yield* tokenCount(ask), before, "nothing was stored")
        assert.strictEqual((yield* unwrap(ask, wrapping.token)).status, 200)
      })
  )

  it.effect("RW-WE-32: with a valid token an open path is wrapped like any other", () =>
    Effect.gen(function* () {
      const ask = yield* withEngines
      const { json } = yield* ask("POST", "auth/token/create", { body: { policies: ["default"] } })
      for (const token of [undefined, json.auth.client_token as string]) {
        const asked = yield* ask("GET", "pki/ca/pem", { ttl: 60, ...(token === undefined ? {} : { token }) })
        assert.strictEqual(asked.json.wrap_info.creation_path, "pki/ca/pem")
        assert.match((yield* unwrap(ask, asked.json.wrap_info.token)).text, /BEGIN CERTIFICATE/)
      }
    })
  )

  it.effect("RW-WE-34: a wrapping token accounts for its own lookup, but not beyond its own TTL", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { token } = yield* wrap(ask, { a: 1 }, 300)
      yield* TestClock.adjust("100 seconds")
      const before = yield* tokenCount(ask)
      for (const asked of [
        { token: null, body: { token } },
        { token: "s.no-such-token", body: { token } },
        { token, body: { token } },
        { token }
      ]) {
        const looked = yield* ask("POST", "sys/wrapping/lookup", { ...asked, ttl: 201 })
        assert.deepStrictEqual([looked.status, looked.json.wrap_info], [200, null])
        assert.strictEqual(looked.json.data.creation_path, "sys/wrapping/wrap")
      }
      assert.strictEqual(yield* tokenCount(ask), before)
      const wrapped = yield* ask("POST", "sys/wrapping/lookup", { token: null, body: { token }, ttl: 200 })
      assert.deepInclude(wrapped.json.wrap_info, { creation_path: "sys/wrapping/lookup", ttl: 200 })
      // A chain of wrapped lookups ends when the first token expires.
      const inner = wrapped.json.wrap_info.token as string
      yield* TestClock.adjust("1 second")
      const longer = yield* ask("POST", "sys/wrapping/lookup", { token: null, body: { token: inner }, ttl: 200 })
      assert.strictEqual(longer.json.wrap_info, null)
      // A caller with a token accounts for the wrapping.
      const byCaller = yield* ask("POST", "sys/wrapping/lookup", { body: { token }, ttl: "768h" })
      assert.strictEqual(byCaller.json.wrap_info.creation_path, "sys/wrapping/lookup")
      assert.strictEqual((yield* unwrap(ask, token)).status, 200)
    })
  )

  it.effect("RW-WE-32: a successful login accounts for its wrapping, and a failed one stores nothing", () =>
    Effect.gen(function* () {
      const ask = yield* withEngines
      const login = (name: string, password: unknown) =>
        ask("POST", `auth/userpass/login/${name}`, { token: null, ttl: 60, body: { password } })
      const before = yield* tokenCount(ask)
      for (const [name, password] of [
        ["ann", "wrong"],
        ["nobody", "wrong"],
        ["ann", 5],
        ["ann", ""]
      ] as const) {
        const refused = yield* login(name, password)
        assert.isAtLeast(refused.status, 400)
        assert.notInclude(refused.text, "wrap_info")
      }
      assert.strictEqual(yield* tokenCount(ask), before)
      const { json } = yield* login("ann", "correct horse")
      assert.strictEqual(json.auth, null)
      assert.strictEqual(yield* tokenCount(ask), before + 2, "the token of the login, and the wrapping token")
      const opened = yield* unwrap(ask, json.wrap_info.token)
      assert.strictEqual(opened.json.auth.metadata.username, "ann")
    })
  )

  it.effect("RW-WE-32: an unwrap can be wrapped with the wrapping token itself, which it uses up", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { token } = yield* wrap(ask)
      const before = yield* tokenCount(ask)
      const again = yield* ask("POST", "sys/wrapping/unwrap", { token, ttl: 60 })
      assert.strictEqual(again.json.wrap_info.creation_path, "sys/wrapping/unwrap")
      assert.strictEqual(yield* tokenCount(ask), before)
      const second = yield* ask("POST", "sys/wrapping/unwrap", { token, ttl: 60 })
      assert.deepStrictEqual({ status: second.status, errors: second.json.errors }, INVALID)
    })
  )
})
