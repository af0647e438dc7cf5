import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { TestClock } from "effect/testing"
import { type Answered, type Ask, unwrap } from "./asking.ts"
import { midway, type Stoppable, stoppable } from "./midway.ts"

const DENIED = [403, { errors: ["permission denied"] }]
const refusal = ({ json, status }: Answered) => [status, json]

interface Family {
  readonly grandparent: string
  readonly parent: string
  readonly child: string
}

const made = (ask: Ask, body: object, token?: string) =>
  Effect.map(
    ask("POST", "auth/token/create", { body: { policies: ["root"], ...body }, ...(token && { token }) }),
    ({ json }) => json.auth.client_token as string
  )

const family = Effect.fnUntraced(function* (ask: Ask, times: { readonly [Member in keyof Family]?: string } = {}) {
  const grandparent = yield* made(ask, { ttl: times.grandparent ?? "1h" })
  const parent = yield* made(ask, { ttl: times.parent ?? "1h" }, grandparent)
  const child = yield* made(ask, { ttl: times.child ?? "1h", id: "the-child" }, parent)
  return { grandparent, parent, child }
})

const revoke = (ask: Ask, token: string) => ask("POST", "auth/token/revoke", { body: { token } })

/** Requests whose result is stored or returned. */
const requests: Readonly<Record<string, (ask: Ask, token: string) => Effect.Effect<Answered>>> = {
  "a write to kv version 1": (ask, token) => ask("POST", "kv1/x", { token, body: { a: 1 } }),
  "a write to kv version 2": (ask, token) => ask("POST", "secret/data/x", { token, body: { data: { a: 1 } } }),
  "a write to its cubbyhole": (ask, token) => ask("POST", "cubbyhole/x", { token, body: { a: 1 } }),
  "a child token": (ask, token) => ask("POST", "auth/token/create", { token, body: { ttl: "1m" } }),
  "an orphan token": (ask, token) => ask("POST", "auth/token/create-orphan", { token, body: { ttl: "1m" } }),
  "a batch token": (ask, token) =>
    ask("POST", "auth/token/create", { token, body: { type: "batch", policies: ["default"] } }),
  "a batch token without a parent": (ask, token) =>
    ask("POST", "auth/token/create-orphan", { token, body: { type: "batch", policies: ["default"] } }),
  "a secret with a lease": (ask, token) => ask("GET", "lent/a-60", { token }),
  "a wrapped secret with a lease": (ask, token) => ask("GET", "lent/a-60", { token, ttl: 60 }),
  "wrapped data": (ask, token) => ask("POST", "sys/wrapping/wrap", { token, ttl: 60, body: { a: 1 } }),
  "a wrapped lookup": (ask, token) => ask("GET", "auth/token/lookup-self", { token, ttl: 60 }),
  "a policy": (ask, token) =>
    ask("POST", "sys/policies/acl/p", { token, body: { policy: 'path "a" { capabilities = ["read"] }' } }),
  "a mount": (ask, token) => ask("POST", "sys/mounts/more", { token, body: { type: "kv" } }),
  "the end of a mount": (ask, token) => ask("DELETE", "sys/mounts/kv1", { token }),
  "a token role": (ask, token) => ask("POST", "auth/token/roles/r", { token, body: {} }),
  "a renewal of itself": (ask, token) => ask("POST", "auth/token/renew-self", { token, body: {} }),
  "the rotation of the keyring": (ask, token) => ask("PUT", "sys/rotate", { token }),
  "the end of all that is lent": (ask, token) => ask("PUT", "sys/leases/revoke-force/lent", { token })
}

/** Events that end a token during one of its requests. */
const ends: Readonly<
  Record<string, { times?: Partial<Family>; end: (ask: Ask, tokens: Family) => Effect.Effect<unknown> }>
