import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { type EnwrapServer } from "../src/index.ts"
import { type Ask, type Asked, asking, freshServer } from "./asking.ts"

const MAKER = `path "auth/token/create*" { capabilities = ["update"] } path "auth/token/renew-self" { capabilities = ["update"] }`
const BOSS = `path "auth/token/*" { capabilities = ["update", "sudo"] }`

const NOT_ROOT = "root tokens may not be created without parent token being root"
const NO_ADDRESS = "the bound CIDRs leave the token no address from which it could be used"

/** A server with a caller that can create tokens, and a caller that has `sudo` for it. */
const setting = Effect.gen(function* () {
  const server = yield* freshServer()
  const ask = asking(server)
  for (const [name, policy] of Object.entries({ maker: MAKER, boss: BOSS }))
    yield* ask("POST", `sys/policies/acl/${name}`, { body: { policy } })
  const tokenOf = (body: unknown, by: Asked = {}) =>
    Effect.map(ask("POST", "auth/token/create", { ...by, body }), ({ json }) => json.auth.client_token as string)
  const maker = yield* tokenOf({ policies: ["maker"] })
  const boss = yield* tokenOf({ policies: ["boss"] })
  return { ask, boss, maker, server, tokenOf }
})

/** Sends requests from another address. */
const askFrom = (server: EnwrapServer, remoteAddress: string): Ask =>
  asking({ ...server, handle: (request) => server.handle({ ...request, remoteAddress }) })

const outcome = (answer: {
  readonly status: number
  readonly json: { errors?: unknown; auth?: { policies: unknown } }
}) => (answer.status === 200 ? answer.json.auth?.policies : [answer.status, answer.json.errors])

