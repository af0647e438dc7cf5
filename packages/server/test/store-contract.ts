import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Layer from "effect/Layer"
import { TestClock } from "effect/testing"
import { type Batch, Store } from "../src/ports/store/port.ts"

const bytes = (...values: ReadonlyArray<number>): Uint8Array => Uint8Array.from(values)
const put = (key: string, value = bytes(1), expiresAt?: number) => ({ space: "s", key, value, expiresAt })

/** The five promises of a store, stated once for every implementation. */
export const storeContract = <E>(layer: Layer.Layer<Store, E>): void => {
  const promise = (name: string, test: (store: typeof Store.Service) => Effect.Effect<void, unknown>): void => {
    it.effect(name, () => Effect.flatMap(Store, test).pipe(Effect.provide(layer)))
  }
  const isConflict = (store: typeof Store.Service, batch: Batch) =>
    Effect.map(
      Effect.exit(store.commit(batch)),
      (exit) => Exit.isFailure(exit) && String(exit.cause).includes("Conflict")
    )
  const keys = (store: typeof Store.Service, prefix: string, after?: string, limit = 100) =>
    Effect.map(store.list("s", prefix, { after, limit }), (records) => records.map(({ key }) => key))

  promise("1: a batch is applied whole, or not at all", (store) =>
    Effect.gen(function* () {
      yield* store.commit({ puts: [put("a"), put("b")] })
      const failing: ReadonlyArray<Batch["when"]> = [
        [{ kind: "absent", space: "s", key: "a" }],
        [{ kind: "exists", space: "s", key: "c" }],
        [{ kind: "unchanged", space: "s", key: "a", value: bytes(2) }],
        [{ kind: "unchanged", space: "s", key: "c", value: bytes(1) }],
        [
          { kind: "exists", space: "s", key: "a" },
          { kind: "exists", space: "other", key: "a" }
        ]
      ]
      for (const when of failing) {
        assert.isTrue(yield* isConflict(store, { when: when!, puts: [put("c")], deletes: [{ space: "s", key: "b" }] }))
        assert.deepStrictEqual(yield* keys(store, ""), ["a", "b"])
      }
      const when: Batch["when"] = [
        { kind: "unchanged", space: "s", key: "a", value: bytes(1) },
        { kind: "exists", space: "s", key: "b" },
        { kind: "absent", space: "s", key: "c" }
      ]
      yield* store.commit({ when, puts: [put("c"), put("a", bytes(2))], deletes: [{ space: "s", key: "b" }] })
      assert.deepStrictEqual(yield* keys(store, ""), ["a", "c"])
      assert.deepStrictEqual((yield* store.get("s", "a"))?.value, bytes(2))
    })
  )

  promise("2: of many takers exactly one gets a record", (store) =>
    Effect.gen(function* () {
      yield* store.commit({ puts: [put("a", bytes(7))] })
      const takers = Array.from({ length: 50 }, () => Effect.andThen(Effect.yieldNow, store.take("s", "a")))
      const taken = (yield* Effect.all(takers, { concurrency: "unbounded" })).filter((record) => record !== undefined)
      assert.deepStrictEqual(
        taken.map(({ value }) => value),
        [bytes(7)]
      )
      assert.isUndefined(yield* store.get("s", "a"))
    })
  )

  promise("2: of many that count on a record being unchanged exactly one commits", (store) =>
    Effect.gen(function* () {
      yield* store.commit({ puts: [put("a", bytes(0))] })
      const racers = Array.from({ length: 50 }, (_, i) =>
        Effect.andThen(
          Effect.yieldNow,
          Effect.exit(
            store.commit({
              when: [{ kind: "unchanged", space: "s", key: "a", value: bytes(0) }],
              puts: [put("a", bytes(i + 1))]
            })
          )
        )
      )
      assert.lengthOf((yield* Effect.all(racers, { concurrency: "unbounded" })).filter(Exit.isSuccess), 1)
    })
  )

  promise("3: lists come by prefix, in order, page by page, each space for itself", (store) =>
    Effect.gen(function* () {
      const names = ["a", "a/", "a/1", "a/10", "a/2", "a0", "b/1", "é", "\u{1f600}", "~"]
      yield* store.commit({ puts: [...names].reverse().map((name) => put(name)) })
      yield* store.commit({ puts: [{ space: "t", key: "a/3", value: bytes() }] })
      assert.deepStrictEqual(yield* keys(store, ""), [...names].sort())
      assert.deepStrictEqual(yield* keys(store, "a/"), ["a/", "a/1", "a/10", "a/2"])
      assert.deepStrictEqual(yield* keys(store, "a/", "a/1", 2), ["a/10", "a/2"])
      assert.deepStrictEqual(
        yield* keys(store, "a/", "a/1x"),
        ["a/2"].filter((key) => key > "a/1x")
      )
      assert.deepStrictEqual(yield* keys(store, "nothing"), [])
      yield* store.commit({ deletes: [{ space: "s", key: "a/10" }], puts: [put("a/11")] })
      assert.deepStrictEqual(yield* keys(store, "a/1"), ["a/1", "a/11"])
    })
  )

  promise("4: what has expired is gone for every question", (store) =>
    Effect.gen(function* () {
      yield* store.commit({ puts: [put("a", bytes(1), 1000), put("b", bytes(1), 1001), put("c")] })
      yield* TestClock.adjust(999)
      assert.deepStrictEqual(yield* keys(store, ""), ["a", "b", "c"])
      yield* TestClock.adjust(1)
      assert.isUndefined(yield* store.get("s", "a"))
      assert.isUndefined(yield* store.take("s", "a"))
      assert.deepStrictEqual(yield* keys(store, ""), ["b", "c"])
      assert.isTrue(yield* isConflict(store, { when: [{ kind: "exists", space: "s", key: "a" }] }))
      yield* store.commit({ when: [{ kind: "absent", space: "s", key: "a" }], puts: [put("a", bytes(9), 5000)] })
      assert.deepStrictEqual((yield* store.get("s", "a"))?.value, bytes(9))
    })
  )

  promise("5: values come back as they went in", (store) =>
    Effect.gen(function* () {
      const values = [
        bytes(),
        bytes(0),
        Uint8Array.from({ length: 256 }, (_, i) => i),
        new Uint8Array(1 << 20).fill(255)
      ]
      yield* store.commit({ puts: values.map((value, i) => put(`v${i}`, value)) })
      for (const [i, value] of values.entries()) assert.deepStrictEqual((yield* store.get("s", `v${i}`))?.value, value)
    })
  )
}
