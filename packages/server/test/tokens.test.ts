import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { type Ask, DENIED, freshAsk, NOT_ALLOWED } from "./asking.ts"
import { midway, stoppable } from "./midway.ts"

const create = (ask: Ask, body: unknown = {}, token?: string) =>
  Effect.map(
    ask("POST", "auth/token/create", { body, ...(token === undefined ? undefined : { token }) }),
    ({ json }) => json.auth
  )

const isAlive = (ask: Ask, token: string) =>
  Effect.map(ask("POST", "auth/token/lookup", { body: { token } }), ({ status }) => status === 200)

/** A token with a policy that allows creating tokens. */
const creator = (ask: Ask) =>
  Effect.gen(function* () {
    yield* ask("POST", "sys/policies/acl/creator", {
      body: { policy: `path "auth/token/create*" { capabilities = ["update"] }` }
    })
    return yield* create(ask, { policies: ["creator"] })
  })

describe("uses", () => {
  it.effect("RW-TK-3 RW-TK-4: every authenticated request uses the token once, denied ones included", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { client_token: token } = yield* create(ask, { policies: ["default"], num_uses: 3 })
      const looked = yield* ask("GET", "auth/token/lookup-self", { token })
      assert.strictEqual(looked.json.data.num_uses, 2)
      assert.deepStrictEqual((yield* ask("GET", "kv1/foo", { token })).json.errors, NOT_ALLOWED)
      const last = yield* ask("GET", "auth/token/lookup-self", { token })
      assert.strictEqual(last.json.data.num_uses, -1)
      assert.deepStrictEqual((yield* ask("GET", "auth/token/lookup-self", { token })).json.errors, DENIED)
      assert.isFalse(yield* isAlive(ask, token))
    })
  )

  it.effect("RW-TK-3: of many concurrent requests, exactly as many succeed as the token has uses", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { client_token: token } = yield* create(ask, { policies: ["default"], num_uses: 3 })
      const request = Effect.andThen(Effect.yieldNow, ask("GET", "auth/token/lookup-self", { token }))
      const answers = yield* Effect.all(
        Array.from({ length: 32 }, () => request),
        { concurrency: "unbounded" }
      )
      assert.lengthOf(
        answers.filter(({ status }) => status === 200),
        3
      )
    })
  )

  it.effect("RW-TK-5: a token with limited uses cannot create tokens", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* creator(ask)
      for (const [num_uses, text] of [
        [2, "restricted use token cannot generate child tokens"],
        [1, "parent token lookup failed: no parent found"]
      ]) {
        const { client_token: token } = yield* create(ask, { policies: ["creator"], num_uses })
        const refused = yield* ask("POST", "auth/token/create", { token, body: {} })
        assert.deepStrictEqual([refused.status, refused.json.errors], [400, [text]])
      }
    })
  )
})

