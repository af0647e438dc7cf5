import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { kvV1 } from "../src/index.ts"
import { mounted } from "./mounted.ts"

const LEASE = 2764800

describe("kv version 1", () => {
  it.effect("RW-KV-1 stores one object at each path", () =>
    Effect.gen(function* () {
      const { ask } = yield* mounted(kvV1)
      assert.deepStrictEqual(yield* ask("kvV1Read", "a"), { status: 404, errors: [] })
      assert.deepStrictEqual(yield* ask("kvV1Write", "a", { body: '{"s":"t","l":[1,"x"]}' }), { status: 204 })
      assert.deepStrictEqual(yield* ask("kvV1Read", "a"), {
        status: 200,
        data: { s: "t", l: [1, "x"] },
        text: '{"s":"t","l":[1,"x"]}',
        lease: LEASE
      })
      yield* ask("kvV1Write", "a", { body: { only: "this" } })
      assert.strictEqual((yield* ask("kvV1Read", "a")).text, '{"only":"this"}')
      assert.deepStrictEqual(yield* ask("kvV1Delete", "a"), { status: 204 })
      assert.deepStrictEqual(yield* ask("kvV1Delete", "a"), { status: 204 })
      assert.deepStrictEqual(yield* ask("kvV1Read", "a"), { status: 404, errors: [] })
    })
  )

  it.effect("RW-KV-15 returns data exactly as it was written", () =>
    Effect.gen(function* () {
      const { ask } = yield* mounted(kvV1)
      const text = '{"n":12345678901234567890,"f":1.0,"e":1E5,"\\u0061":-0,"__proto__":{"x":1.10},"l":"\\n"}'
      yield* ask("kvV1Write", "a", { body: text })
      assert.strictEqual((yield* ask("kvV1Read", "a")).text, text)
    })
  )

  for (const [what, body, lease] of [
    ["in words", { ttl: "20m", a: 1 }, 1200],
    ["in seconds", { ttl: 30 }, 30],
    ["in seconds as a string", { ttl: "45" }, 45],
    ["in days", { ttl: "2d" }, 172800],
    ["of 0 seconds", { ttl: "0" }, 0],
    ["as lease", { lease: "10m" }, 600],
    ["in ttl, which takes precedence over lease", { lease: "10m", ttl: "20m" }, 1200],
    ["that is not a duration", { ttl: "long" }, LEASE],
    ["that is negative", { ttl: -5 }, LEASE],
    ["of another type", { ttl: { a: 1 } }, LEASE],
    ["that is null", { ttl: null }, LEASE]
  ] as const) {
    it.effect(`RW-KV-2 reads a lease ${what}`, () =>
      Effect.gen(function* () {
        const { ask } = yield* mounted(kvV1)
        yield* ask("kvV1Write", "a", { body })
        const { data, lease: read } = yield* ask("kvV1Read", "a")
        assert.strictEqual(read, lease)
        assert.deepStrictEqual(data, body)
      })
    )
  }

  it.effect("RW-KV-3 lists the names directly below a path, sorted, with a slash after folders", () =>
    Effect.gen(function* () {
      const { ask } = yield* mounted(kvV1)
      for (const key of ["b", "a", "B", "a/x", "a/y/z", "1", "10", "2", "_", "a-b", "a.b", "ab"])
        yield* ask("kvV1Write", key, { body: { key } })
      assert.deepStrictEqual(yield* keys(ask("kvV1List", "")), [
        "1",
        "10",
        "2",
        "B",
        "_",
        "a",
        "a-b",
        "a.b",
        "a/",
        "ab",
        "b"
      ])
      assert.deepStrictEqual(yield* keys(ask("kvV1List", "a/")), ["x", "y/"])
      assert.deepStrictEqual(yield* ask("kvV1List", "b/"), { status: 404, errors: [] })
      assert.deepStrictEqual(yield* ask("kvV1Read", "a/y"), { status: 404, errors: [] })
      assert.deepStrictEqual(yield* ask("kvV1Delete", "a/y"), { status: 204 })
      assert.deepStrictEqual(yield* keys(ask("kvV1List", "a/")), ["x", "y/"])
    })
  )

  it.effect("RW-KV-17 scans everything below a path, in nested folders too", () =>
    Effect.gen(function* () {
      const { ask } = yield* mounted(kvV1)
      assert.deepStrictEqual(yield* ask("kvV1Scan", ""), { status: 404, errors: [] })
      for (const key of ["b/z", "b/k/m", "b", "a", "a/x", "a/y/z", "a/w/v", "10", "2"])
        yield* ask("kvV1Write", key, { body: { key } })
      const all = ["10", "2", "a", "b", "b/z", "b/k/m", "a/x", "a/y/z", "a/w/v"]
      assert.deepStrictEqual(yield* keys(ask("kvV1Scan", "")), all)
      assert.deepStrictEqual(yield* keys(ask("kvV1Scan", "", { query: { limit: "1" } })), all)
      assert.deepStrictEqual(yield* keys(ask("kvV1Scan", "a/")), ["x", "y/z", "w/v"])
      assert.deepStrictEqual(yield* ask("kvV1Scan", "b/z/"), { status: 404, errors: [] })
    })
  )

  it.effect("rejects a write without data or without a name", () =>
    Effect.gen(function* () {
      const { ask } = yield* mounted(kvV1)
      assert.deepStrictEqual(yield* ask("kvV1Write", "a"), { status: 400, errors: ["missing data fields"] })
      assert.deepStrictEqual(yield* ask("kvV1Write", "", { body: { a: 1 } }), { status: 400, errors: ["missing path"] })
      assert.deepStrictEqual(yield* ask("kvV1Read", ""), { status: 404, errors: [] })
      assert.deepStrictEqual(yield* ask("kvV1Delete", ""), { status: 204 })
      assert.deepStrictEqual(yield* ask("kvV1List", ""), { status: 404, errors: [] })
    })
  )

  it.effect("knows whether a path exists", () =>
    Effect.gen(function* () {
      const { ask, exists } = yield* mounted(kvV1)
      assert.isFalse(yield* exists!("a"))
      yield* ask("kvV1Write", "a", { body: { a: 1 } })
      assert.isTrue(yield* exists!("a"))
    })
  )
})

const keys = <E>(response: Effect.Effect<{ readonly data?: unknown }, E>) =>
  Effect.map(response, ({ data }) => (data as { keys: unknown }).keys)
