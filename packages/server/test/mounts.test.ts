import { assert, describe, it } from "@effect/vitest"
import { engines } from "@enwrap/engines"
import * as Effect from "effect/Effect"
import { type Ask, asking, freshAsk, freshServer, NOT_ALLOWED } from "./asking.ts"
import { leasing, nothingGiven } from "./leasing-engine.ts"

const refusal = ({ json, status }: { status: number; json: { errors: unknown } }) => [status, json.errors]

const tuning = (ask: Ask, path: string) => Effect.map(ask("GET", `${path}/tune`), ({ json }) => json.data)

describe("tuning", () => {
  it.effect("RW-SYS-8 RW-SYS-9: changes the named settings and keeps the others", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const day = 24 * 3600
      assert.deepStrictEqual(yield* tuning(ask, "sys/mounts/kv1"), {
        default_lease_ttl: 32 * day,
        description: "",
        force_no_cache: false,
        max_lease_ttl: 32 * day,
        options: { version: "1" }
      })
      const body = { max_lease_ttl: "2d", default_lease_ttl: day, allowed_response_headers: "X-A,X-B" }
      assert.strictEqual((yield* ask("POST", "sys/mounts/kv1/tune", { body })).status, 204)
      yield* ask("POST", "sys/mounts/kv1/tune", { body: { description: "old secrets", listing_visibility: "unauth" } })
      assert.deepStrictEqual(yield* tuning(ask, "sys/mounts/kv1"), {
        allowed_response_headers: ["X-A", "X-B"],
        default_lease_ttl: day,
        description: "old secrets",
        force_no_cache: false,
        listing_visibility: "unauth",
        max_lease_ttl: 2 * day,
        options: { version: "1" }
      })
      yield* ask("POST", "kv1/a", { body: { a: 1 } })
      assert.strictEqual((yield* ask("GET", "kv1/a")).json.lease_duration, day)
      yield* ask("POST", "sys/mounts/kv1/tune", { body: { max_lease_ttl: "system", default_lease_ttl: "0" } })
      assert.strictEqual((yield* ask("GET", "kv1/a")).json.lease_duration, 32 * day)
    })
  )

  const REFUSED = [
    ["kv1", { default_lease_ttl: "3h", max_lease_ttl: "2h" }, /max lease TTL of 7200 would be less than/],
    ["kv1", { default_lease_ttl: "long" }, /"default_lease_ttl"/],
    ["kv1", { max_lease_ttl: -1 }, /"max_lease_ttl"/],
    ["kv1", { max_lease_ttl: ["1h"] }, /"max_lease_ttl"/],
    ["kv1", { listing_visibility: "odd" }, /^invalid listing_visibility odd$/],
    ["kv1", { listing_visibility: 1 }, /"listing_visibility"/],
    ["kv1", { token_type: "batch" }, /^'token_type' can only be modified on auth mounts$/],
    ["kv1", { options: { version: "7" } }, /^invalid version provided: 7$/],
    ["secret", { options: { version: "1" } }, /^cannot downgrade mount from version 2$/],
    ["sys", { description: "mine" }, /^cannot tune parameter description of sys\/$/],
    ["none", { description: "x" }, /^tune of path "none\/" failed: no mount entry found$/]
  ] as const
  for (const [path, body, text] of REFUSED) {
    it.effect(`RW-SYS-9: refuses to tune ${path} to ${JSON.stringify(body)}`, () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        const before = yield* tuning(ask, `sys/mounts/${path}`)
        const refused = yield* ask("POST", `sys/mounts/${path}/tune`, { body })
        assert.strictEqual(refused.status, 400)
        assert.match(refused.json.errors[0], text)
        assert.deepStrictEqual(yield* tuning(ask, `sys/mounts/${path}`), before)
      })
    )
  }

  it.effect("RW-SYS-9: an option with an empty value was kept, and is removed", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const path of ["kv1", "auth/token"]) {
        const { options } = yield* tuning(ask, `sys/mounts/${path}`)
        yield* ask("POST", `sys/mounts/${path}/tune`, { body: { options: { a: "b", c: "d" } } })
        yield* ask("POST", `sys/mounts/${path}/tune`, { body: { options: { a: "", e: "" } } })
        assert.deepStrictEqual((yield* tuning(ask, `sys/mounts/${path}`)).options, { ...options, c: "d" })
      }
    })
  )

  it.effect("upgrades secrets of kv version 1 to first versions of kv version 2", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "kv1/a", { body: { n: 1, ttl: "1h" } })
      yield* ask("POST", "kv1/deep/er/b", { body: { big: 12345678901234567890n.toString() } })
      const upgraded = yield* ask("POST", "sys/mounts/kv1/tune", { body: { options: { version: "2" } } })
      assert.strictEqual(upgraded.status, 200)
      const { json } = yield* ask("GET", "kv1/data/a")
      assert.deepStrictEqual([json.data.data, json.data.metadata.version], [{ n: 1, ttl: "1h" }, 1])
      assert.strictEqual((yield* ask("GET", "kv1/data/deep/er/b")).json.data.data.big, "12345678901234567890")
      assert.deepStrictEqual((yield* ask("LIST", "kv1/metadata")).json.data.keys, ["a", "deep/"])
      assert.strictEqual((yield* ask("GET", "kv1/a")).status, 404)
    })
  )
})