describe("root and policies that cannot be assigned", () => {
  const roles: Readonly<Record<string, object>> = {
    "no lists": {},
    "only disallowed policies": { disallowed_policies: ["x"] },
    "only disallowed globs": { disallowed_policies_glob: ["x*"] },
    "all by a glob": { allowed_policies_glob: ["*"] },
    "a glob that fits": { allowed_policies_glob: ["ro*", "response-*"] },
    "root by name": { allowed_policies: ["Root"] },
    "the wrapping policy by name": { allowed_policies: ["response-wrapping"] },
    "an orphan": { orphan: true, allowed_policies_glob: ["*"] },
    "a period": { token_period: "1h", allowed_policies_glob: ["*"] },
    "an explicit maximum": { token_explicit_max_ttl: "1h", allowed_policies_glob: ["*"] },
    "batch tokens": { orphan: true, renewable: false, token_type: "batch", allowed_policies_glob: ["*"] }
  }
  const wishes = [
    {},
    { ttl: "1h" },
    { explicit_max_ttl: "1h" },
    { type: "service", ttl: "1h" },
    { no_default_policy: true },
    { renewable: false, display_name: "x" }
  ]
  for (const [title, role] of Object.entries(roles)) {
    it.effect(
      `RW-TK-10 RW-TK-30: a role (${title}) does not give root or a policy that cannot be assigned, not even to a caller with sudo`,
      () =>
        Effect.gen(function* () {
          const { ask, boss, maker } = yield* setting
          assert.strictEqual((yield* ask("POST", "auth/token/roles/r", { body: role })).status, 204)
          for (const token of [maker, boss])
            for (const wish of wishes)
              for (const policies of [
                undefined,
                ["root"],
                [" ROOT "],
                ["x", "root"],
                ["response-wrapping"],
                [" Response-Wrapping"]
              ]) {
                const { json, status } = yield* ask("POST", "auth/token/create/r", {
                  token,
                  body: { ...wish, policies }
                })
                if (status === 200) {
                  assert.notInclude(json.auth.policies, "root")
                  assert.notInclude(json.auth.policies, "response-wrapping")
                  assert.isUndefined(policies)
                } else assert.strictEqual(status, 400)
              }
        })
    )
  }

  it.effect("RW-TK-30: the error texts are the original's", () =>
    Effect.gen(function* () {
      const { ask, boss, maker } = yield* setting
      yield* ask("POST", "auth/token/roles/all", { body: { allowed_policies_glob: ["*"] } })
      const by = (token: string, path: string, policies: ReadonlyArray<string>) =>
        Effect.map(ask("POST", `auth/token/${path}`, { token, body: { policies, ttl: "1h" } }), outcome)
      assert.deepStrictEqual(yield* by(maker, "create/all", ["root"]), [400, [NOT_ROOT]])
      assert.deepStrictEqual(yield* by(boss, "create", ["root"]), [400, [NOT_ROOT]])
      assert.deepStrictEqual(yield* by(boss, "create-orphan", ["root"]), [400, [NOT_ROOT]])
      assert.deepStrictEqual(yield* by(maker, "create/all", ["response-wrapping"]), [
        400,
        [`cannot assign policy "response-wrapping"`]
      ])
    })
  )

  it.effect("RW-TK-10 RW-TK-30: a login does not give root or a policy that cannot be assigned", () =>
    Effect.gen(function* () {
      const { ask } = yield* setting
      for (const type of ["userpass", "approle"]) yield* ask("POST", `sys/auth/${type}`, { body: { type } })
      for (const [policy, text] of [
        ["root", "auth methods cannot create root tokens"],
        [" Root", "auth methods cannot create root tokens"],
        ["response-wrapping", `cannot assign policy "response-wrapping"`],
        ["RESPONSE-wrapping ", `cannot assign policy "response-wrapping"`]
      ] as const) {
        const body = { token_policies: ["x", policy] }
        yield* ask("POST", "auth/approle/role/r", { body: { ...body, role_id: "r" } })
        const secret = yield* ask("POST", "auth/approle/role/r/secret-id", { body: {} })
        const login = yield* ask("POST", "auth/approle/login", {
          token: null,
          body: { role_id: "r", secret_id: secret.json.data.secret_id }
        })
        assert.deepStrictEqual(outcome(login), [400, [text]])
        yield* ask("POST", "auth/userpass/users/u", { body: { ...body, password: "p" } })
        const people = yield* ask("POST", "auth/userpass/login/u", { token: null, body: { password: "p" } })
        assert.deepStrictEqual(outcome(people), [400, [text]])
      }
    })
  )

  it.effect("RW-TK-30 RW-TK-37: an expiring root token cannot create a root token that outlives it", () =>
    Effect.gen(function* () {
      const { ask, tokenOf } = yield* setting
      const root = yield* tokenOf({ policies: ["root"], ttl: "1h" })
      const forever = yield* ask("POST", "auth/token/create-orphan", { token: root, body: {} })
      assert.deepStrictEqual(outcome(forever), [400, ["expiring root tokens cannot create non-expiring root tokens"]])
      for (const body of [{ ttl: "20h" }, { period: "2h" }, { explicit_max_ttl: "9h" }]) {
        const { json } = yield* ask("POST", "auth/token/create-orphan", { token: root, body })
        assert.strictEqual(json.auth.lease_duration, 3600)
        const renewed = yield* ask("POST", "auth/token/renew-self", {
          token: json.auth.client_token,
          body: { increment: "9h" }
        })
        assert.strictEqual(renewed.json.auth.lease_duration, 3600)
      }
      // A child would expire with it, and still does after it becomes an orphan.
      const parent = yield* tokenOf({ policies: ["root"], ttl: "1h" })
      const child = yield* tokenOf({ ttl: "20h" }, { token: parent })
      yield* ask("POST", "auth/token/revoke-orphan", { token: parent, body: { token: parent } })
      const looked = yield* ask("GET", "auth/token/lookup-self", { token: child })
      assert.deepStrictEqual([looked.json.data.orphan, looked.json.data.ttl], [true, 3600])
      const orphan = yield* ask("POST", "auth/token/create-orphan", { token: root, body: { period: "1h" } })
      yield* TestClock.adjust("59 minutes")
      yield* ask("POST", "auth/token/renew-self", { token: orphan.json.auth.client_token, body: {} })
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* ask("GET", "sys/mounts", { token: orphan.json.auth.client_token })).status, 403)
    })
  )
})

