import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as fc from "fast-check"
import { type Ask, freshAsk, freshServer, NOT_ALLOWED, unwrap, wrap } from "./asking.ts"

const TOO_LONG = "error parsing X-Vault-Wrap-TTL header: requested wrap ttl must not exceed max_wrap_ttl, which is"

/** A token with only this policy. */
const holderOf = Effect.fnUntraced(function* (ask: Ask, policy: string) {
  const name = `p${policy.length}-${Buffer.from(policy).toString("hex").slice(-40)}`
  assert.strictEqual((yield* ask("POST", `sys/policies/acl/${name}`, { body: { policy } })).status, 204)
  const { json } = yield* ask("POST", "auth/token/create", { body: { policies: [name], no_default_policy: true } })
  return json.auth.client_token as string
})

describe("max_wrap_ttl", () => {
  it.effect("RW-TTL-13: rejects a longer wrap TTL, however it is requested, and does nothing", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })
      yield* ask("POST", "auth/userpass/users/ann", { body: { password: "correct horse" } })
      const { token } = yield* wrap(ask)
      const before = (yield* ask("LIST", "auth/token/accessors")).json.data.keys as ReadonlyArray<string>
      for (const ttl of ["2764801", "768h1s", "33d", "2764800.5s", "9223372036", "285y", "8760h"]) {
        for (const [path, asked] of [
          ["sys/wrapping/wrap", { body: { a: 1 } }],
          ["sys/wrapping/wrap", { body: { a: 1 }, headers: { "x-vault-wrap-format": "jwt" } }],
          ["sys/wrapping/unwrap", { token }],
          ["sys/wrapping/unwrap", { body: { token } }],
          ["sys/wrapping/rewrap", { body: { token } }],
          ["sys/wrapping/lookup", { body: { token } }],
          ["auth/token/create", { body: {} }],
          ["auth/userpass/login/ann", { token: null, body: { password: "correct horse" } }],
          ["kv1/foo", { body: { a: 1 } }]
        ] as const) {
          const refused = yield* ask("POST", path, { ...asked, ttl })
          assert.strictEqual(refused.status, 400, `${path} ${ttl}`)
          if (ttl !== "285y") assert.deepStrictEqual(refused.json.errors, [`${TOO_LONG} 768h`])
        }
      }
      assert.deepStrictEqual((yield* ask("LIST", "auth/token/accessors")).json.data.keys, before)
      assert.strictEqual((yield* ask("GET", "kv1/foo")).status, 404)
      assert.strictEqual((yield* unwrap(ask, token)).status, 200)
    })
  )

  it.effect("RW-TTL-13 RW-TTL-10: accepts the maximum itself, in every form", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const ttl of ["2764800", "768h", "32d", "46080m"]) {
        const { json } = yield* ask("POST", "sys/wrapping/wrap", { ttl, body: {} })
        assert.strictEqual(json.wrap_info.ttl, 2_764_800)
      }
    })
  )

  it.effect("RW-TTL-13: an operator can set a shorter or a longer maximum", () =>
    Effect.gen(function* () {
      const short = yield* freshAsk({ maxWrapTtl: 90 })
      assert.strictEqual((yield* short("POST", "sys/wrapping/wrap", { ttl: "90s", body: {} })).status, 200)
      const refused = yield* short("POST", "sys/wrapping/wrap", { ttl: 91, body: {} })
      assert.deepStrictEqual([refused.status, refused.json.errors], [400, [`${TOO_LONG} 1m30s`]])
      const long = yield* freshAsk({ maxWrapTtl: 10 * 365 * 86_400 })
      assert.strictEqual((yield* long("POST", "sys/wrapping/wrap", { ttl: "3650d", body: {} })).status, 200)
      for (const maxWrapTtl of [0, -1, NaN, 0.5])
        assert.isTrue(Exit.isFailure(yield* Effect.exit(freshServer({ maxWrapTtl }))), String(maxWrapTtl))
    })
  )
})