describe("texts about mounts", () => {
  const created = [
    ["mounts", { type: "identity" }, 'mount type of "identity" is not mountable'],
    ["mounts", { type: "system" }, 'mount type of "system" is not mountable'],
    ["auth", { type: "system" }, "plugin not found in the catalog: system"],
    ["mounts", { type: "ns_system" }, 'mount type of "ns_system" is not mountable'],
    ["auth", { type: "ns_token" }, "token credential backend cannot be instantiated"],
    ["auth", { type: "token" }, "token credential backend cannot be instantiated"],
    ["auth", { type: "kv-v2" }, "plugin not found in the catalog: kv-v2"],
    ["auth", { type: "approle", options: { version: "2" } }, 'auth method "approle" does not allow setting a version'],
    [
      "mounts",
      { type: "kv", config: { default_lease_ttl: "9000h" } },
      "given default lease TTL greater than system max lease TTL of 2764800"
    ],
    [
      "mounts",
      { type: "kv", config: { default_lease_ttl: "3h", max_lease_ttl: "2h" } },
      "given default lease TTL greater than given max lease TTL"
    ]
  ] as const
  for (const [kind, body, text] of created) {
    it.effect(`RW-SYS-5: sys/${kind} refuses ${JSON.stringify(body)} with the original's text`, () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        assert.deepStrictEqual(refusal(yield* ask("POST", `sys/${kind}/new`, { body })), [400, [text]])
      })
    )
  }

  it.effect("a secrets engine could not be mounted with a type of tokens, which the original ignores", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const body = { type: "kv", config: { token_type: "batch", max_lease_ttl: "1h" } }
      assert.strictEqual((yield* ask("POST", "sys/mounts/new", { body })).status, 204)
      const { config } = (yield* ask("GET", "sys/mounts/new")).json.data
      assert.notProperty(config, "token_type")
      assert.strictEqual(config.max_lease_ttl, 3600)
    })
  )

  it.effect("RW-SYS-5: audit/ was not reserved", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const path of ["audit", "audit/x", "auth/x", "sys", "cubbyhole/x", "identity/x"]) {
        const refused = yield* ask("POST", `sys/mounts/${path}`, { body: { type: "kv" } })
        assert.deepStrictEqual(refusal(refused), [400, [`cannot mount "${path}/"`]])
      }
      assert.strictEqual((yield* ask("POST", "sys/mounts/audits", { body: { type: "kv" } })).status, 204)
    })
  )

  it.effect("a mount that does not exist could not be disabled at a reserved path", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const path of ["audit", "auth", "auth/x", "sys/x", "cubbyhole/x"])
        assert.strictEqual((yield* ask("DELETE", `sys/mounts/${path}`)).status, 204, path)
      for (const path of ["sys", "cubbyhole", "identity", "auth/token"])
        assert.deepStrictEqual(refusal(yield* ask("DELETE", `sys/mounts/${path}`)), [
          400,
          [`cannot unmount "${path}/"`]
        ])
    })
  )

  it.effect("RW-SYS-11: a login method cannot become an engine", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "sys/auth/a", { body: { type: "approle" } })
      const refused = yield* ask("POST", "sys/remount", { body: { from: "auth/a", to: "b" } })
      assert.deepStrictEqual(refusal(refused), [400, ['cannot remount auth mount to non-auth mount "b/"']])
    })
  )

  it.effect("RW-SYS-2: a mount without options has none, and the accessor of a login method begins with auth_", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "sys/mounts/plain", { body: { type: "kv" } })
      assert.deepStrictEqual((yield* ask("GET", "sys/mounts/plain")).json.data.options, {})
      assert.isNull((yield* ask("GET", "sys/mounts")).json.data["cubbyhole/"].options)
      assert.match((yield* ask("GET", "sys/auth/token")).json.data.accessor, /^auth_token_[0-9a-f]{8}$/)
    })
  )
})