describe("policies of a role", () => {
  it.effect("RW-TK-36: a role without lists gives what the caller can give without it", () =>
    Effect.gen(function* () {
      const { ask, boss, tokenOf } = yield* setting
      yield* ask("POST", "auth/token/roles/none", { body: {} })
      const bare = yield* tokenOf({ policies: ["maker"], no_default_policy: true })
      const by = (token: string, body: object) =>
        Effect.map(ask("POST", "auth/token/create/none", { token, body }), outcome)
      assert.deepStrictEqual(yield* by(bare, {}), ["maker"])
      for (const policy of ["other", "default"])
        assert.deepStrictEqual(yield* by(bare, { policies: [policy] }), [
          400,
          ["child policies must be subset of parent"]
        ])
      assert.deepStrictEqual(yield* by(boss, { policies: ["other"] }), ["default", "other"])
    })
  )

  it.effect("RW-TK-36: a role that only allows globs does not give the caller's policies by default", () =>
    Effect.gen(function* () {
      const { ask, maker } = yield* setting
      yield* ask("POST", "auth/token/roles/globs", { body: { allowed_policies_glob: ["app-*"] } })
      const by = (body: object, token?: string) =>
        Effect.map(ask("POST", "auth/token/create/globs", { body, ...(token === undefined ? {} : { token }) }), outcome)
      assert.deepStrictEqual(yield* by({}), ["default"])
      assert.deepStrictEqual(yield* by({}, maker), ["default"])
      assert.deepStrictEqual(yield* by({ policies: ["app-1"] }, maker), ["app-1", "default"])
    })
  )

  it.effect("RW-TK-23: a policy that a role disallows is disallowed in any spelling", () =>
    Effect.gen(function* () {
      const { ask, maker } = yield* setting
      yield* ask("POST", "auth/token/roles/r", {
        body: { disallowed_policies: [" Admin "], disallowed_policies_glob: [" OPS-* "] }
      })
      for (const name of ["admin", " ADMIN", "Ops-1", "ops-1 "]) {
        const { status } = yield* ask("POST", "auth/token/create/r", { token: maker, body: { policies: [name] } })
        assert.strictEqual(status, 400, name)
      }
    })
  )
})

describe("addresses", () => {
  it.effect(
    "RW-TK-31 RW-TK-34: the tokens that a bound token creates are bound to its addresses, or to fewer by a role",
    () =>
      Effect.gen(function* () {
        const { ask, server } = yield* setting
        const near = askFrom(server, "10.1.2.3")
        const roles = {
          bound: { token_bound_cidrs: ["10.0.0.0/8", "127.0.0.1"] },
          within: { token_bound_cidrs: ["10.1.0.0/16"] },
          wide: { token_bound_cidrs: ["10.1.0.0/16", "11.0.0.0/8"] },
          orphans: { orphan: true },
          batches: { orphan: true, renewable: false, token_type: "batch" },
          elsewhere: { token_bound_cidrs: ["11.0.0.0/8", "::/0"] }
        }
        for (const [name, body] of Object.entries(roles)) yield* ask("POST", `auth/token/roles/${name}`, { body })
        const made = yield* ask("POST", "auth/token/create/bound", { body: { policies: ["boss"] } })
        const token: string = made.json.auth.client_token
        assert.strictEqual((yield* askFrom(server, "11.0.0.1")("GET", "auth/token/lookup-self", { token })).status, 403)
        const ways: ReadonlyArray<readonly [string, object, ReadonlyArray<string>]> = [
          ["create", {}, ["10.0.0.0/8", "127.0.0.1"]],
          ["create", { type: "batch" }, ["10.0.0.0/8", "127.0.0.1"]],
          ["create", { no_parent: true }, ["10.0.0.0/8", "127.0.0.1"]],
          ["create", { id: "chosen" }, ["10.0.0.0/8", "127.0.0.1"]],
          ["create-orphan", {}, ["10.0.0.0/8", "127.0.0.1"]],
          ["create/orphans", {}, ["10.0.0.0/8", "127.0.0.1"]],
          ["create/batches", {}, ["10.0.0.0/8", "127.0.0.1"]],
          ["create/within", {}, ["10.1.0.0/16"]],
          ["create/wide", {}, ["10.1.0.0/16"]]
        ]
        for (const [path, body, cidrs] of ways) {
          const { json } = yield* near("POST", `auth/token/${path}`, { token, body })
          const child: string = json.auth.client_token
          const looked = yield* ask("POST", "auth/token/lookup", { body: { token: child } })
          assert.deepStrictEqual(looked.json.data.bound_cidrs, cidrs, path)
          const lookup = { token: child }
          assert.strictEqual((yield* near("GET", "auth/token/lookup-self", lookup)).status, 200)
          assert.strictEqual((yield* askFrom(server, "11.0.0.1")("GET", "auth/token/lookup-self", lookup)).status, 403)
        }
        const nowhere = yield* near("POST", "auth/token/create/elsewhere", { token, body: {} })
        assert.deepStrictEqual(outcome(nowhere), [400, [NO_ADDRESS]])
      })
  )
})

