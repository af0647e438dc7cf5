/** Moves of mounts, and ends of mounts, that were interrupted. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { interrupted } from "./interrupted-store.ts"
import { World } from "./world.ts"

/** More of each kind than are revoked at the same time. */
const MANY = 40

/** Enables a login method and a secrets engine with a secret. */
const made = Effect.fnUntraced(function* (world: World, name: string) {
  yield* world.ask("POST", `sys/auth/${name}`, { body: { type: "approle" } })
  yield* world.ask("POST", `auth/${name}/role/job`, { body: { secret_id_num_uses: 0 } })
  yield* world.ask("POST", `sys/mounts/${name}`, { body: { type: "kv", options: { version: "1" } } })
  yield* world.ask("POST", `${name}/a`, { body: { n: 1 } })
})

const loginAt = Effect.fnUntraced(function* (world: World, name: string) {
  const { role_id } = (yield* world.ask("GET", `auth/${name}/role/job/role-id`)).json.data
  const { secret_id } = (yield* world.ask("POST", `auth/${name}/role/job/secret-id`)).json.data
  const { json } = yield* world.ask("POST", `auth/${name}/login`, { token: null, body: { role_id, secret_id } })
  return json.auth.client_token as string
})

const wrappedAt = (world: World, name: string) =>
  Effect.map(world.ask("GET", `${name}/a`, { ttl: 600 }), ({ json }) => json.wrap_info.token as string)

const kinds = {
  "a login method": { prefix: "auth/", tokenAt: loginAt },
  "a secrets engine": { prefix: "", tokenAt: wrappedAt }
} as const
type Kind = keyof typeof kinds

const tokensAt = (world: World, kind: Kind, name: string, count = MANY) =>
  Effect.all(Array.from({ length: count }, () => kinds[kind].tokenAt(world, name)))

const alive = (world: World, tokens: ReadonlyArray<string>) =>
  Effect.filter(tokens, (token) =>
    Effect.map(world.ask("POST", "auth/token/lookup", { body: { token } }), ({ status }) => status === 200)
  )

const move = (world: World, kind: Kind, from: string, to: string) =>
  world.ask("POST", "sys/remount", { body: { from: kinds[kind].prefix + from, to: kinds[kind].prefix + to } })

const disable = (world: World, kind: Kind, name: string) =>
  world.ask("DELETE", kind === "a login method" ? `sys/auth/${name}` : `sys/mounts/${name}`)

/** Moves `old` to `new`, and is killed after some commits, or its store fails. Returns the tokens that were created below `old`. */
const interruptedMove = Effect.fnUntraced(function* (kind: Kind, commits: number, how: "is killed" | "fails") {
  const { state, store } = interrupted()
  state.fails = how === "fails"
  const world = yield* World.make(store)
  yield* made(world, "old")
  const tokens = yield* tokensAt(world, kind, "old")
  state.left = commits
  const { status } = yield* move(world, kind, "old", "new")
  if (how === "fails") assert.strictEqual(status, 500)
  else yield* world.restart
  state.left = Infinity
  return { world, tokens }
})

// The first commit moves the mount. Then each token is marked and deleted. The last one says that the move is finished.
const COMMITS = [1, 2, 20, 41, 60, 80]

const continued = {
  "by the next maintenance": (world: World) => world.server.maintain,
  "by the next change of mounts": (world: World) =>
    Effect.map(world.ask("POST", "sys/mounts/more", { body: { type: "kv" } }), ({ status }) =>
      assert.strictEqual(status, 204)
    )
} as const

const interruptions = (["is killed", "fails"] as const).flatMap((how) =>
  (Object.keys(kinds) as ReadonlyArray<Kind>).map((kind) => [how, kind] as const)
)