describe("login methods", () => {
  it.effect("RW-SYS-3 RW-SYS-4: are enabled, listed without auth/, and disabled", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const at = "sys/auth/team/users"
      assert.deepStrictEqual(refusal(yield* ask("GET", at)), [400, ["No auth engine at team/users/"]])
      yield* ask("POST", at, { body: { type: "userpass", description: "people", config: { token_type: "batch" } } })
      const { json } = yield* ask("GET", at)
      assert.strictEqual(json.data.description, "people")
      assert.strictEqual(json.description, "people")
      assert.strictEqual(json.data.config.token_type, "batch")
      assert.match(json.data.accessor, /^auth_userpass_[0-9a-f]{8}$/)
      const all = (yield* ask("GET", "sys/auth")).json.data
      assert.deepStrictEqual(Object.keys(all).sort(), ["team/users/", "token/"])
      assert.notProperty((yield* ask("GET", "sys/mounts")).json.data, "team/users/")
      yield* ask("POST", "auth/team/users/users/ann", { body: { password: "p" } })
      const login = yield* ask("POST", "auth/team/users/login/ann", { token: null, body: { password: "p" } })
      assert.strictEqual(login.json.auth.token_type, "batch")
      assert.strictEqual((yield* ask("DELETE", at)).status, 204)
      assert.strictEqual((yield* ask("DELETE", at)).status, 204)
      assert.strictEqual((yield* ask("GET", at)).status, 400)
    })
  )

  it.effect("RW-SYS-5: are refused if they do not exist or the path is in use", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const cases = [
        ["POST", "sys/auth/x", { type: "kv" }, "plugin not found in the catalog: kv"],
        ["POST", "sys/auth/x", {}, "backend type must be specified as a string"],
        ["POST", "sys/auth/token", { type: "userpass" }, "path is already in use at token/"],
        ["POST", "sys/auth/x", { type: "userpass", config: { token_type: "odd" } }, "invalid value for 'token_type'"],
        ["DELETE", "sys/auth/token", undefined, "token credential backend cannot be disabled"],
        ["POST", "sys/mounts/auth/x", { type: "userpass" }, 'cannot mount "auth/x/"'],
        ["DELETE", "sys/mounts/auth/token", undefined, 'cannot unmount "auth/token/"']
      ] as const
      for (const [method, path, body, text] of cases) {
        const refused = yield* ask(method, path, body === undefined ? {} : { body })
        assert.strictEqual(refused.status, 400, text)
      }
      assert.deepStrictEqual(Object.keys((yield* ask("GET", "sys/auth")).json.data), ["token/"])
    })
  )

  it.effect("need sudo to be changed, but not to be listed", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "sys/policies/acl/some", {
        body: { policy: `path "sys/auth*" { capabilities = ["create", "read", "update", "delete"] }` }
      })
      const { json } = yield* ask("POST", "auth/token/create", { body: { policies: ["some"] } })
      const token = json.auth.client_token as string
      for (const method of ["GET", "POST", "DELETE"]) {
        assert.deepStrictEqual(refusal(yield* ask(method, "sys/auth/x", { token })), [403, NOT_ALLOWED])
      }
      assert.strictEqual((yield* ask("GET", "sys/auth", { token })).status, 200)
    })
  )
})