describe("time", () => {
  it.effect("RW-TK-6 RW-TK-7: a token can be renewed repeatedly, but never past the maximum", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { client_token: token } = yield* create(ask, { policies: ["default"], ttl: "1h", explicit_max_ttl: "2h" })
      yield* TestClock.adjust("59 minutes")
      assert.strictEqual(
        (yield* ask("POST", "auth/token/renew-self", { token, body: {} })).json.auth.lease_duration,
        3600
      )
      yield* TestClock.adjust("59 minutes")
      const capped = yield* ask("POST", "auth/token/renew", { body: { token, increment: "1h" } })
      assert.strictEqual(capped.json.auth.lease_duration, 120)
      assert.deepStrictEqual(capped.json.warnings, [
        `TTL of "1h" exceeded the effective max_ttl of "2m"; TTL value is capped accordingly`
      ])
      yield* TestClock.adjust("2 minutes")
      assert.isFalse(yield* isAlive(ask, token))
    })
  )

  it.effect("RW-TK-8: each renewal of a periodic token extends it by its period", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { client_token: token } = yield* create(ask, { policies: ["default"], period: "1h" })
      for (let day = 0; day < 40; day++) {
        yield* TestClock.adjust("59 minutes")
        const renewed = yield* ask("POST", "auth/token/renew-self", { token, body: { increment: "5m" } })
        assert.strictEqual(renewed.json.auth.lease_duration, 3600)
      }
      yield* TestClock.adjust("1 hour")
      assert.isFalse(yield* isAlive(ask, token))
    })
  )

  it.effect("RW-CB-7: a cubbyhole exists exactly as long as its token, renewals included", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { client_token: token } = yield* create(ask, { policies: ["default"], ttl: "1h" })
      yield* ask("POST", "cubbyhole/a/b", { token, body: { x: 1 } })
      yield* TestClock.adjust("59 minutes")
      yield* ask("POST", "auth/token/renew-self", { token, body: {} })
      yield* TestClock.adjust("59 minutes")
      assert.deepStrictEqual((yield* ask("GET", "cubbyhole/a/b", { token })).json.data, { x: 1 })
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* ask("GET", "cubbyhole/a/b", { token })).status, 403)
    })
  )
})

describe("families", () => {
  it.effect("RW-TK-2: revoking a token revokes all its descendants, however deep, and so does its expiry", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const end of ["revoked", "expired"]) {
        yield* creator(ask)
        const root = yield* create(ask, { policies: ["creator"], ttl: "1h" })
        const tree = [root]
        for (let depth = 0; depth < 30; depth++)
          tree.push(yield* create(ask, { ttl: "20h" }, tree.at(-1)!.client_token))
        for (const { client_token } of tree) assert.isTrue(yield* isAlive(ask, client_token))
        if (end === "revoked") yield* ask("POST", "auth/token/revoke", { body: { token: root.client_token } })
        else yield* TestClock.adjust("1 hour")
        for (const { accessor, client_token } of tree) {
          assert.isFalse(yield* isAlive(ask, client_token))
          assert.strictEqual((yield* ask("POST", "auth/token/lookup-accessor", { body: { accessor } })).status, 400)
        }
      }
    })
  )

  it.effect("RW-TK-3: revoke-orphan keeps the children, as orphans", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const parent = yield* creator(ask)
      const child = yield* create(ask, {}, parent.client_token)
      const grandchild = yield* create(ask, {}, child.client_token)
      assert.strictEqual(
        (yield* ask("POST", "auth/token/revoke-orphan", { body: { token: parent.client_token } })).status,
        204
      )
      assert.isFalse(yield* isAlive(ask, parent.client_token))
      const looked = yield* ask("POST", "auth/token/lookup", { body: { token: child.client_token } })
      assert.isTrue(looked.json.data.orphan)
      assert.isTrue(yield* isAlive(ask, grandchild.client_token))
    })
  )

  it.effect("RW-TK-2: a token with a chosen id can be revoked while the tree of an earlier one is being deleted", () =>
    Effect.gen(function* () {
      const server = yield* stoppable
      const { ask } = server
      const parent = yield* create(ask, { policies: ["root"] })
      const child = { id: "chosen", policies: ["root"] }
      yield* create(ask, child, parent.client_token)
      const again = Effect.gen(function* () {
        for (let i = 0; i < 2; i++) {
          assert.strictEqual((yield* ask("POST", "auth/token/create", { body: child })).status, 200)
          yield* ask("POST", "auth/token/revoke", { body: { token: child.id } })
        }
      })
      // Two commits mark both tokens, and the third one deletes the child.
      const revoke = ask("POST", "auth/token/revoke", { body: { token: parent.client_token } })
      assert.strictEqual((yield* midway(server, revoke, again, 4)).answer.status, 204)
    })
  )

  it.effect("a child that is created during the revocation of its parent is revoked too", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (let round = 0; round < 10; round++) {
        const parent = yield* creator(ask)
        const born: Array<string> = []
        const birth = Effect.gen(function* () {
          yield* Effect.yieldNow
          const auth = yield* create(ask, {}, parent.client_token)
          if (auth !== undefined) born.push(auth.client_token)
        })
        const death = Effect.andThen(
          Effect.yieldNow,
          ask("POST", "auth/token/revoke", { body: { token: parent.client_token } })
        )
        yield* Effect.all([birth, birth, death, birth, birth], { concurrency: "unbounded" })
        for (const token of born) assert.isFalse(yield* isAlive(ask, token))
      }
    })
  )

  it.effect("RW-TK-12: revoking its creator does not affect a wrapping token", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { client_token: token } = yield* create(ask, { policies: ["default"] })
      const wrapped = yield* ask("POST", "sys/wrapping/wrap", { token, ttl: 60, body: { a: 1 } })
      yield* ask("POST", "auth/token/revoke", { body: { token } })
      assert.strictEqual(
        (yield* ask("POST", "sys/wrapping/unwrap", { token: wrapped.json.wrap_info.token })).status,
        200
      )
    })
  )
})

