import { assert, describe, it } from "@effect/vitest"
import { userpass } from "@enwrap/engines"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { type Ask, asking, DENIED, freshServer, NOT_ALLOWED, unwrap } from "./asking.ts"
import { leasing, nothingGiven } from "./leasing-engine.ts"

/** A server with `lent/`, whose secrets have leases, and `auth/userpass/` with the user ann. */
const lending = Effect.gen(function* () {
  const given = nothingGiven()
  const server = yield* freshServer({
    engines: [leasing(given), userpass],
    mounts: [{ path: "lent/", type: "leasing" }]
  })
  const ask = asking(server)
  yield* ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })
  yield* ask("POST", "auth/userpass/users/ann", { body: { password: "p", token_ttl: "10m" } })
  yield* ask("POST", "sys/policies/acl/borrower", {
    body: { policy: `path "lent/*" { capabilities = ["read"] } path "auth/token/create" { capabilities = ["update"] }` }
  })
  return { ask, given, maintain: server.maintain }
})

const borrower = (ask: Ask, body: object = {}) =>
  Effect.map(
    ask("POST", "auth/token/create", { body: { policies: ["borrower"], ...body } }),
    ({ json }) => json.auth.client_token as string
  )

const borrow = (ask: Ask, name: string, token?: string) =>
  Effect.map(
    ask("GET", `lent/${name}`, token === undefined ? {} : { token }),
    ({ json }) => json as { lease_id: string; lease_duration: number; renewable: boolean }
  )

const lookUp = (ask: Ask, lease_id: string) => ask("PUT", "sys/leases/lookup", { body: { lease_id } })
const INVALID_LEASE = [400, ["invalid lease"]]
const refusal = ({ json, status }: { status: number; json: { errors: unknown } }) => [status, json.errors]

describe("the lease of a list's wrapping token", () => {
  it.effect("RW-LE-2: is below the path of the list, where it can be listed and revoked", () =>
    Effect.gen(function* () {
      const { ask } = yield* lending
      yield* ask("POST", "cubbyhole/a/b", { body: { a: 1 } })
      const { json } = yield* ask("LIST", "cubbyhole/a/", { ttl: 60 })
      const { keys } = (yield* ask("LIST", "sys/leases/lookup/cubbyhole/a/")).json.data
      assert.lengthOf(keys, 1)
      const lease = yield* lookUp(ask, `cubbyhole/a/${keys[0]}`)
      assert.strictEqual(lease.status, 200)
      yield* ask("POST", "sys/leases/revoke", { body: { lease_id: `cubbyhole/a/${keys[0]}` } })
      assert.strictEqual((yield* unwrap(ask, json.wrap_info.token)).status, 400)
    })
  )
})