describe("moving a mount", () => {
  it.effect("RW-SYS-11: moves the data to the new path, and reports success", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "kv1/a", { body: { a: 1 } })
      const moved = yield* ask("POST", "sys/remount", { body: { from: "kv1", to: "/deep/kv/" } })
      const status = yield* ask("GET", `sys/remount/status/${moved.json.data.migration_id}`)
      assert.deepStrictEqual(status.json.data.migration_info, {
        source_mount: "kv1/",
        target_mount: "deep/kv/",
        status: "success"
      })
      assert.deepStrictEqual((yield* ask("GET", "deep/kv/a")).json.data, { a: 1 })
      assert.strictEqual((yield* ask("GET", "kv1/a")).status, 404)
      assert.strictEqual((yield* ask("GET", "sys/remount/status/none")).status, 404)
    })
  )

  const REFUSED = [
    [{ from: "none", to: "x" }, 'no matching mount at "none/"'],
    [{ from: "kv1", to: "secret" }, 'path already in use at "secret/"'],
    [{ from: "kv1", to: "secret/deeper" }, 'path already in use at "secret/"'],
    [{ from: "kv1", to: "auth/x" }, "cannot remount to destination auth/x/"],
    [{ from: "kv1", to: "sys/x" }, "cannot remount to destination sys/x/"],
    [{ from: "sys", to: "x" }, 'cannot remount "sys/"'],
    [{ from: "auth/token", to: "auth/x" }, 'cannot remount "auth/token/"'],
    [{ from: "audit", to: "x" }, 'cannot remount "audit/"'],
    [{ from: "kv1", to: "audit/x" }, "cannot remount to destination audit/x/"],
    [{ from: "auth/none", to: "sys/x" }, 'cannot remount auth mount to non-auth mount "sys/x/"'],
    [{ from: "auth/none", to: "auth/token/x" }, 'cannot remount to destination "auth/token/x/"'],
    [{ from: "auth/none", to: "auth/x" }, 'no matching mount at "auth/none/"'],
    [{ from: " kv1", to: "x" }, "'from' path cannot contain trailing whitespace"],
    [{ from: "kv1", to: "x " }, "'to' path cannot contain trailing whitespace"],
    [{ from: "kv1" }, "both 'from' and 'to' path must be specified as a string"],
    [{ from: "kv1", to: "a/../b" }, /"to"/],
    [{ from: "kv1", to: "a//b" }, /"to"/],
    [{ from: "kv1", to: "a\u0000b" }, /"to"/]
  ] as const
  for (const [body, text] of REFUSED) {
    it.effect(`is refused: ${JSON.stringify(body)}`, () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        const refused = yield* ask("POST", "sys/remount", { body })
        assert.strictEqual(refused.status, 400)
        if (typeof text === "string") assert.deepStrictEqual(refused.json.errors, [text])
        else assert.match(refused.json.errors[0], text)
        assert.strictEqual((yield* ask("GET", "sys/mounts/kv1")).status, 200)
      })
    )
  }
})