describe("what callers cannot do", () => {
  it.effect("RW-TK-9 RW-TK-10 RW-TK-11: a caller cannot give a policy that it does not have or that is reserved", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { client_token: token } = yield* creator(ask)
      const refused = [
        [{ policies: ["root"] }, "child policies must be subset of parent"],
        [{ policies: ["reader"] }, "child policies must be subset of parent"],
        [{ no_parent: true }, "root or sudo privileges required to create orphan token"],
        [{ id: "chosen" }, "root or sudo privileges required to specify token id"],
        [{ period: "1h" }, "root or sudo privileges required to create periodic token"],
        [{ policies: ["response-wrapping"] }, `cannot assign policy "response-wrapping"`],
        [{ num_uses: -1 }, "number of uses cannot be negative"]
      ] as const
      for (const [body, text] of refused) {
        const answer = yield* ask("POST", "auth/token/create", { token, body })
        assert.deepStrictEqual([answer.status, answer.json.errors], [400, [text]])
      }
      assert.deepStrictEqual((yield* ask("LIST", "auth/token/accessors", { token })).json.errors, NOT_ALLOWED)
    })
  )

  it.effect("a chosen id can be used once, and errors quote neither the id nor a token", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const id = "a-token-of-my-own"
      assert.strictEqual((yield* create(ask, { id, policies: ["default"] })).client_token, id)
      const twice = yield* ask("POST", "auth/token/create", { body: { id, policies: ["default"] } })
      assert.deepStrictEqual([twice.status, twice.json.errors], [400, ["cannot create a token with a duplicate ID"]])
      const dotted = yield* ask("POST", "auth/token/create", { body: { id: "my.secret.id" } })
      assert.strictEqual(dotted.status, 400)
      assert.isFalse(dotted.text.includes("my.secret"))
    })
  )

  it.effect("RW-ER-10: errors name fields of the wrong type", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const [field, value] of Object.entries({
        ttl: {},
        num_uses: "many",
        meta: "x",
        policies: 5,
        no_parent: "perhaps",
        display_name: [],
        renewable: {}
      })) {
        const refused = yield* ask("POST", "auth/token/create", { body: { [field]: value } })
        assert.strictEqual(refused.status, 400, field)
        assert.include(refused.json.errors[0], field)
      }
    })
  )

  it.effect("a mistyped token is refused like any unknown one", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { client_token: token } = yield* create(ask, { policies: ["default"] })
      assert.match(token, /^s\.ew[0-9A-Za-z]{30}$/)
      for (const wrong of [
        token.slice(0, -1),
        `${token}x`,
        token.replace(/.$/, (last: string) => (last === "a" ? "b" : "a")),
        ` ${token}`
      ]) {
        const refused = yield* ask("GET", "auth/token/lookup-self", { token: wrong })
        assert.deepStrictEqual([refused.status, refused.json.errors], [403, DENIED])
      }
    })
  )
})
