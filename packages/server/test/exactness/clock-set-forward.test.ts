import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import { type Batch, type Commit, Store, StoreFailure } from "../../src/ports/store/port.ts"
import { INVALID } from "../asking.ts"
import { HOUR, logged, lookup, settable, wrap } from "./clock-steps.ts"
import { crashingStore, testStores } from "./stores.ts"
import { World } from "./world.ts"

describe("a clock that is set forward, and a crash", () => {
  it.effect("RW-CO-6: what expired by it is not valid again after a crash, even at once", () => {
    const { clock, real } = settable()
    return Effect.gen(function* () {
      const world = yield* World.make(crashingStore)
      const { token } = yield* wrap(world, 600)
      const jwt = (yield* world.ask("POST", "sys/wrapping/wrap", {
        ttl: 600,
        body: { a: 1 },
        headers: { "x-vault-wrap-format": "jwt" }
      })).json.wrap_info.token as string
      const caller = (yield* world.ask("POST", "auth/token/create", { body: { policies: ["default"], ttl: "600s" } }))
        .json.auth.client_token as string
      // Each time by the server that runs then.
      const states = Effect.suspend(() =>
        Effect.all([
          lookup(world, token),
          lookup(world, jwt),
          Effect.map(world.ask("GET", "auth/token/lookup-self", { token: caller }), ({ status }) => status)
        ])
      )
      yield* world.server.maintain
      assert.deepStrictEqual(yield* states, ["valid", "valid", 200])
      real.wall += HOUR
      assert.deepStrictEqual(yield* lookup(world, token), INVALID)
      real.wall -= HOUR
      // It is killed before it is maintained again.
      yield* world.restart
      assert.deepStrictEqual(yield* states, [INVALID, INVALID, 403])
      yield* world.restart
      assert.deepStrictEqual(yield* states, [INVALID, INVALID, 403])
    }).pipe(Effect.scoped, Effect.provideService(Clock.Clock, clock), Effect.provide(Logger.layer([])))
  })
})

describe.each(testStores)("a clock that is set forward, on the store $name", (store) => {
  it.effect("RW-CO-6: is logged, and what has expired by it stays expired once the clock is right again", () => {
    const { layer, messages } = logged()
    return Effect.gen(function* () {
      const { clock, real } = settable()
      yield* Effect.gen(function* () {
        const world = yield* World.make(store)
        const { token } = yield* wrap(world, 60)
        yield* world.server.maintain
        real.wall += HOUR + 1000
        real.monotonic += 1_000_000_000n
        yield* world.server.maintain
        assert.deepStrictEqual(messages, [
          "the clock was set forward by 1h, or the machine was suspended: what expires in this time has expired"
        ])
        assert.deepStrictEqual(yield* lookup(world, token), INVALID)
        real.wall -= HOUR
        assert.deepStrictEqual(yield* lookup(world, token), INVALID)
        for (let i = 0; i < 2; i++) {
          yield* world.restart
          assert.deepStrictEqual(yield* lookup(world, token), INVALID)
        }
        const next = yield* wrap(world, 60)
        real.wall += 59_000
        real.monotonic += 59_000_000_000n
        assert.strictEqual(yield* lookup(world, next.token), "valid")
        real.wall += 2000
        real.monotonic += 2_000_000_000n
        assert.deepStrictEqual(yield* lookup(world, next.token), INVALID)
      }).pipe(Effect.scoped, Effect.provideService(Clock.Clock, clock))
    }).pipe(Effect.provide(layer))
  })

  it.effect("RW-CO-6 RW-CO-8: while the disk fails, nothing is answered as expired by it", () => {
    const { clock, real } = settable()
    let isFull = false
    const failing: typeof store = {
      ...store,
      make: Effect.map(store.make, (layer) =>
        Layer.effect(
          Store,
          Effect.map(Store, (inner): typeof Store.Service => ({
            ...inner,
            commit: ((batch: Batch) =>
              isFull ? Effect.fail(new StoreFailure({ cause: "the disk is full" })) : inner.commit(batch)) as Commit
          }))
        ).pipe(Layer.provide(layer))
      )
    }
    return Effect.gen(function* () {
      const world = yield* World.make(failing)
      const short = (yield* wrap(world, 60)).token
      const long = (yield* wrap(world, 2 * 3600)).token
      const maintained = world.server.maintain
      yield* maintained
      isFull = true
      // Time that passes: the disk is the only fault.
      for (let i = 0; i < 61; i++) {
        real.wall += 1000
        real.monotonic += 1_000_000_000n
        yield* maintained
      }
      assert.deepStrictEqual(yield* lookup(world, short), INVALID)
      isFull = false
      const next = (yield* wrap(world, 60)).token
      isFull = true
      real.wall += HOUR
      for (let i = 0; i < 2; i++) {
        assert.deepStrictEqual(yield* lookup(world, next), { status: 500, errors: ["internal error"] })
        assert.strictEqual(yield* lookup(world, long), "valid")
        yield* maintained
      }
      isFull = false
      assert.deepStrictEqual(yield* lookup(world, next), INVALID)
    }).pipe(Effect.scoped, Effect.provideService(Clock.Clock, clock), Effect.provide(Logger.layer([])))
  })
})
