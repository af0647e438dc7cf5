import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { asking, type Ask, freshAsk, freshServer } from "./asking.ts"

const create = (ask: Ask, body: object, token?: string) =>
  Effect.map(
    ask("POST", "auth/token/create", { body, ...(token === undefined ? {} : { token }) }),
    ({ json }) => json.auth as { client_token: string; accessor: string }
  )

const isAlive = (ask: Ask, token: string) =>
  Effect.map(ask("GET", "auth/token/lookup-self", { token }), ({ status }) => status === 200)

const PARENT = { id: "the-operators", policies: ["root"], ttl: "1m" }

describe("a token with the id of an earlier one", () => {
  for (const [title, end] of [
    ["was revoked", (ask: Ask) => ask("POST", "auth/token/revoke", { body: { token: PARENT.id } })],
    ["has expired", () => TestClock.adjust("2 minutes")]
  ] as const) {
    it.effect(`RW-TK-2, RW-TK-19, RW-CB-6: has neither the children nor the cubbyhole of one that ${title}`, () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        yield* create(ask, PARENT)
        const batch = yield* create(ask, { type: "batch", policies: ["default"], ttl: "1h" }, PARENT.id)
        const child = yield* create(ask, { policies: ["default"], ttl: "1h" }, PARENT.id)
        yield* ask("POST", "cubbyhole/x", { token: PARENT.id, body: { old: 1 } })
        yield* end(ask)
        assert.isFalse(yield* isAlive(ask, PARENT.id))

        yield* create(ask, PARENT)
        assert.isTrue(yield* isAlive(ask, PARENT.id))
        for (const { client_token } of [batch, child]) assert.isFalse(yield* isAlive(ask, client_token))
        assert.strictEqual((yield* ask("GET", "cubbyhole/x", { token: PARENT.id })).status, 404)
        const found = yield* ask("POST", "auth/token/lookup-accessor", { body: { accessor: child.accessor } })
        assert.strictEqual(found.status, 400)

        // They do not reappear as orphans either.
        yield* ask("POST", "auth/token/revoke-orphan", { body: { token: PARENT.id } })
        for (const { client_token } of [batch, child]) assert.isFalse(yield* isAlive(ask, client_token))
      })
    )
  }

  it.effect("RW-CB-6: that cannot be created does not affect the cubbyhole of the other", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* create(ask, PARENT)
      yield* ask("POST", "cubbyhole/x", { token: PARENT.id, body: { a: 1 } })
      assert.strictEqual((yield* ask("POST", "auth/token/create", { body: PARENT })).status, 400)
      assert.deepStrictEqual((yield* ask("GET", "cubbyhole/x", { token: PARENT.id })).json.data, { a: 1 })
    })
  )
})

describe("a token that expires", () => {
  it.effect("RW-AC-11: ends its descendants", () =>
    Effect.gen(function* () {
      const server = yield* freshServer()
      const ask = asking(server)
      const before = (yield* ask("LIST", "auth/token/accessors")).json.data.keys as ReadonlyArray<string>
      const parent = yield* create(ask, { policies: ["root"], ttl: "1m" })
      const child = yield* create(ask, { policies: ["root"], ttl: "1h" }, parent.client_token)
      yield* create(ask, { policies: ["default"], ttl: "1h" }, child.client_token)
      const orphan = yield* create(ask, { policies: ["default"], ttl: "1h", no_parent: true }, child.client_token)
      // It was renewed after its notice was stored.
      yield* TestClock.adjust("30 seconds")
      yield* ask("POST", "auth/token/renew", { body: { token: parent.client_token, increment: "1m" } })
      yield* TestClock.adjust("40 seconds")
      yield* server.maintain
      assert.isTrue(yield* isAlive(ask, child.client_token))
      assert.lengthOf((yield* ask("LIST", "auth/token/accessors")).json.data.keys, before.length + 4)
      yield* TestClock.adjust("30 seconds")
      yield* server.maintain
      const left = (yield* ask("LIST", "auth/token/accessors")).json.data.keys
      assert.sameMembers(left, [...before, orphan.accessor])
    })
  )

  it.effect("RW-CB-3, RW-CB-6: keeps its cubbyhole until then, however often it was renewed", () =>
    Effect.gen(function* () {
      const server = yield* freshServer()
      const ask = asking(server)
      yield* ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })
      const ttls = { default_lease_ttl: "2000h", max_lease_ttl: "3000h" }
      yield* ask("POST", "sys/auth/userpass/tune", { body: ttls })
      yield* ask("POST", "auth/userpass/users/ann", { body: { password: "x" } })
      const login = yield* ask("POST", "auth/userpass/login/ann", { token: null, body: { password: "x" } })
      const token = login.json.auth.client_token as string
      yield* ask("POST", "cubbyhole/x", { token, body: { a: 1 } })
      for (const hours of [769, 1200]) {
        yield* TestClock.adjust(`${hours} hours`)
        yield* server.maintain
        assert.deepStrictEqual((yield* ask("GET", "cubbyhole/x", { token })).json.data, { a: 1 })
        assert.strictEqual((yield* ask("POST", "cubbyhole/y", { token, body: { hours } })).status, 204)
        assert.deepStrictEqual((yield* ask("GET", "cubbyhole/y", { token })).json.data, { hours })
        yield* ask("POST", "auth/token/renew-self", { token, body: {} })
      }
      yield* TestClock.adjust("1031 hours")
      assert.isFalse(yield* isAlive(ask, token))
    })
  )

  it.effect("RW-TK-6: no renewal extends it past its maximum, not even by a fraction of a second", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { client_token: token } = yield* create(ask, { policies: ["default"], ttl: "2s", explicit_max_ttl: "3s" })
      yield* ask("POST", "cubbyhole/x", { token, body: { a: 1 } })
      yield* TestClock.adjust("1900 millis")
      const renewed = yield* ask("POST", "auth/token/renew-self", { token, body: { increment: "1h" } })
      assert.strictEqual(renewed.json.auth.lease_duration, 2)
      yield* TestClock.adjust("1099 millis")
      assert.deepStrictEqual((yield* ask("GET", "cubbyhole/x", { token })).json.data, { a: 1 })
      yield* TestClock.adjust("1 millis")
      assert.isFalse(yield* isAlive(ask, token))
    })
  )
})

describe("a batch token", () => {
  it.effect("RW-TK-27: cannot be revoked, not as an orphan either", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { client_token: token } = yield* create(ask, { type: "batch", policies: ["default"] })
      const { json, status } = yield* ask("POST", "auth/token/revoke-orphan", { body: { token } })
      assert.deepStrictEqual([status, json.errors], [400, ["batch tokens cannot be revoked"]])
    })
  )
})
