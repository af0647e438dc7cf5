import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { interrupted } from "./interrupted-store.ts"
import { World } from "./world.ts"

/** More than are revoked at the same time, and two below each. */
const CHILDREN = 80

const create = (world: World, parent?: string) =>
  Effect.map(
    world.ask("POST", "auth/token/create", {
      body: { policies: ["root"], ttl: "1h" },
      ...(parent && { token: parent })
    }),
    ({ json }) => json.auth.client_token as string
  )

/** A token, its children and theirs. */
const tree = Effect.fnUntraced(function* (world: World) {
  const root = yield* create(world)
  const tokens = [root]
  for (let i = 0; i < CHILDREN; i++) {
    const child = yield* create(world, root)
    tokens.push(child, yield* create(world, child), yield* create(world, child))
  }
  return { root, tokens }
})

const alive = (world: World, tokens: ReadonlyArray<string>) =>
  Effect.filter(tokens, (token) =>
    Effect.map(world.ask("GET", "auth/token/lookup-self", { token }), ({ status }) => status !== 403)
  )

// The first commit marks the token itself. Then all others are marked, and then all are deleted.
const COMMITS = [1, 2, 40, 81, 200, 242, 300, 400, 480]

describe("RW-TK-2: the revocation of a tree of tokens that ends halfway leaves none of them valid", () => {
  it.effect.each(COMMITS)("and is finished soon, if the store fails after %i commits", (commits) =>
    Effect.gen(function* () {
      const { state, store } = interrupted()
      state.fails = true
      const world = yield* World.make(store)
      const before = yield* state.tokens
      const { root, tokens } = yield* tree(world)
      state.left = commits
      assert.strictEqual((yield* world.ask("POST", "auth/token/revoke", { body: { token: root } })).status, 500)
      assert.deepStrictEqual(yield* alive(world, tokens), [])
      state.left = Infinity
      yield* world.server.maintain
      assert.deepStrictEqual(yield* state.tokens, before)
    }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))
  )

  it.effect.each(COMMITS)(
    "and is finished soon after the next start, if the server is killed after %i commits",
    (commits) =>
      Effect.gen(function* () {
        const { state, store } = interrupted()
        const world = yield* World.make(store)
        const before = yield* state.tokens
        const { root, tokens } = yield* tree(world)
        state.left = commits
        yield* world.ask("POST", "auth/token/revoke", { body: { token: root } })
        yield* world.restart
        assert.deepStrictEqual(yield* alive(world, tokens), [])
        yield* world.server.maintain
        assert.deepStrictEqual(yield* state.tokens, before)
      }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))
  )

  it.effect("one alone turns all its children into orphans, and they live on", () =>
    Effect.gen(function* () {
      const { store } = interrupted()
      const world = yield* World.make(store)
      const { root, tokens } = yield* tree(world)
      yield* world.ask("POST", "auth/token/revoke-orphan", { body: { token: root } })
      assert.lengthOf(yield* alive(world, tokens), tokens.length - 1)
      const { json } = yield* world.ask("GET", "auth/token/lookup-self", { token: tokens[1]! })
      assert.isTrue(json.data.orphan)
    }).pipe(Effect.scoped)
  )

  it.effect("and others are answered meanwhile, also with a store in memory", () =>
    Effect.gen(function* () {
      const world = yield* World.make(interrupted().store)
      const { root } = yield* tree(world)
      const revocation = yield* Effect.forkChild(world.ask("POST", "auth/token/revoke", { body: { token: root } }))
      let answered = 0
      for (; revocation.pollUnsafe() === undefined; answered++) {
        yield* world.ask("GET", "auth/token/lookup-self")
        yield* Effect.yieldNow
      }
      assert.isAbove(answered, 5)
    }).pipe(Effect.scoped)
  )
})
