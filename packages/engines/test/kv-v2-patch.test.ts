import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { START, version, written, read, refused, MISSING, MISMATCH, mountedKv } from "./kv-v2-mount.ts"

describe("kv version 2: patch and subkeys", () => {
  it.effect("RW-KV-12 merges", () =>
    Effect.gen(function* () {
      const { ask, askText, write } = yield* mountedKv
      const patch = (data: unknown, options?: unknown) =>
        ask("kvV2Patch", "a", { body: { data, ...(options === undefined ? {} : { options }) } })
      yield* askText("kvV2Write", "a", {
        body: '{"data":{"a":1,"o":{"p":1,"q":[1,2]},"z":"x","big":12345678901234567890}}'
      })
      assert.deepStrictEqual(yield* patch({ a: 2, o: { p: null, q: [3] }, z: null, new: { n: null } }), written(2))
      const merged = '{"a":2,"o":{"q":[3]},"big":12345678901234567890,"new":{}}'
      assert.isTrue((yield* askText("kvV2Read", "a")).text?.startsWith(`{"data":${merged},`))
      assert.deepStrictEqual(yield* patch({ b: 1 }, { cas: 2 }), written(3))
      assert.deepStrictEqual(yield* patch({ b: 2 }, { cas: 1 }), MISMATCH)
      assert.deepStrictEqual(yield* patch({}), written(4))
      yield* write("n", null)
      assert.deepStrictEqual(yield* ask("kvV2Patch", "n", { body: { data: { b: 1 } } }), written(2))
      assert.deepStrictEqual(yield* ask("kvV2Read", "n"), read(2, { b: 1 }))
    })
  )

  it.effect("RW-KV-12 refuses what cannot be patched", () =>
    Effect.gen(function* () {
      const { ask, write } = yield* mountedKv
      assert.deepStrictEqual(yield* ask("kvV2Patch", "a", { body: { data: { b: 1 } } }), MISSING)
      yield* ask("kvV2MetadataWrite", "a", { body: { max_versions: 5 } })
      assert.deepStrictEqual(yield* ask("kvV2Patch", "a", { body: { data: { b: 1 } } }), MISSING)
      yield* write("a", { a: 1 })
      assert.deepStrictEqual(yield* ask("kvV2Patch", "a"), refused("no data provided"))
      assert.strictEqual((yield* ask("kvV2Patch", "a", { body: { data: "x" } })).status, 400)
      yield* ask("kvV2Delete", "a")
      assert.deepStrictEqual(yield* ask("kvV2Patch", "a", { body: { data: { b: 1 } } }), {
        status: 404,
        data: { ...version(1), deletion_time: START }
      })
      yield* ask("kvV2VersionsDestroy", "a", { body: { versions: [1] } })
      assert.deepStrictEqual(yield* ask("kvV2Patch", "a", { body: { data: { b: 1 } } }), {
        status: 404,
        data: { ...version(1), deletion_time: START, destroyed: true }
      })
    })
  )

  it.effect("RW-KV-12 applies all simultaneous patches", () =>
    Effect.gen(function* () {
      const { ask, write } = yield* mountedKv
      yield* write("a", {})
      yield* Effect.all(
        Array.from({ length: 8 }, (_, k) => ask("kvV2Patch", "a", { body: { data: { [`k${k}`]: k } } })),
        { concurrency: "unbounded" }
      )
      const { data } = (yield* ask("kvV2Read", "a")).data as { data: object }
      assert.deepStrictEqual(Object.keys(data).sort(), ["k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7"])
    })
  )

  it.effect("RW-KV-13 returns the keys without the values", () =>
    Effect.gen(function* () {
      const { ask, write } = yield* mountedKv
      yield* write("a", { a: { b: { c: 1 } }, l: [{ x: 1 }], e: {}, s: "t" })
      yield* write("a", { second: 1 })
      const first = (subkeys: unknown) => ({ status: 200, data: { metadata: version(1), subkeys } })
      const asked = (query: Record<string, string>) => ask("kvV2SubkeysRead", "a", { query })
      assert.deepStrictEqual(
        yield* asked({ version: "1" }),
        first({ a: { b: { c: null } }, l: null, e: null, s: null })
      )
      assert.deepStrictEqual(yield* asked({ version: "1", depth: "1" }), first({ a: null, l: null, e: null, s: null }))
      assert.deepStrictEqual(
        yield* asked({ version: "1", depth: "2" }),
        first({ a: { b: null }, l: null, e: null, s: null })
      )
      assert.deepStrictEqual(yield* asked({ depth: "-1" }), {
        status: 200,
        data: { metadata: version(2), subkeys: { second: null } }
      })
      assert.strictEqual((yield* asked({ depth: "x" })).status, 400)
      assert.deepStrictEqual(yield* asked({ version: "7" }), MISSING)
      assert.deepStrictEqual(yield* ask("kvV2SubkeysRead", "none"), MISSING)
      yield* ask("kvV2Delete", "a")
      assert.deepStrictEqual(yield* asked({}), {
        status: 404,
        data: { metadata: { ...version(2), deletion_time: START }, subkeys: null }
      })
    })
  )
})