> = {
  "it is revoked": { end: (ask, { child }) => revoke(ask, child) },
  "it is revoked, and another gets its id": {
    end: (ask, { child }) => Effect.andThen(revoke(ask, child), made(ask, { id: child, ttl: "1h" }))
  },
  "its parent is revoked": { end: (ask, { parent }) => revoke(ask, parent) },
  "its grandparent is revoked": { end: (ask, { grandparent }) => revoke(ask, grandparent) },
  "it expires": { times: { child: "1m" }, end: () => TestClock.adjust("1 minute") },
  "its parent expires": { times: { parent: "1m" }, end: () => TestClock.adjust("1 minute") },
  "its grandparent expires": { times: { grandparent: "1m" }, end: () => TestClock.adjust("1 minute") }
}

describe("a token that ends during one of its requests", () => {
  for (const [endTitle, { end, times = {} }] of Object.entries(ends)) {
    for (const [requestTitle, request] of Object.entries(requests)) {
      it.effect(`RW-CO-1: ${endTitle}: it is refused ${requestTitle}, and nothing is left behind`, () =>
        Effect.gen(function* () {
          const server = yield* stoppable
          const { ask } = server
          const tokens = yield* family(ask, times)
          const { answer, left } = yield* midway(server, request(ask, tokens.child), end(ask, tokens))
          assert.deepStrictEqual([refusal(answer), left], [DENIED, []])
        })
      )
    }
  }

  it.effect("RW-CO-1: a batch token that expires meanwhile stores nothing", () =>
    Effect.gen(function* () {
      const server = yield* stoppable
      const { ask } = server
      const allow = 'path "kv1/*" { capabilities = ["create", "read", "update"] }'
      yield* ask("POST", "sys/policies/acl/kv1", { body: { policy: allow } })
      const token = yield* made(ask, { type: "batch", policies: ["kv1"], ttl: "1m" })
      const late = ask("POST", "kv1/x", { token, ttl: 60, body: { a: 1 } })
      // It stops at its first call of the store until the token has expired.
      const stopped = server.store.stopAt(1, "get")
      const fiber = yield* Effect.forkChild(late)
      const { letGo } = yield* Effect.promise(() => stopped)
      yield* TestClock.adjust("1 minute")
      letGo()
      assert.deepStrictEqual(refusal(yield* Fiber.join(fiber)), DENIED)
      assert.strictEqual((yield* ask("GET", "kv1/x")).status, 404)
    })
  )

  it.effect("RW-CO-1: revoking a parent alone does not affect a request of its child", () =>
    Effect.gen(function* () {
      const server = yield* stoppable
      const { ask } = server
      const { child, parent } = yield* family(ask)
      const alone = ask("POST", "auth/token/revoke-orphan", { body: { token: parent } })
      const { answer } = yield* midway(server, ask("POST", "kv1/x", { token: child, body: { a: 1 } }), alone)
      assert.strictEqual(answer.status, 204)
      assert.deepStrictEqual((yield* ask("GET", "kv1/x")).json.data, { a: 1 })
    })
  )

  it.effect("RW-CO-1: a secret with a lease that cannot be delivered is revoked", () =>
    Effect.gen(function* () {
      const server = yield* stoppable
      const { ask, given } = server
      const { child } = yield* family(ask)
      yield* midway(server, ask("GET", "lent/a-60", { token: child }), revoke(ask, child))
      assert.deepStrictEqual(given.taken, ["lent/a-60"])
      assert.strictEqual((yield* ask("LIST", "sys/leases/lookup/lent")).status, 404)
    })
  )
})