describe("one lease", () => {
  it.effect("RW-LE-1: can be looked up until it ends", () =>
    Effect.gen(function* () {
      const { ask } = yield* lending
      const { lease_duration, lease_id, renewable } = yield* borrow(ask, "a-60")
      assert.match(lease_id, /^lent\/a-60\/[0-9A-Za-z]{24}$/)
      assert.deepStrictEqual([lease_duration, renewable], [60, true])
      yield* TestClock.adjust("20 seconds")
      const { data } = (yield* lookUp(ask, lease_id)).json
      assert.deepStrictEqual(
        [data.id, data.path, data.ttl, data.renewable, data.last_renewal],
        [lease_id, "lent/a-60", 40, true, null]
      )
      yield* TestClock.adjust("40 seconds")
      assert.deepStrictEqual(refusal(yield* lookUp(ask, lease_id)), INVALID_LEASE)
      assert.deepStrictEqual(refusal(yield* lookUp(ask, "")), [400, ["lease_id must be specified"]])
    })
  )

  it.effect("RW-LE-3: can be renewed within the limits of its mount, if it is renewable", () =>
    Effect.gen(function* () {
      const { ask } = yield* lending
      yield* ask("POST", "sys/mounts/lent/tune", { body: { default_lease_ttl: "1m", max_lease_ttl: "2m" } })
      const { lease_id } = yield* borrow(ask, "a-60")
      const renew = (increment: unknown) => ask("PUT", `sys/leases/renew/${lease_id}`, { body: { increment } })
      yield* TestClock.adjust("30 seconds")
      assert.strictEqual((yield* renew("45s")).json.lease_duration, 45)
      const capped = yield* renew("1h")
      assert.strictEqual(capped.json.lease_duration, 90)
      assert.lengthOf(capped.json.warnings, 1)
      assert.strictEqual((yield* renew(-1)).status, 400)
      yield* TestClock.adjust("91 seconds")
      assert.deepStrictEqual(refusal(yield* renew(60)), [400, ["lease not found"]])
      const fixed = yield* borrow(ask, "fixed-60")
      assert.deepStrictEqual(refusal(yield* ask("PUT", "sys/leases/renew", { body: { lease_id: fixed.lease_id } })), [
        400,
        ["lease is not renewable"]
      ])
    })
  )

  it.effect("RW-LE-5: revoking it revokes the secret before the response is sent; revoking it again succeeds", () =>
    Effect.gen(function* () {
      const { ask, given } = yield* lending
      const { lease_id } = yield* borrow(ask, "a")
      assert.strictEqual((yield* ask("PUT", "sys/leases/revoke", { body: { lease_id } })).status, 204)
      assert.deepStrictEqual(given.taken, ["lent/a"])
      assert.deepStrictEqual(refusal(yield* lookUp(ask, lease_id)), INVALID_LEASE)
      assert.strictEqual((yield* ask("PUT", "sys/leases/revoke", { body: { lease_id } })).status, 204)
      assert.deepStrictEqual(given.taken, ["lent/a"])
    })
  )

  it.effect("RW-LE-5: stays if the engine cannot revoke the secret", () =>
    Effect.gen(function* () {
      const { ask, given } = yield* lending
      const { lease_id } = yield* borrow(ask, "a")
      given.broken = true
      assert.strictEqual((yield* ask("PUT", "sys/leases/revoke", { body: { lease_id } })).status, 400)
      assert.strictEqual((yield* ask("PUT", "sys/leases/revoke-prefix/lent")).status, 400)
      assert.strictEqual((yield* lookUp(ask, lease_id)).status, 200)
      // RW-LE-8
      assert.strictEqual((yield* ask("PUT", "sys/leases/revoke-force/lent")).status, 204)
      assert.deepStrictEqual(refusal(yield* lookUp(ask, lease_id)), INVALID_LEASE)
    })
  )
})

describe("the lease of a token", () => {
  it.effect("RW-LE-4 RW-LE-6: can be looked up and revoked like others, but not renewed", () =>
    Effect.gen(function* () {
      const { ask } = yield* lending
      const login = yield* ask("POST", "auth/userpass/login/ann", { token: null, body: { password: "p" } })
      const token = login.json.auth.client_token as string
      const { keys } = (yield* ask("LIST", "sys/leases/lookup/auth/userpass/login/ann")).json.data
      const lease_id = `auth/userpass/login/ann/${keys[0]}`
      assert.match(lease_id, /\/h[0-9a-f]{64}$/)
      assert.notInclude(lease_id, token)
      assert.strictEqual((yield* lookUp(ask, lease_id)).json.data.ttl, 600)
      assert.deepStrictEqual(refusal(yield* ask("PUT", "sys/leases/renew", { body: { lease_id } })), [
        400,
        ["tokens cannot be renewed through this endpoint"]
      ])
      yield* ask("PUT", "sys/leases/revoke", { body: { lease_id } })
      assert.deepStrictEqual(refusal(yield* ask("GET", "auth/token/lookup-self", { token })), [403, DENIED])
      assert.strictEqual((yield* ask("LIST", "sys/leases/lookup/auth/userpass/login/ann")).status, 404)
    })
  )
})

