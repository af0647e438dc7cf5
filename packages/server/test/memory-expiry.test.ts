import { assert, describe, it } from "@effect/vitest"
import { engines } from "@enwrap/engines"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import { layerNobleCrypto, makeServer, Store } from "../src/index.ts"
import { makeMemoryStore, type MemoryStore } from "../src/ports/store/memory.ts"
import { asking, ROOT, wrap } from "./asking.ts"

const record = (key: string, expiresAt?: number) => ({
  space: "s",
  key,
  value: new Uint8Array(1),
  ...(expiresAt === undefined ? undefined : { expiresAt })
})

const heldKeys = ({ held }: MemoryStore): ReadonlyArray<string> => [...held()].map(({ key }) => key).sort()

describe("expired records of the memory store", () => {
  it.effect("RW-CO-5: a wrapped response is deleted by the first maintenance after its TTL, without any requests", () =>
    Effect.gen(function* () {
      const memory = makeMemoryStore()
      const server = yield* makeServer({ engines, rootToken: ROOT }).pipe(
        Effect.provide(Layer.merge(Layer.succeed(Store, memory.store), layerNobleCrypto)),
        Effect.orDie
      )
      const ask = asking(server)
      // The server stores its time when it is maintained.
      yield* server.maintain
      const before = heldKeys(memory).length
      yield* wrap(ask, { zip: "zap" }, 60)
      yield* wrap(ask, { zip: "zap" }, 61)
      const [one] = [...memory.held()]
        .filter(({ expiresAt, space }) => space === "token" && expiresAt !== undefined)
        .toSorted((a, b) => a.expiresAt! - b.expiresAt!)
      yield* TestClock.adjust("59999 millis")
      yield* server.maintain
      assert.isTrue([...memory.held()].some(({ value }) => value === one?.value))
      yield* TestClock.adjust("1 millis")
      yield* server.maintain
      assert.isFalse([...memory.held()].some(({ value }) => value === one?.value))
      yield* TestClock.adjust("1000 hours")
      yield* server.maintain
      assert.lengthOf(heldKeys(memory), before)
    })
  )

  it.effect("RW-CO-5: are deleted under load without maintenance, in bounded steps", () =>
    Effect.gen(function* () {
      const memory = makeMemoryStore()
      const { store } = memory
      const most = 20_000
      for (let i = 0; i < most; i++) yield* store.commit({ puts: [record(`old${i}`, 1000)] })
      yield* TestClock.adjust("2 seconds")
      for (let i = 0; i < most; i++) {
        yield* store.commit({ puts: [record("same")] })
      }
      assert.deepStrictEqual(heldKeys(memory), ["same"])
    })
  )

  it.effect("a sweep lets other work run between its steps", () =>
    Effect.gen(function* () {
      const memory = makeMemoryStore()
      const { store } = memory
      yield* store.commit({ puts: Array.from({ length: 10_000 }, (_, i) => record(`old${i}`, 1000)) })
      yield* TestClock.adjust("1 seconds")
      const sweep = yield* Effect.forkChild(store.sweep ?? Effect.void)
      const seen = new Set<number>()
      for (let i = 0; i < 10; i++) {
        yield* Effect.yieldNow
        seen.add(heldKeys(memory).length)
      }
      assert.isAbove(seen.size, 2)
      assert.strictEqual(heldKeys(memory).length, 0)
      assert.isDefined(sweep)
    })
  )

  const change = fc.oneof(
    fc.record({ put: fc.nat(5), expiresAt: fc.option(fc.integer({ min: -2000, max: 8000 }), { nil: undefined }) }),
    fc.record({ delete: fc.nat(5) }),
    fc.record({ wait: fc.integer({ min: 0, max: 3000 }) })
  )
  it.effect(
    "after any puts, replacements, deletes and waiting, a sweep leaves exactly the records that have not expired",
    () =>
      Effect.gen(function* () {
        const histories = fc.sample(fc.array(change, { maxLength: 40 }), { numRuns: 300, seed: 20_261_128 })
        for (const history of histories) {
          const memory = makeMemoryStore()
          const { store } = memory
          const model = new Map<string, number | undefined>()
          for (const step of history) {
            if ("put" in step) {
              const expiresAt =
                step.expiresAt === undefined ? undefined : (yield* Clock.currentTimeMillis) + step.expiresAt
              yield* store.commit({ puts: [record(`k${step.put}`, expiresAt)] })
              model.set(`k${step.put}`, expiresAt)
            } else if ("delete" in step) {
              yield* store.commit({ deletes: [{ space: "s", key: `k${step.delete}` }] })
              model.delete(`k${step.delete}`)
            } else {
              yield* TestClock.adjust(step.wait)
              yield* store.sweep ?? Effect.void
              const now = yield* Clock.currentTimeMillis
              for (const [key, expiresAt] of model) if (expiresAt !== undefined && expiresAt <= now) model.delete(key)
              assert.deepStrictEqual(heldKeys(memory), [...model.keys()].sort(), JSON.stringify(history))
            }
          }
        }
      })
  )
})
