import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { TestClock } from "effect/testing"
import { INVALID } from "../asking.ts"
import { HOUR, logged, lookup, setBack, START, wrap } from "./clock-steps.ts"
import { crashingStore, testStores } from "./stores.ts"
import { World } from "./world.ts"

describe.each(testStores)("a clock that is set back, on the store $name", (store) => {
  const starting = Effect.andThen(TestClock.setTime(START), World.make(store))

  it.effect("RW-CO-6: what has expired is not valid again, for tokens of every kind", () =>
    Effect.gen(function* () {
      const world = yield* starting
      yield* world.ask("POST", "sys/auth/approle", { body: { type: "approle" } })
      yield* world.ask("POST", "auth/approle/role/job", { body: {} })
      const wrapped = yield* wrap(world, 60)
      const jwt = (yield* world.ask("POST", "sys/wrapping/wrap", {
        ttl: 60,
        body: { a: 1 },
        headers: { "x-vault-wrap-format": "jwt" }
      })).json.wrap_info.token as string
      const tokenOf = (body: object) =>
        Effect.map(
          world.ask("POST", "auth/token/create", { body: { policies: ["default"], ttl: "60s", ...body } }),
          ({ json }) => json.auth.client_token as string
        )
      const service = yield* tokenOf({})
      const batch = yield* tokenOf({ type: "batch" })
      const secretId = (yield* world.ask("POST", "auth/approle/role/job/secret-id", { body: { ttl: "60s" } })).json.data
        .secret_id as string
      const states = Effect.gen(function* () {
        const self = (token: string) =>
          Effect.map(world.ask("GET", "auth/token/lookup-self", { token }), ({ status }) => status)
        const secret = yield* world.ask("POST", "auth/approle/role/job/secret-id/lookup", {
          body: { secret_id: secretId }
        })
        return [
          yield* lookup(world, wrapped.token),
          yield* lookup(world, jwt),
          yield* self(service),
          yield* self(batch),
          secret.status
        ]
      })
      const before = yield* states
      assert.deepStrictEqual(before, ["valid", "valid", 200, 200, 200])
      yield* TestClock.adjust("60 seconds")
      const expired = yield* states
      assert.deepStrictEqual([expired[0], ...expired.slice(2, 4)], [INVALID, 403, 403])
      for (const back of [1, 30_000, HOUR]) {
        yield* setBack(back)
        assert.deepStrictEqual(yield* states, expired)
      }
      yield* world.server.maintain
      for (let i = 0; i < 3; i++) {
        yield* world.restart
        assert.deepStrictEqual(yield* states, expired)
      }
    }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))
  )

  it.effect(
    "RW-CO-6: a token that had time left keeps it, to one part in a hundred, until the clock has caught up",
    () =>
      Effect.gen(function* () {
        const world = yield* starting
        const { token } = yield* wrap(world, 100)
        yield* setBack(HOUR)
        yield* TestClock.adjust("99 seconds")
        assert.strictEqual(yield* lookup(world, token), "valid")
        yield* TestClock.adjust("2100 millis")
        assert.deepStrictEqual(yield* lookup(world, token), INVALID)
        // New tokens are created at the server's time, and have their whole TTL.
        const next = yield* wrap(world, 100)
        assert.isAtLeast(Date.parse(next.creation_time), START + 100_000)
        yield* TestClock.adjust("100 seconds")
        assert.strictEqual(yield* lookup(world, next.token), "valid")
        yield* TestClock.adjust("2 seconds")
        assert.deepStrictEqual(yield* lookup(world, next.token), INVALID)
        yield* TestClock.adjust("101 hours")
        yield* world.ask("GET", "sys/health")
        const late = yield* wrap(world, 100)
        assert.strictEqual(Date.parse(late.creation_time), yield* Clock.currentTimeMillis)
        yield* TestClock.adjust("99999 millis")
        assert.strictEqual(yield* lookup(world, late.token), "valid")
        yield* TestClock.adjust("1 millis")
        assert.deepStrictEqual(yield* lookup(world, late.token), INVALID)
      }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))
  )

  it.effect("RW-CO-6: what expired while there were no requests is not valid again", () =>
    Effect.gen(function* () {
      const world = yield* starting
      const { token } = yield* wrap(world, 60)
      yield* world.server.maintain
      // Nobody has read the clock between the two.
      yield* TestClock.adjust("60 seconds")
      yield* setBack(HOUR)
      assert.deepStrictEqual(yield* lookup(world, token), INVALID)
    }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))
  )

  it.effect("RW-CO-6: what has expired is not valid again after a crash", () =>
    Effect.gen(function* () {
      const world = yield* starting
      const { token } = yield* wrap(world, 61)
      yield* TestClock.adjust("60 seconds")
      assert.strictEqual(yield* lookup(world, token), "valid")
      yield* world.server.maintain
      yield* TestClock.adjust("1 seconds")
      // It is killed before it is maintained again.
      assert.deepStrictEqual(yield* lookup(world, token), INVALID)
      yield* setBack(HOUR)
      yield* world.restart
      assert.deepStrictEqual(yield* lookup(world, token), INVALID)
      yield* world.restart
      assert.deepStrictEqual(yield* lookup(world, token), INVALID)
    }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))
  )

  it.effect("is logged once; time that passes is not logged", () => {
    const { layer, messages } = logged()
    return Effect.gen(function* () {
      const world = yield* starting
      const maintained = Effect.andThen(world.ask("GET", "sys/health"), world.server.maintain)
      yield* maintained
      for (const ms of [1000, 60_000, 10 * HOUR]) {
        yield* TestClock.adjust(ms)
        yield* maintained
      }
      assert.deepStrictEqual(messages, [])
      yield* setBack(HOUR)
      yield* maintained
      yield* maintained
      assert.deepStrictEqual(messages, [
        "the clock was set back by 1h: the server's time continues without it until the clock has caught up"
      ])
      yield* world.restart
      assert.match(messages[1] ?? "", /^the clock is 1h.*2s behind the time at which the server last ran/)
      yield* Effect.andThen(world.ask("GET", "sys/health"), world.server.maintain)
      assert.lengthOf(messages, 2)
    }).pipe(Effect.scoped, Effect.provide(layer))
  })
})

describe("a clock that is set back after a crash", () => {
  it.effect("RW-CO-6: what expired while the server was idle is not valid again after a crash, even at once", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(START)
      const world = yield* World.make(crashingStore)
      const { token } = yield* wrap(world, 30)
      yield* world.server.maintain
      for (let i = 0; i < 50; i++) yield* Effect.andThen(TestClock.adjust("1 seconds"), world.server.maintain)
      assert.deepStrictEqual(yield* lookup(world, token), INVALID)
      yield* setBack(40_000)
      yield* world.restart
      assert.deepStrictEqual(yield* lookup(world, token), INVALID)
    }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))
  )
})