describe("the secrets of a token", () => {
  it.effect("RW-LE-11: are revoked with the token, also by its accessor, and with its parent", () =>
    Effect.gen(function* () {
      const { ask, given } = yield* lending
      const parent = yield* borrower(ask)
      const child = (yield* ask("POST", "auth/token/create", { token: parent })).json.auth
      yield* borrow(ask, "of-parent", parent)
      yield* borrow(ask, "of-child", child.client_token)
      yield* ask("POST", "auth/token/revoke", { body: { token: parent } })
      assert.deepStrictEqual([...given.taken].sort(), ["lent/of-child", "lent/of-parent"])
      const other = (yield* ask("POST", "auth/token/create", { body: { policies: ["borrower"] } })).json.auth
      yield* borrow(ask, "of-other", other.client_token)
      yield* ask("POST", "auth/token/revoke-accessor", { body: { accessor: other.accessor } })
      assert.include(given.taken, "lent/of-other")
    })
  )

  it.effect("RW-LE-11: are revoked without any request when they or the token expire", () =>
    Effect.gen(function* () {
      const { ask, given, maintain } = yield* lending
      const token = yield* borrower(ask, { ttl: "2m" })
      yield* borrow(ask, "short-60", token)
      yield* borrow(ask, "long-3600", token)
      yield* TestClock.adjust("59 seconds")
      yield* maintain
      assert.deepStrictEqual(given.taken, [])
      yield* TestClock.adjust("1 seconds")
      yield* maintain
      assert.deepStrictEqual(given.taken, ["lent/short-60"])
      // The token was renewed, so its secrets are kept.
      yield* ask("POST", "auth/token/renew-self", { token, body: { increment: "5m" } })
      yield* TestClock.adjust("2 minutes")
      yield* maintain
      assert.deepStrictEqual(given.taken, ["lent/short-60"])
      yield* TestClock.adjust("3 minutes")
      yield* maintain
      assert.deepStrictEqual(given.taken, ["lent/short-60", "lent/long-3600"])
    })
  )

  it.effect("RW-LE-11: are revoked when an ancestor of the token has expired", () =>
    Effect.gen(function* () {
      const { ask, given, maintain } = yield* lending
      const parent = yield* borrower(ask, { ttl: "1m" })
      const child = (yield* ask("POST", "auth/token/create", { token: parent, body: { ttl: "1h" } })).json.auth
      yield* borrow(ask, "a-3600", child.client_token)
      yield* TestClock.adjust("1 minute")
      yield* maintain
      assert.deepStrictEqual(given.taken, ["lent/a-3600"])
    })
  )

  it.effect("RW-LE-12: the last use of a token gets no secret with a lease", () =>
    Effect.gen(function* () {
      const { ask, given } = yield* lending
      const token = yield* borrower(ask, { num_uses: 1 })
      const refused = yield* ask("GET", "lent/a", { token })
      assert.strictEqual(refused.status, 400)
      assert.match(refused.json.errors[0], /token had one use left/)
      assert.deepStrictEqual(given.taken, ["lent/a"])
      assert.strictEqual((yield* ask("LIST", "sys/leases/lookup/lent")).status, 404)
    })
  )

  it.effect("of a batch token end with it at the latest", () =>
    Effect.gen(function* () {
      const { ask } = yield* lending
      const token = yield* borrower(ask, { type: "batch", ttl: "1m" })
      assert.strictEqual((yield* borrow(ask, "a-3600", token)).lease_duration, 60)
    })
  )

  it.effect("RW-LE-9: that cannot be revoked are tried again, and then counted and listed as irrevocable", () =>
    Effect.gen(function* () {
      const { ask, given, maintain } = yield* lending
      const { lease_id } = yield* borrow(ask, "a-60")
      given.broken = true
      const count = Effect.map(ask("GET", "sys/leases/count?type=irrevocable"), ({ json }) => json.data)
      yield* TestClock.adjust("1 minute")
      yield* maintain
      assert.deepStrictEqual(yield* count, { counts: {}, lease_count: 0 })
      for (let i = 0; i < 6; i++) {
        yield* TestClock.adjust("10 minutes")
        yield* maintain
      }
      assert.deepStrictEqual(yield* count, { counts: { "lent/": 1 }, lease_count: 1 })
      const { json } = yield* ask("GET", "sys/leases?type=irrevocable&limit=5")
      assert.strictEqual(json.data.leases[0].lease_id, lease_id)
      assert.strictEqual((yield* ask("GET", "sys/leases?type=irrevocable&limit=0")).status, 400)
      assert.deepStrictEqual(refusal(yield* ask("GET", "sys/leases/count")), [404, []])
      yield* ask("PUT", `sys/leases/revoke-force/${lease_id}`)
      assert.deepStrictEqual(yield* count, { counts: {}, lease_count: 0 })
    })
  )

  it.effect("that cannot be revoked at first are revoked later", () =>
    Effect.gen(function* () {
      const { ask, given, maintain } = yield* lending
      const token = yield* borrower(ask)
      yield* borrow(ask, "a-3600", token)
      given.broken = true
      assert.strictEqual((yield* ask("POST", "auth/token/revoke", { body: { token } })).status, 204)
      given.broken = false
      yield* TestClock.adjust("10 seconds")
      yield* maintain
      assert.deepStrictEqual(given.taken, ["lent/a-3600"])
    })
  )
})

