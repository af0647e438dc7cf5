import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { interrupted } from "./interrupted-store.ts"
import { World } from "./world.ts"

const lastUse = (world: World) =>
  Effect.gen(function* () {
    const { auth } = (yield* world.ask("POST", "auth/token/create", {
      body: { policies: ["default"], ttl: "1h", num_uses: 2 }
    })).json
    const token = auth.client_token as string
    yield* world.ask("POST", "cubbyhole/x", { token, body: { a: 1 } })
    return { token, accessor: auth.accessor as string, use: world.ask("GET", "auth/token/lookup-self", { token }) }
  })

/** What is answered about a token, and whether its accessor is listed. */
const answers = (world: World, token: string, accessor: string) =>
  Effect.gen(function* () {
    const asked: Array<unknown> = []
    for (const [method, path, body] of [
      ["POST", "auth/token/lookup", { token }],
      ["POST", "auth/token/lookup-accessor", { accessor }],
      ["POST", "auth/token/renew", { token }],
      ["POST", "auth/token/renew-accessor", { accessor }],
      ["POST", "sys/capabilities", { token, paths: ["a"] }],
      ["POST", "sys/capabilities-accessor", { accessor, paths: ["a"] }]
    ] as const) {
      const { json, status } = yield* world.ask(method, path, { body })
      asked.push([path, status, json.errors])
    }
    const { json } = yield* world.ask("LIST", "auth/token/accessors")
    const own = yield* world.ask("GET", "auth/token/lookup-self", { token })
    return [...asked, own.status, (json.data.keys as ReadonlyArray<string>).includes(accessor)]
  })

const revoked = (world: World) =>
  Effect.gen(function* () {
    const { accessor, token } = yield* lastUse(world)
    yield* world.ask("POST", "auth/token/revoke", { body: { token } })
    return yield* answers(world, token, accessor)
  })

describe("a token whose last use was interrupted before its revocation", () => {
  it.effect.each([1, 2, 3])(
    "is invalid from the next start on, and revoked soon, if the server was killed after %i commits",
    (commits) =>
      Effect.gen(function* () {
        const { state, store } = interrupted()
        const world = yield* World.make(store)
        const like = yield* revoked(world)
        const before = yield* state.tokens
        const { accessor, token, use } = yield* lastUse(world)
        state.left = commits
        assert.strictEqual((yield* use).status, 200)
        yield* world.restart
        assert.deepStrictEqual(yield* answers(world, token, accessor), like)
        yield* world.server.maintain
        assert.deepStrictEqual(yield* state.tokens, before)
        assert.deepStrictEqual(yield* answers(world, token, accessor), like)
      }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))
  )

  it.effect("has ended for others if the store failed, and is revoked soon", () =>
    Effect.gen(function* () {
      const { state, store } = interrupted()
      state.fails = true
      const world = yield* World.make(store)
      const like = yield* revoked(world)
      const before = yield* state.tokens
      for (const commits of [1, 2]) {
        const { accessor, token, use } = yield* lastUse(world)
        state.left = commits
        assert.strictEqual((yield* use).status, 200)
        assert.deepStrictEqual(yield* answers(world, token, accessor), like)
        assert.notDeepEqual(yield* state.tokens, before)
        yield* world.server.maintain
        state.left = Infinity
        yield* world.server.maintain
        assert.deepStrictEqual(yield* state.tokens, before)
        assert.deepStrictEqual(yield* answers(world, token, accessor), like)
      }
    }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))
  )

  it.effect("a revocation that failed halfway is finished soon", () =>
    Effect.gen(function* () {
      const { state, store } = interrupted()
      state.fails = true
      const world = yield* World.make(store)
      const before = yield* state.tokens
      for (const path of ["auth/token/revoke", "auth/token/revoke-orphan"]) {
        const { token } = yield* lastUse(world)
        state.left = 1
        assert.strictEqual((yield* world.ask("POST", path, { body: { token } })).status, 500)
        state.left = Infinity
        yield* world.server.maintain
        assert.deepStrictEqual(yield* state.tokens, before)
      }
    }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))
  )
})