describe("a rewrap respects the minimum TTL", () => {
  it.effect("RW-RW-28: of the policy under which the response was wrapped, for every caller", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      yield* ask("POST", "kv1/foo", { body: { a: 1 } })
      const bound = yield* holderOf(
        ask,
        `path "kv1/foo" { capabilities = ["read"] min_wrapping_ttl = "100" }
         path "sys/wrapping/rewrap" { capabilities = ["update"] }`
      )
      const read = yield* ask("GET", "kv1/foo", { token: bound, ttl: 300 })
      let token = read.json.wrap_info.token as string
      for (const caller of [bound, undefined]) {
        const as = caller === undefined ? {} : { token: caller }
        for (const ttl of [1, 99, "99.9s"]) {
          const refused = yield* ask("POST", "sys/wrapping/rewrap", { ...as, ttl, body: { token } })
          assert.deepStrictEqual([refused.status, refused.json.errors], [403, NOT_ALLOWED])
        }
        // The minimum itself is allowed, and every rewrap keeps it.
        const again = yield* ask("POST", "sys/wrapping/rewrap", { ...as, ttl: 100, body: { token } })
        assert.strictEqual(again.json.wrap_info.ttl, 100)
        token = again.json.wrap_info.token
      }
      const asBefore = yield* ask("POST", "sys/wrapping/rewrap", { body: { token } })
      assert.strictEqual(asBefore.json.wrap_info.ttl, 100)
      assert.deepStrictEqual((yield* unwrap(ask, asBefore.json.wrap_info.token)).json.data, { a: 1 })
    })
  )

  it.effect(
    "RW-RW-28: not below the minimum of the caller's policy for rewraps, which judges the TTL that comes out",
    () =>
      Effect.gen(function* () {
        const ask = yield* freshAsk()
        const caller = yield* holderOf(
          ask,
          `path "sys/wrapping/rewrap" { capabilities = ["update"] min_wrapping_ttl = "5m" }`
        )
        const short = yield* wrap(ask, { a: 1 }, 60)
        for (const ttl of [undefined, 60, 299, 300, 3600]) {
          const asked = { token: caller, body: { token: short.token }, ...(ttl === undefined ? {} : { ttl }) }
          const refused = yield* ask("POST", "sys/wrapping/rewrap", asked)
          assert.deepStrictEqual([refused.status, refused.json.errors], [403, NOT_ALLOWED], String(ttl))
        }
        assert.strictEqual(
          (yield* unwrap(ask, short.token)).status,
          200,
          "the rejected rewrap did not use the token up"
        )
        const long = yield* wrap(ask, { a: 1 }, 600)
        const fresh = yield* ask("POST", "sys/wrapping/rewrap", {
          token: caller,
          ttl: 300,
          body: { token: long.token }
        })
        assert.strictEqual(fresh.json.wrap_info.ttl, 300)
        const below = yield* ask("POST", "sys/wrapping/rewrap", {
          ttl: 200,
          body: { token: fresh.json.wrap_info.token }
        })
        assert.strictEqual(below.status, 403, "the minimum at the rewrap applies from then on")
      })
  )

  it.effect("RW-RW-28: in a chain of rewraps no TTL is below the minimum of any earlier step", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const bounds = [0, 50, 100, 200]
      const callers = yield* Effect.forEach(bounds, (bound) =>
        holderOf(
          ask,
          `path "sys/wrapping/*" { capabilities = ["update"] ${bound === 0 ? "" : `min_wrapping_ttl = "${bound}"`} }`
        )
      )
      const step = fc.record({ who: fc.nat(bounds.length - 1), ttl: fc.constantFrom(10, 60, 150, 250) })
      const runs = fc.sample(fc.array(step, { minLength: 2, maxLength: 5 }), { numRuns: 60, seed: 10 })
      for (const [first, ...rest] of runs) {
        const asked = { token: callers[first!.who]!, ttl: first!.ttl, body: {} }
        const wrapped = yield* ask("POST", "sys/wrapping/wrap", asked)
        assert.strictEqual(wrapped.status, first!.ttl < bounds[first!.who]! ? 403 : 200)
        if (wrapped.status !== 200) continue
        let token = wrapped.json.wrap_info.token as string
        let [ttl, least]: [number, number] = [first!.ttl, bounds[first!.who]!]
        for (const next of rest) {
          const wanted = Math.min(ttl, next.ttl)
          const bound = Math.max(least, bounds[next.who]!)
          const answer = yield* ask("POST", "sys/wrapping/rewrap", {
            token: callers[next.who]!,
            ttl: next.ttl,
            body: { token }
          })
          assert.strictEqual(answer.status, wanted < bound ? 403 : 200, JSON.stringify([first, ...rest]))
          if (answer.status !== 200) continue
          assert.strictEqual(answer.json.wrap_info.ttl, wanted)
          ;({ token } = answer.json.wrap_info)
          ;[ttl, least] = [wanted, bound]
        }
      }
    })
  )
})