describe("everything below a path", () => {
  it.effect("RW-LE-2 RW-LE-7: is listed and revoked, wrapping tokens included, and nothing else", () =>
    Effect.gen(function* () {
      const { ask, given } = yield* lending
      yield* borrow(ask, "x/a")
      const other = yield* borrow(ask, "xy")
      const wrapped = (yield* ask("GET", "lent/x/b", { ttl: 60 })).json.wrap_info.token as string
      assert.deepStrictEqual((yield* ask("LIST", "sys/leases/lookup/lent/x")).json.data.keys, ["a/", "b/"])
      // The leases of the wrapped secret and of the wrapping token.
      assert.lengthOf((yield* ask("LIST", "sys/leases/lookup/lent/x/b")).json.data.keys, 2)
      assert.strictEqual((yield* ask("PUT", "sys/leases/revoke-prefix/lent/x")).status, 204)
      assert.deepStrictEqual([...given.taken].sort(), ["lent/x/a", "lent/x/b"])
      assert.strictEqual((yield* unwrap(ask, wrapped)).status, 400)
      assert.strictEqual((yield* lookUp(ask, other.lease_id)).status, 200)
      assert.strictEqual((yield* ask("LIST", "sys/leases/lookup/lent/x")).status, 404)
    })
  )

  it.effect("RW-LE-7: revoking it needs sudo", () =>
    Effect.gen(function* () {
      const { ask } = yield* lending
      yield* ask("POST", "sys/policies/acl/some", {
        body: { policy: `path "sys/leases/*" { capabilities = ["update", "list", "read"] }` }
      })
      const token = yield* borrower(ask, { policies: ["some"] })
      for (const [method, path] of [
        ["PUT", "revoke-prefix/lent"],
        ["PUT", "revoke-force/lent"],
        ["LIST", "lookup/lent"]
      ] as const) {
        assert.deepStrictEqual(refusal(yield* ask(method, `sys/leases/${path}`, { token })), [403, NOT_ALLOWED])
      }
    })
  )

  it.effect("RW-SYS-10: disabling a mount revokes its secrets and frees its path", () =>
    Effect.gen(function* () {
      const { ask, given } = yield* lending
      yield* ask("POST", "lent/kept", { body: { a: 1 } })
      const { lease_id } = yield* borrow(ask, "a")
      const wrapped = (yield* ask("GET", "lent/b", { ttl: 60 })).json.wrap_info.token as string
      assert.strictEqual((yield* ask("DELETE", "sys/mounts/lent")).status, 204)
      assert.deepStrictEqual([...given.taken].sort(), ["lent/a", "lent/b"])
      assert.deepStrictEqual(refusal(yield* lookUp(ask, lease_id)), INVALID_LEASE)
      assert.strictEqual((yield* unwrap(ask, wrapped)).status, 400)
      assert.strictEqual((yield* ask("POST", "sys/mounts/lent", { body: { type: "leasing" } })).status, 204)
      assert.deepStrictEqual((yield* ask("LIST", "lent/")).json.data.keys, [])
    })
  )

  it.effect("RW-SYS-10: a mount is disabled even if a secret cannot be revoked", () =>
    Effect.gen(function* () {
      const { ask, given } = yield* lending
      const { lease_id } = yield* borrow(ask, "a")
      given.broken = true
      assert.strictEqual((yield* ask("DELETE", "sys/mounts/lent")).status, 204)
      assert.deepStrictEqual(refusal(yield* lookUp(ask, lease_id)), INVALID_LEASE)
    })
  )

  it.effect("RW-SYS-10: disabling a login method revokes all its tokens and their children", () =>
    Effect.gen(function* () {
      const { ask } = yield* lending
      yield* ask("POST", "auth/userpass/users/bob", { body: { password: "p", token_policies: "borrower" } })
      const login = yield* ask("POST", "auth/userpass/login/bob", { token: null, body: { password: "p" } })
      const token = login.json.auth.client_token as string
      const child = (yield* ask("POST", "auth/token/create", { token })).json.auth.client_token as string
      const inside = yield* ask("POST", "auth/userpass/login/bob", { token: null, ttl: 60, body: { password: "p" } })
      yield* ask("DELETE", "sys/auth/userpass")
      for (const dead of [token, child]) {
        assert.deepStrictEqual(refusal(yield* ask("GET", "auth/token/lookup-self", { token: dead })), [403, DENIED])
      }
      assert.strictEqual((yield* unwrap(ask, inside.json.wrap_info.token)).status, 400)
    })
  )

  it.effect("RW-SYS-10: requests during the disabling of a mount leave nothing behind", () =>
    Effect.gen(function* () {
      const { ask, given } = yield* lending
      const requests = Array.from({ length: 30 }, (_, i) =>
        Effect.andThen(Effect.yieldNow, ask("GET", `lent/n${i}`, { ttl: 60 }))
      )
      const disable = Effect.andThen(Effect.yieldNow, ask("DELETE", "sys/mounts/lent"))
      const answers = yield* Effect.all([...requests.slice(0, 15), disable, ...requests.slice(15)], {
        concurrency: "unbounded"
      })
      const tokens = answers.flatMap(({ json }) => (json?.wrap_info ? [json.wrap_info.token as string] : []))
      assert.isAbove(tokens.length, 0)
      for (const token of tokens) assert.strictEqual((yield* unwrap(ask, token)).status, 400)
      // On a store that takes time, a request can reach the engine before the mount is disabled, and be refused afterwards.
      assert.isAtLeast(given.issued.length, tokens.length)
      assert.deepStrictEqual(given.taken.sort(), given.issued.sort())
      assert.strictEqual((yield* ask("LIST", "sys/leases/lookup/lent")).status, 404)
    })
  )

  it.effect("RW-SYS-11: moving a mount revokes its secrets and keeps its data", () =>
    Effect.gen(function* () {
      const { ask, given } = yield* lending
      yield* ask("POST", "lent/kept", { body: { a: 1 } })
      yield* borrow(ask, "a")
      yield* ask("POST", "sys/remount", { body: { from: "lent", to: "team/lent" } })
      assert.deepStrictEqual(given.taken, ["lent/a"])
      assert.deepStrictEqual((yield* ask("LIST", "team/lent/")).json.data.keys, ["kept"])
      assert.strictEqual((yield* ask("GET", "lent/a")).status, 404)
      assert.match((yield* ask("GET", "team/lent/a")).json.lease_id, /^team\/lent\/a\//)
    })
  )
})