for (const [how, kind] of interruptions) {
  describe(`a move of ${kind} during which the ${how === "fails" ? "store" : "server"} ${how}`, () => {
    for (const [when, carryOn] of Object.entries(continued))
      it.effect.each(COMMITS)(`RW-SYS-11: after %i commits, is finished ${when}`, (commits) =>
        Effect.gen(function* () {
          const { tokens, world } = yield* interruptedMove(kind, commits, how)
          // The mount can be used at its new path at once, unless its engine could not write what it writes first.
          const isStarted = how === "is killed" || commits > 1
          const kept = isStarted ? yield* tokensAt(world, kind, "new", 2) : []
          yield* carryOn(world)
          assert.deepStrictEqual(yield* alive(world, tokens), [])
          assert.deepStrictEqual(yield* alive(world, kept), kept)
          // Nothing is left of it for the next server: a later mount at the old path keeps its tokens.
          yield* made(world, "old")
          const later = [...(yield* tokensAt(world, kind, "old", 2)), ...kept]
          yield* world.server.maintain
          yield* world.restart
          yield* world.server.maintain
          assert.deepStrictEqual(yield* alive(world, later), later)
        }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))
      )

    it.effect("RW-SYS-11: before its first commit, changes nothing", () =>
      Effect.gen(function* () {
        const { tokens, world } = yield* interruptedMove(kind, 0, how)
        yield* world.server.maintain
        assert.lengthOf(yield* alive(world, tokens), MANY)
        assert.lengthOf(yield* tokensAt(world, kind, "old", 1), 1)
        assert.strictEqual((yield* move(world, kind, "old", "new")).status, 200)
        assert.deepStrictEqual(yield* alive(world, tokens), [])
      }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))
    )

    it.effect("RW-SYS-11: is finished before the next move of the same mount, which can be interrupted as well", () =>
      Effect.gen(function* () {
        const { tokens, world } = yield* interruptedMove(kind, 20, how)
        const atNew = yield* tokensAt(world, kind, "new", 5)
        assert.strictEqual((yield* move(world, kind, "new", "newest")).status, 200)
        assert.deepStrictEqual(yield* alive(world, [...tokens, ...atNew]), [])
        const atNewest = yield* tokensAt(world, kind, "newest", 5)
        yield* world.restart
        yield* world.server.maintain
        assert.lengthOf(yield* alive(world, atNewest), 5)
      }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))
    )

    it.effect("RW-SYS-11: is finished before the mount is moved back, or another one is enabled at the old path", () =>
      Effect.gen(function* () {
        for (const next of ["moved back", "enabled"] as const) {
          const { tokens, world } = yield* interruptedMove(kind, 20, how)
          if (next === "enabled") yield* made(world, "old")
          else assert.strictEqual((yield* move(world, kind, "new", "old")).status, 200)
          assert.deepStrictEqual(yield* alive(world, tokens), [])
          const later = yield* tokensAt(world, kind, "old", 5)
          yield* world.server.maintain
          yield* world.restart
          yield* world.server.maintain
          assert.deepStrictEqual(yield* alive(world, later), later)
        }
      }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))
    )

    it.effect("RW-SYS-10 RW-SYS-11: is finished when the mount is disabled", () =>
      Effect.gen(function* () {
        const { tokens, world } = yield* interruptedMove(kind, 20, how)
        const atNew = yield* tokensAt(world, kind, "new", 5)
        assert.strictEqual((yield* disable(world, kind, "new")).status, 204)
        assert.deepStrictEqual(yield* alive(world, [...tokens, ...atNew]), [])
      }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))
    )
  })
}

describe("the end of a mount during which the store fails", () => {
  for (const kind of Object.keys(kinds) as ReadonlyArray<Kind>)
    for (const [when, carryOn] of Object.entries(continued))
      it.effect.each([1, 2, 41, 80])(
        `RW-SYS-10: after %i commits, ${kind} is disabled to the end by the same server, ${when}`,
        (commits) =>
          Effect.gen(function* () {
            const { state, store } = interrupted()
            state.fails = true
            const world = yield* World.make(store)
            yield* made(world, "old")
            const tokens = yield* tokensAt(world, kind, "old")
            yield* world.server.maintain
            state.left = commits
            assert.strictEqual((yield* disable(world, kind, "old")).status, 500)
            state.left = Infinity
            yield* carryOn(world)
            assert.deepStrictEqual(yield* alive(world, tokens), [])
            // Its path is free.
            yield* made(world, "old")
            const later = yield* tokensAt(world, kind, "old", 2)
            yield* world.server.maintain
            assert.deepStrictEqual(yield* alive(world, later), later)
          }).pipe(Effect.scoped, Effect.provide(Logger.layer([])))
      )
})

describe("a change of mounts that is continued", () => {
  it.effect("is logged once while the store fails, and again after another interruption", () => {
    const logged: Array<string> = []
    const logger = Logger.layer([Logger.make(({ message }) => void logged.push(String(message)))])
    return Effect.gen(function* () {
      const { state, store } = interrupted()
      state.fails = true
      const world = yield* World.make(store)
      yield* made(world, "old")
      for (const times of [1, 2]) {
        yield* tokensAt(world, "a secrets engine", "old", 3)
        state.left = 1
        assert.strictEqual((yield* move(world, "a secrets engine", "old", "new")).status, 500)
        state.left = 0
        for (let i = 0; i < 3; i++) yield* world.server.maintain
        state.left = Infinity
        yield* world.server.maintain
        const expected = "the server continues to end the leases and tokens below old/, which was moved to new/"
        assert.deepStrictEqual(
          logged.filter((text) => text.startsWith("the server continues")),
          Array.from({ length: times }, () => expected)
        )
        assert.strictEqual((yield* move(world, "a secrets engine", "new", "old")).status, 200)
      }
    }).pipe(Effect.scoped, Effect.provide(logger))
  })
})
