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

describe("the revocation of tokens that are already being revoked", () => {
  const CHAIN = 8
  const LEAVES = 60

  /** A chain of tokens, each a child of the one before, with many at its end. */
  const chain = Effect.fnUntraced(function* (world: World) {
    const tokens = [yield* create(world)]
    while (tokens.length < CHAIN) tokens.push(yield* create(world, tokens.at(-1)))
    for (let i = 0; i < LEAVES; i++) yield* create(world, tokens.at(-1))
    return tokens
  })

  /** The lists and commits that some work takes. */
  const counted = Effect.fnUntraced(function* (
    { state }: ReturnType<typeof interrupted>,
    work: Effect.Effect<unknown>
  ) {
    state.left = 1_000_000
    state.lists = 0
    yield* work
    return state.lists + 1_000_000 - state.left
  })

  /** What it takes to revoke a chain. */
  const revoked = Effect.fnUntraced(function* (
    revoke: (world: World, chain: ReadonlyArray<string>) => Effect.Effect<unknown>
  ) {
    const store = interrupted()
    const world = yield* World.make(store.store)
    const before = yield* store.state.tokens
    const tokens = yield* chain(world)
    const count = yield* counted(store, revoke(world, tokens))
    assert.deepStrictEqual(yield* alive(world, tokens), [])
    assert.deepStrictEqual(yield* store.state.tokens, before)
    return count
  })

  const revokeSelf = (world: World, token: string) => world.ask("POST", "auth/token/revoke-self", { token })

  it.effect("RW-TK-2: does not multiply the work, if all tokens of a chain are revoked at once", () =>
    Effect.gen(function* () {
      const one = yield* revoked((world, [root]) => revokeSelf(world, root!))
      const all = yield* revoked((world, tokens) =>
        // The last one first: the callers of all others are still valid then.
        Effect.forEach([...tokens].reverse(), (token) => revokeSelf(world, token), { concurrency: "unbounded" })
      )
      assert.isAtMost(all, one + 4 * CHAIN)
    }).pipe(Effect.scoped)
  )

  it.effect("RW-LE-11: does not multiply the work of the next server", () =>
    Effect.gen(function* () {
      const one = yield* revoked((world, [root]) => revokeSelf(world, root!))
      const store = interrupted()
      const world = yield* World.make(store.store)
      const [root] = yield* chain(world)
      // All of them are marked, and none is deleted yet.
      store.state.left = CHAIN + LEAVES
      yield* revokeSelf(world, root!)
      yield* world.restart
      const next = yield* counted(
        store,
        Effect.suspend(() => world.server.maintain)
      )
      assert.isAtMost(next, 2 * one)
    }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))
  )
})
