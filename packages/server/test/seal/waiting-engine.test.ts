/** An engine says which part of its work only waits. Nothing else of an engine is interrupted. */
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { layerAuditDevices } from "../../src/server/audit/index.ts"
import { type Engine, plainError } from "../../src/ports/engine/index.ts"
import { memory, open, staticSealOf, unsealed } from "./sealable.ts"

const unsupported = () => Effect.fail(plainError(405, "unsupported operation"))

/** An engine whose reads wait, and whose writes wrongly change the storage while they only wait. */
const waiting = (read: Effect.Effect<void>): Engine<"kvV1"> => ({
  kind: "secret",
  group: "kvV1",
  type: "waiting",
  description: "waits",
  options: {},
  mount: ({ storage, untilSealed }) =>
    Effect.succeed({
      handlers: {
        kvV1Read: () => Effect.as(untilSealed(read), { data: { done: true } }),
        kvV1Write: ({ parameters }) =>
          Effect.as(
            untilSealed(
              parameters.path === "modify"
                ? storage.modify("a", () => Effect.succeed([undefined, { puts: [["a", "1"]] }]))
                : storage.put("a", "1")
            ),
            undefined
          ),
        kvV1Delete: () => Effect.as(storage.put("a", "1"), undefined),
        kvV1List: () => Effect.map(storage.list(""), (keys) => ({ data: { keys } })),
        kvV1Scan: unsupported
      }
    })
})

const withEngine = Effect.fnUntraced(function* (read: Effect.Effect<void>) {
  const ready = yield* unsealed(1, 1, { engines: [waiting(read)], mounts: [{ path: "w/", type: "waiting" }] })
  return { ...ready, token: ready.rootToken }
})

describe("an engine that only waits", () => {
  it.effect("gets its result while the server is unsealed", () =>
    Effect.gen(function* () {
      const { ask, token } = yield* withEngine(Effect.yieldNow)
      assert.deepStrictEqual((yield* ask("GET", "w/a", { token })).json.data, { done: true })
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-34 is interrupted when the server is sealed, which waits until it has cleaned up", () =>
    Effect.gen(function* () {
      const started = Deferred.makeUnsafe<void>()
      const cleaning = Deferred.makeUnsafe<void>()
      const cleaned = Deferred.makeUnsafe<void>()
      const wait = Effect.andThen(Deferred.succeed(started, undefined), Effect.never)
      const cleanUp = Effect.andThen(Deferred.succeed(cleaning, undefined), Deferred.await(cleaned))
      const { ask, token } = yield* withEngine(Effect.onInterrupt(wait, () => cleanUp))
      const fiber = yield* Effect.forkChild(ask("GET", "w/a", { token }))
      yield* Deferred.await(started)
      const sealing = yield* Effect.forkChild(ask("PUT", "sys/seal", { token }))
      yield* Deferred.await(cleaning)
      for (let i = 0; i < 10; i++) yield* Effect.yieldNow
      assert.isUndefined(sealing.pollUnsafe())
      yield* Deferred.succeed(cleaned, undefined)
      assert.strictEqual((yield* Fiber.join(sealing)).status, 204)
      assert.strictEqual((yield* Fiber.join(fiber)).status, 503)
    }).pipe(Effect.provide(memory))
  )

  it.effect("is not interrupted when its client disconnects", () =>
    Effect.gen(function* () {
      const started = Deferred.makeUnsafe<void>()
      const answered = Deferred.makeUnsafe<void>()
      const wait = Effect.andThen(Deferred.succeed(started, undefined), Deferred.await(answered))
      const { ask, token } = yield* withEngine(wait)
      const fiber = yield* Effect.forkChild(ask("GET", "w/a", { token }))
      yield* Deferred.await(started)
      const leaving = yield* Effect.forkChild(Fiber.interrupt(fiber))
      for (let i = 0; i < 10; i++) yield* Effect.yieldNow
      assert.isUndefined(leaving.pollUnsafe())
      yield* Deferred.succeed(answered, undefined)
      yield* Fiber.join(leaving)
    }).pipe(Effect.provide(memory))
  )

  for (const path of ["put", "modify"])
    it.effect(`cannot change its storage, where the change could be interrupted (${path})`, () =>
      Effect.gen(function* () {
        const { ask, token } = yield* withEngine(Effect.void)
        assert.strictEqual((yield* ask("POST", `w/${path}`, { token, body: {} })).status, 500)
        assert.deepStrictEqual((yield* ask("LIST", "w/", { token })).json.data, { keys: [] })
        assert.strictEqual((yield* ask("DELETE", "w/a", { token })).status, 204)
        assert.deepStrictEqual((yield* ask("LIST", "w/", { token })).json.data, { keys: ["a"] })
      }).pipe(Effect.provide(memory))
    )
})

describe("a server that is being closed", () => {
  it.effect("RW-SYS-34 is closed once for all who wait for it", () =>
    Effect.gen(function* () {
      const closing = Deferred.makeUnsafe<void>()
      const closed = Deferred.makeUnsafe<void>()
      const close = Effect.andThen(Deferred.succeed(closing, undefined), Deferred.await(closed))
      const sinks = { slow: () => Effect.succeed({ write: () => Effect.void, reopen: Effect.void, close }) }
      const server = yield* open({
        audit: layerAuditDevices({ sinks, devices: [{ path: "main", type: "slow" }] }),
        seal: staticSealOf(1)
      })
      yield* server.initialize({ shares: 0, threshold: 0 })
      const first = yield* Effect.forkChild(server.close)
      yield* Deferred.await(closing)
      const second = yield* Effect.forkChild(server.close)
      for (let i = 0; i < 10; i++) yield* Effect.yieldNow
      assert.isUndefined(second.pollUnsafe())
      yield* Deferred.succeed(closed, undefined)
      yield* Fiber.join(first)
      yield* Fiber.join(second)
    }).pipe(Effect.provide(memory))
  )
})
