import { assert, describe, it } from "@effect/vitest"
import { userpass } from "@enwrap/engines"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { TestClock } from "effect/testing"
import type { ServerOptions } from "../src/index.ts"
import { asking, freshServer } from "./asking.ts"
import { leasing, nothingGiven } from "./leasing-engine.ts"

const HOUR = 3600

const serverWith = (options: Partial<ServerOptions>) =>
  Effect.map(
    freshServer({
      engines: [leasing(nothingGiven()), userpass],
      mounts: [{ path: "lent/", type: "leasing" }],
      ...options
    }),
    asking
  )

describe("the TTLs of a server", () => {
  it.effect("apply to tokens, leases and logins that request none, and limit those that do (RW-TK-7)", () =>
    Effect.gen(function* () {
      const ask = yield* serverWith({ defaultLeaseTtl: HOUR, maxLeaseTtl: 2 * HOUR })
      yield* ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })
      yield* ask("POST", "auth/userpass/users/ann", { body: { password: "p" } })
      const login = yield* ask("POST", "auth/userpass/login/ann", { token: null, body: { password: "p" } })
      assert.strictEqual(login.json.auth.lease_duration, HOUR)
      const create = (body: object) =>
        Effect.map(ask("POST", "auth/token/create", { body: { policies: ["default"], ...body } }), ({ json }) => json)
      const usual = yield* create({})
      assert.strictEqual(usual.auth.lease_duration, HOUR)
      const long = yield* create({ ttl: "3h" })
      assert.strictEqual(long.auth.lease_duration, 2 * HOUR)
      assert.deepStrictEqual(long.warnings, [
        'TTL of "3h" exceeded the effective max_ttl of "2h"; TTL value is capped accordingly'
      ])
      assert.strictEqual((yield* ask("GET", "lent/a")).json.lease_duration, HOUR)
      assert.strictEqual((yield* ask("GET", `lent/a-${5 * HOUR}`)).json.lease_duration, 2 * HOUR)

      yield* TestClock.adjust("30 minutes")
      const token = usual.auth.client_token as string
      const renewed = yield* ask("POST", "auth/token/renew-self", { token, body: { increment: "9h" } })
      assert.strictEqual(renewed.json.auth.lease_duration, 1.5 * HOUR)
      yield* TestClock.adjust("90 minutes")
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self", { token })).status, 403)
    })
  )

  it.effect("are those of mounts without their own (RW-SYS-5)", () =>
    Effect.gen(function* () {
      const ask = yield* serverWith({ defaultLeaseTtl: HOUR, maxLeaseTtl: 2 * HOUR })
      const tuned = (path: string) =>
        Effect.map(ask("GET", `sys/mounts/${path}/tune`), ({ json }) => [
          json.data.default_lease_ttl,
          json.data.max_lease_ttl
        ])
      assert.deepStrictEqual(yield* tuned("lent"), [HOUR, 2 * HOUR])
      assert.deepStrictEqual(yield* tuned("auth/token"), [HOUR, 2 * HOUR])
      const above = yield* ask("POST", "sys/mounts/b", {
        body: { type: "leasing", config: { default_lease_ttl: "3h" } }
      })
      assert.deepStrictEqual(above.json.errors, ["given default lease TTL greater than system max lease TTL of 7200"])
      yield* ask("POST", "sys/mounts/lent/tune", { body: { max_lease_ttl: "30m" } })
      assert.deepStrictEqual(yield* tuned("lent"), [HOUR / 2, HOUR / 2])
      const role = yield* ask("POST", "auth/token/roles/r", { body: { token_explicit_max_ttl: "3h" } })
      assert.match(role.json.warnings[0], /7200/)
    })
  )

  it.effect("a shorter maximum shortens the default; a default above the maximum is a mistake", () =>
    Effect.gen(function* () {
      const ask = yield* serverWith({ maxLeaseTtl: HOUR })
      assert.strictEqual((yield* ask("GET", "lent/a")).json.lease_duration, HOUR)
      for (const options of [
        { defaultLeaseTtl: 2 * HOUR, maxLeaseTtl: HOUR },
        { defaultLeaseTtl: 0 },
        { maxLeaseTtl: NaN }
      ])
        assert.isTrue(Exit.isFailure(yield* Effect.exit(serverWith(options))), JSON.stringify(options))
    })
  )
})