describe("a request that ends its own token", () => {
  it.effect("RW-CO-3: revokes the whole tree, and everything that was requested", () =>
    Effect.gen(function* () {
      const { ask, given } = yield* stoppable
      const { child, parent } = yield* family(ask)
      yield* ask("GET", "lent/a-600", { token: child })
      assert.strictEqual((yield* revoke(askAs(ask, child), parent)).status, 204)
      assert.deepStrictEqual(given.taken, ["lent/a-600"])
      for (const token of [child, parent]) assert.strictEqual((yield* ask("GET", "cubbyhole/x", { token })).status, 403)
    })
  )

  it.effect("RW-CO-3: by the lease of its login, or by disabling the login method: everything is finished", () =>
    Effect.gen(function* () {
      const { ask } = yield* stoppable
      const policy = 'path "*" { capabilities = ["create", "read", "update", "delete", "list", "sudo"] }'
      yield* ask("POST", "sys/policies/acl/all", { body: { policy } })
      yield* ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })
      yield* ask("POST", "auth/userpass/users/ann", { body: { password: "p", token_policies: "all" } })
      const login = Effect.map(
        ask("POST", "auth/userpass/login/ann", { token: null, body: { password: "p" } }),
        ({ json }) => json.auth.client_token as string
      )
      const alive = (token: string) =>
        Effect.map(ask("GET", "auth/token/lookup-self", { token }), ({ status }) => status === 200)
      for (const [method, path] of [
        ["PUT", "sys/leases/revoke-prefix/auth/userpass"],
        ["DELETE", "sys/auth/userpass"]
      ] as const) {
        const tokens = [yield* login, yield* login]
        assert.strictEqual((yield* ask(method, path, { token: tokens[1]! })).status, 204)
        for (const token of tokens) assert.isFalse(yield* alive(token))
      }
      assert.strictEqual((yield* ask("GET", "sys/auth/userpass")).status, 400)
      assert.strictEqual((yield* ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })).status, 204)
    })
  )
})

describe("a mount that is disabled during a request to it", () => {
  const again = (ask: Ask) =>
    Effect.andThen(ask("DELETE", "sys/mounts/lent"), ask("POST", "sys/mounts/lent", { body: { type: "leasing" } }))
  for (const [title, meanwhile] of [
    ["disabled", (ask: Ask) => ask("DELETE", "sys/mounts/lent")],
    ["disabled, and another is enabled at its path", again],
    ["moved", (ask: Ask) => ask("POST", "sys/remount", { body: { from: "lent", to: "team" } })]
  ] as const) {
    for (const ttl of [undefined, 60]) {
      it.effect(
        `RW-CO-2: ${title}: no secret${ttl ? " is wrapped" : ""} with a lease is given below its old path`,
        () =>
          Effect.gen(function* () {
            const server = yield* stoppable
            const { ask, given } = server
            const request = ask("GET", "lent/a-60", ttl === undefined ? {} : { ttl })
            const { answer, left } = yield* midway(server, request, meanwhile(ask))
            assert.deepStrictEqual([answer.status, left, given.taken], [404, [], ["lent/a-60"]])
            assert.strictEqual((yield* ask("LIST", "sys/leases/lookup/lent")).status, 404)
          })
      )
    }
  }

  it.effect("RW-CO-2: later writes of its engine, for whatever reason, are not stored", () =>
    Effect.gen(function* () {
      const server = yield* stoppable
      const { ask } = server
      const writes = Array.from({ length: 20 }, (_, i) => ask("POST", `lent/k${i}`, { body: { a: i } }))
      const disable = ask("DELETE", "sys/mounts/lent")
      const { left } = yield* midway(server, ask("POST", "lent/k", { body: {} }), Effect.all([...writes, disable]))
      assert.deepStrictEqual(left, [])
      const keys = [...(yield* server.store.snapshot).keys()]
      assert.deepStrictEqual(
        keys.filter((key) => /^mount-(data|open|disabled)/.test(key) && key.includes("k1")),
        []
      )
    })
  )
})

const askAs =
  (ask: Ask, token: string): Ask =>
  (method, path, asked) =>
    ask(method, path, { ...asked, token })

/** A server with login methods and a token role, and a way to create secret ids. */
const logins = Effect.gen(function* () {
  const server: Stoppable = yield* stoppable
  const { ask } = server
  yield* ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })
  yield* ask("POST", "sys/auth/approle", { body: { type: "approle" } })
  yield* ask("POST", "auth/userpass/users/ann", { body: { password: "p" } })
  yield* ask("POST", "auth/approle/role/job", { body: { secret_id_num_uses: 0 } })
  yield* ask("POST", "auth/approle/role/few", { body: { secret_id_num_uses: 100 } })
  yield* ask("POST", "auth/token/roles/r", { body: { allowed_policies: "default" } })
  const secretOf = Effect.fnUntraced(function* (role: string) {
    const roleId = (yield* ask("GET", `auth/approle/role/${role}/role-id`)).json.data.role_id as string
    const { secret_id } = (yield* ask("POST", `auth/approle/role/${role}/secret-id`)).json.data
    return { role_id: roleId, secret_id: secret_id as string }
  })
  return { ...server, secretOf }
})

