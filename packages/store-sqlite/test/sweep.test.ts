import { assert, describe, it } from "@effect/vitest"
import { Store } from "@enwrap/server/store"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { statSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { layerWithLimits } from "../src/layer-sqlite.ts"
import { DEFAULT_LIMITS } from "../src/store-limits.ts"
import { databasePath } from "./database-path.ts"

/** A store that settles each commit along with the next one. */
const layerSettling = (path: string) =>
  layerWithLimits({ path }, { ...DEFAULT_LIMITS, segmentBytes: 1, recentBytes: 0 })

/** Settles what was committed before. */
const settle = Effect.flatMap(Store, (store) =>
  Effect.andThen(
    store.commit({ puts: [{ space: "other", key: "a", value: new Uint8Array(1) }] }),
    store.commit({ deletes: [{ space: "other", key: "a" }] })
  )
)

/** Counts the rows of a database that is open, expired ones included. */
const rowsIn = (path: string): { readonly records: number; readonly contents: number } => {
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    const count = (table: string) => Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()!["n"])
    return { records: count("record"), contents: count("content") }
  } finally {
    database.close()
  }
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const small = (key: string, expiresAt?: number) => ({ space: "s", key, value: new Uint8Array(8), expiresAt })
const large = (key: string, expiresAt?: number) => ({ space: "s", key, value: new Uint8Array(1000), expiresAt })
const numbered = <A>(count: number, each: (i: number) => A): Array<A> =>
  Array.from({ length: count }, (_, i) => each(i))

describe("expired records of a database", () => {
  it.effect("RW-CO-5: are deleted by sweeps, with their contents, and others stay", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      yield* Effect.gen(function* () {
        const store = yield* Store
        yield* store.commit({
          puts: [
            ...numbered(3000, (i) => small(`old ${i}`, SECOND)),
            ...numbered(300, (i) => large(`large ${i}`, SECOND)),
            large("later", MINUTE),
            large("forever")
          ]
        })
        yield* settle
        yield* TestClock.adjust("999 millis")
        yield* store.sweep!
        assert.deepStrictEqual(rowsIn(path), { records: 3302, contents: 302 })
        yield* TestClock.adjust("1 millis")
        while (rowsIn(path).records > 2) yield* store.sweep!
        // Contents are deleted together with those that expire a few seconds later.
        yield* TestClock.adjust("20 seconds")
        while (rowsIn(path).contents > 2) yield* store.sweep!
        assert.deepStrictEqual(rowsIn(path), { records: 2, contents: 2 })
        assert.isDefined(yield* store.get("s", "later"))
        yield* TestClock.adjust("1 minute")
        while (rowsIn(path).contents > 1) yield* store.sweep!
        assert.deepStrictEqual(rowsIn(path), { records: 1, contents: 1 })
        assert.isDefined(yield* store.get("s", "forever"))
      }).pipe(Effect.provide(layerSettling(path)))
    })
  )

  it.effect("requests are committed while a sweep is at work", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      yield* Effect.gen(function* () {
        const store = yield* Store
        yield* store.commit({ puts: numbered(20_000, (i) => small(`old ${i}`, SECOND)) })
        yield* settle
        yield* TestClock.adjust("1 second")
        yield* Effect.forkChild(Effect.forever(store.sweep!))
        const left: Array<number> = []
        for (let i = 0; i < 10; i++) {
          yield* store.commit({ puts: [small(`new ${i}`)] })
          left.push(rowsIn(path).records)
        }
        assert.isAbove(left.at(0)!, 10_000)
        // Some were deleted along with the requests.
        assert.isBelow(left.at(-1)!, left.at(0)!)
      }).pipe(Effect.provide(layerSettling(path)))
    })
  )

  it.effect("leave their space to new ones: the file does not grow", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      yield* Effect.gen(function* () {
        const store = yield* Store
        const sizes: Array<number> = []
        // Contents are freed within a few seconds of their expiry.
        yield* TestClock.adjust("20 seconds")
        for (let round = 1; round <= 6; round++) {
          const puts = numbered(2000, (i) => large(`${round} ${i}`, round * MINUTE))
          for (let at = 0; at < puts.length; at += 100) yield* store.commit({ puts: puts.slice(at, at + 100) })
          yield* settle
          yield* TestClock.adjust("1 minute")
          while (rowsIn(path).contents > 0) yield* store.sweep!
          sizes.push(statSync(path).size)
        }
        assert.isAtMost(sizes.at(-1)!, 1.5 * Math.max(sizes[1]!, sizes[2]!))
      }).pipe(Effect.provide(layerSettling(path)))
    })
  )
})
