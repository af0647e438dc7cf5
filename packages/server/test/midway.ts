import { engines } from "@enwrap/engines"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import { Crypto, layerNobleCrypto, makeServer, type ServerOptions } from "../src/index.ts"
import { type Answered, asking, type Ask, ROOT } from "./asking.ts"
import { differences, type GatedStore, makeGatedStore } from "./gated-store.ts"
import { type Given, leasing, nothingGiven } from "./leasing-engine.ts"

/** A fast hash for passwords: these tests do not need a slow one. */
export const quickCrypto = Layer.effect(
  Crypto,
  Effect.map(Crypto, (crypto) => ({
    ...crypto,
    scrypt: (password: Uint8Array, salt: Uint8Array) => Effect.sync(() => crypto.hmacSha256(salt, password))
  }))
).pipe(Layer.provide(layerNobleCrypto))

/** A server whose store can be paused, with `kv1/` beside `secret/`, and `lent/`, whose secrets have leases. */
export interface Stoppable {
  readonly ask: Ask
  readonly given: Given
  readonly store: GatedStore
  readonly maintain: Effect.Effect<void>
}

export const stoppable: Effect.Effect<Stoppable> = Effect.gen(function* () {
  const store = makeGatedStore()
  const given = nothingGiven()
  const options: ServerOptions = {
    engines: [...engines, leasing(given)],
    rootToken: ROOT,
    mounts: [
      { path: "secret/", type: "kv", options: { version: "2" } },
      { path: "kv1/", type: "kv", options: { version: "1" } },
      { path: "lent/", type: "leasing" }
    ]
  }
  const server = yield* makeServer(options).pipe(Effect.provide(Layer.merge(store.layer, quickCrypto)), Effect.orDie)
  return { ask: asking(server), given, store, maintain: server.maintain }
})

/** The response to a request that was paused, and the records that it changed afterwards. */
export interface Midway {
  readonly answer: Answered
  readonly left: ReadonlyArray<string>
}

/** Pauses a request at its nth commit, runs something else, and resumes the request. */
export const midway = Effect.fnUntraced(function* (
  { store }: Stoppable,
  request: Effect.Effect<Answered>,
  meanwhile: Effect.Effect<unknown>,
  nth = 1
): Effect.fn.Return<Midway> {
  const stopped = store.stopAt(nth, "commit")
  const fiber = yield* Effect.forkChild(request)
  const early = Effect.flatMap(Fiber.join(fiber), ({ status, text }) =>
    Effect.die(new Error(`the request ended without ${nth} commits: ${status} ${text}`))
  )
  const { letGo } = yield* Effect.raceFirst(
    Effect.promise(() => stopped),
    early
  )
  yield* meanwhile
  const before = yield* store.snapshot
  letGo()
  const answer = yield* Fiber.join(fiber)
  return { answer, left: differences(before, yield* store.snapshot) }
})