describe("a setting of a new mount that is null", () => {
  for (const [kind, type] of [
    ["mounts", "kv"],
    ["auth", "approle"]
  ] as const)
    it.effect(`RW-SYS-8 RW-ER-10: is absent in sys/${kind}, and is not absent with a wrong type`, () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        const config = { default_lease_ttl: null, max_lease_ttl: "1h", listing_visibility: null, force_no_cache: null }
        const enabled = yield* ask("POST", `sys/${kind}/new`, { body: { type, config, options: null } })
        assert.strictEqual(enabled.status, 204)
        assert.strictEqual((yield* tuning(ask, `sys/${kind}/new`)).max_lease_ttl, 3600)
        for (const wrong of [[], "x", { max_lease_ttl: {} }]) {
          const { status } = yield* ask("POST", `sys/${kind}/other`, { body: { type, config: wrong } })
          assert.strictEqual(status, 400)
        }
      })
    )
})

describe("a mount of the type generic", () => {
  it.effect("RW-SYS-3 RW-SYS-9: is a key-value engine, and keeps its type", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      assert.strictEqual((yield* ask("POST", "sys/mounts/old", { body: { type: "generic" } })).status, 204)
      assert.strictEqual((yield* ask("GET", "sys/mounts")).json.data["old/"].type, "generic")
      assert.strictEqual((yield* ask("POST", "sys/mounts/old/tune", { body: { max_lease_ttl: "1h" } })).status, 204)
      yield* ask("POST", "sys/remount", { body: { from: "old", to: "new" } })
      yield* ask("POST", "new/a", { body: { n: 1 } })
      assert.deepStrictEqual((yield* ask("GET", "new/a")).json.data, { n: 1 })
      const refused = yield* ask("POST", "sys/auth/old", { body: { type: "generic" } })
      assert.deepStrictEqual(refusal(refused), [400, ["plugin not found in the catalog: generic"]])
    })
  )
})

describe("the mounts that clients see", () => {
  it.effect("RW-SYS-6: include login methods; a single mount needs a token", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const config = { listing_visibility: "unauth" }
      yield* ask("POST", "sys/auth/people", { body: { type: "userpass", config } })
      yield* ask("POST", "sys/mounts/seen", { body: { type: "kv", config } })
      const { data } = (yield* ask("GET", "sys/internal/ui/mounts", { token: null })).json
      assert.deepStrictEqual(Object.keys(data.auth), ["people/"])
      assert.deepStrictEqual(Object.keys(data.secret), ["seen/"])
      const one = yield* ask("GET", "sys/internal/ui/mounts/auth/people/login/x")
      assert.strictEqual(one.json.data.path, "people/")
      const nobody = yield* ask("GET", "sys/internal/ui/mounts/seen", { token: null })
      assert.deepStrictEqual(refusal(nobody), [403, ["permission denied"]])
    })
  )

  it.effect(
    "RW-SYS-6: mounts visible to everyone were shown to an invalid token, and one to a token without a right",
    () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        yield* ask("POST", "sys/mounts/seen", { body: { type: "kv", config: { listing_visibility: "unauth" } } })
        const invalid = yield* ask("GET", "sys/internal/ui/mounts", { token: "s.none" })
        assert.deepStrictEqual(refusal(invalid), [403, ["permission denied"]])
        const { json } = yield* ask("POST", "auth/token/create", { body: { policies: ["default"] } })
        const token = json.auth.client_token as string
        const listed = yield* ask("GET", "sys/internal/ui/mounts", { token })
        assert.property(listed.json.data.secret, "seen/")
        const refused = yield* ask("GET", "sys/internal/ui/mounts/seen", { token })
        assert.strictEqual(refused.status, 403)
        assert.match(refused.json.errors[0], /^preflight capability check returned 403/)
      })
  )
})

describe("a path that has become free again", () => {
  it.effect("RW-SYS-4: another engine finds no data of the mount before", () =>
    Effect.gen(function* () {
      const ask = asking(yield* freshServer({ engines: [...engines, leasing(nothingGiven())] }))
      yield* ask("POST", "kv1/a", { body: { a: 1 } })
      yield* ask("DELETE", "sys/mounts/kv1")
      yield* ask("POST", "sys/mounts/kv1", { body: { type: "leasing" } })
      assert.deepStrictEqual((yield* ask("LIST", "kv1/")).json.data.keys, [])
    })
  )
})