describe("renewal", () => {
  it.effect(
    "RW-TK-33 RW-TK-35: a changed role can only restrict a renewal, and a renewal without the role is rejected",
    () =>
      Effect.gen(function* () {
        const { ask } = yield* setting
        const write = (body: object) => ask("POST", "auth/token/roles/r", { body })
        const create = (body: object = {}) =>
          Effect.map(
            ask("POST", "auth/token/create/r", { body: { policies: ["default"], ...body } }),
            ({ json }) => json.auth.client_token as string
          )
        const renew = (token: string, increment: string) =>
          Effect.map(
            ask("POST", "auth/token/renew", { body: { token, increment } }),
            ({ json }) => json.auth.lease_duration
          )

        yield* write({ token_explicit_max_ttl: "2h" })
        const limited = yield* create({ ttl: "1h" })
        yield* write({ token_explicit_max_ttl: "90h", token_period: "5h" })
        assert.strictEqual(yield* renew(limited, "50h"), 7200)
        yield* write({ token_explicit_max_ttl: "90m", token_period: 0 })
        assert.strictEqual(yield* renew(limited, "50h"), 5400)

        yield* write({ token_explicit_max_ttl: 0, token_period: "2h" })
        const periodic = yield* create()
        yield* write({ token_period: "20h" })
        assert.strictEqual(yield* renew(periodic, "50h"), 7200)
        yield* write({ token_period: "1h" })
        assert.strictEqual(yield* renew(periodic, "50h"), 3600)
        yield* write({ token_period: 0 })
        assert.strictEqual(yield* renew(periodic, "50h"), 7200)

        yield* ask("DELETE", "auth/token/roles/r")
        const gone = yield* ask("POST", "auth/token/renew", { body: { token: periodic } })
        assert.deepStrictEqual(outcome(gone), [400, [`original token role "r" could not be found, not renewing`]])
      })
  )

  it.effect("RW-TK-33: a login's token never gets a period or a longer maximum later", () =>
    Effect.gen(function* () {
      const { ask } = yield* setting
      yield* ask("POST", "sys/auth/approle", { body: { type: "approle" } })
      const write = (body: object) => ask("POST", "auth/approle/role/r", { body: { role_id: "r", ...body } })
      yield* write({ token_ttl: "1h", token_max_ttl: "2h" })
      const secret = yield* ask("POST", "auth/approle/role/r/secret-id", { body: {} })
      const login = yield* ask("POST", "auth/approle/login", {
        token: null,
        body: { role_id: "r", secret_id: secret.json.data.secret_id }
      })
      const token: string = login.json.auth.client_token
      const renew = Effect.map(
        ask("POST", "auth/token/renew", { body: { token, increment: "50h" } }),
        ({ json }) => json.auth.lease_duration as number
      )
      yield* write({ token_ttl: "1h", token_max_ttl: "50h", token_period: "40h" })
      assert.strictEqual(yield* renew, 7200)
      yield* write({ token_ttl: "1h", token_max_ttl: "90m", token_period: 0 })
      assert.strictEqual(yield* renew, 5400)
    })
  )
})

describe("chains", () => {
  it.effect("RW-TK-32: a token has at most 64 ancestors, and an orphan starts a new chain", () =>
    Effect.gen(function* () {
      const { ask, tokenOf } = yield* setting
      // The first one is the root token.
      let token = yield* tokenOf({ policies: ["boss"] })
      for (let ancestors = 1; ancestors < 64; ancestors++) token = yield* tokenOf({}, { token })
      for (const body of [{}, { type: "batch" }, { id: "chosen" }]) {
        const refused = yield* ask("POST", "auth/token/create", { token, body })
        assert.deepStrictEqual(outcome(refused), [400, ["a token cannot have more than 64 ancestors"]])
      }
      const orphan = yield* ask("POST", "auth/token/create-orphan", { token, body: {} })
      assert.strictEqual(orphan.status, 200)
      yield* tokenOf({}, { token: orphan.json.auth.client_token })
    })
  )
})