describe("a login whose data changes while it is in progress", () => {
  for (const [title, change] of [
    ["the user is deleted", (ask: Ask) => ask("DELETE", "auth/userpass/users/ann")],
    [
      "the password is changed",
      (ask: Ask) => ask("POST", "auth/userpass/users/ann/password", { body: { password: "q" } })
    ],
    [
      "the policies are changed",
      (ask: Ask) => ask("POST", "auth/userpass/users/ann", { body: { token_policies: "x" } })
    ]
  ] as const) {
    it.effect(`RW-CO-4: ${title}: no token is issued`, () =>
      Effect.gen(function* () {
        const server = yield* logins
        const login = server.ask("POST", "auth/userpass/login/ann", { token: null, body: { password: "p" } })
        const { answer, left } = yield* midway(server, login, change(server.ask))
        assert.deepStrictEqual([answer.status, left], [503, []])
      })
    )
  }

  for (const [title, role, change] of [
    ["the role is deleted", "job", (ask: Ask) => ask("DELETE", "auth/approle/role/job")],
    [
      "the role is changed",
      "job",
      (ask: Ask) => ask("POST", "auth/approle/role/job", { body: { token_policies: "x" } })
    ],
    [
      "the secret id is destroyed",
      "job",
      (ask: Ask, secret_id: string) => ask("POST", "auth/approle/role/job/secret-id/destroy", { body: { secret_id } })
    ],
    ["the role of a limited secret id is changed", "few", (ask: Ask) => ask("DELETE", "auth/approle/role/few")]
  ] as const) {
    it.effect(`RW-CO-4: ${title}: no token is issued`, () =>
      Effect.gen(function* () {
        const server = yield* logins
        const body = yield* server.secretOf(role)
        const login = server.ask("POST", "auth/approle/login", { token: null, body })
        const { answer, left } = yield* midway(server, login, change(server.ask, body.secret_id))
        assert.deepStrictEqual([answer.status, left], [503, []])
      })
    )
  }

  it.effect("RW-CO-4: the token role is changed: no token is issued", () =>
    Effect.gen(function* () {
      const server = yield* logins
      const create = server.ask("POST", "auth/token/create/r", { body: {} })
      const change = server.ask("DELETE", "auth/token/roles/r")
      const { answer, left } = yield* midway(server, create, change)
      assert.deepStrictEqual([answer.status, left], [503, []])
    })
  )

  it.effect("RW-CO-4: concurrent logins do not affect each other", () =>
    Effect.gen(function* () {
      const { ask, secretOf } = yield* logins
      for (const role of ["job", "few"]) {
        const body = yield* secretOf(role)
        const login = Effect.andThen(Effect.yieldNow, ask("POST", "auth/approle/login", { token: null, body }))
        const answers = yield* Effect.all(
          Array.from({ length: 20 }, () => login),
          { concurrency: "unbounded" }
        )
        assert.deepStrictEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
      }
    })
  )

  it.effect("RW-CO-4: a limited secret id that another login uses meanwhile can still be used", () =>
    Effect.gen(function* () {
      const server = yield* logins
      const body = yield* server.secretOf("few")
      const login = server.ask("POST", "auth/approle/login", { token: null, body })
      for (const nth of [1, 2]) {
        const { answer } = yield* midway(server, login, login, nth)
        assert.strictEqual(answer.status, 200)
      }
    })
  )
})

describe("a wrapped response whose caller's token ended", () => {
  it.effect("RW-CO-1: can be unwrapped if it was sent before", () =>
    Effect.gen(function* () {
      const { ask } = yield* stoppable
      const { child } = yield* family(ask)
      const { json } = yield* ask("POST", "sys/wrapping/wrap", { token: child, ttl: 60, body: { a: 1 } })
      yield* revoke(ask, child)
      assert.deepStrictEqual((yield* unwrap(ask, json.wrap_info.token)).json.data, { a: 1 })
    })
  )
})
