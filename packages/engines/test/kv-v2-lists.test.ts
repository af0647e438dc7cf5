import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { kvV2 } from "../src/index.ts"
import { mounted } from "./mounted.ts"

const MISSING = { status: 404, errors: [] }
const mountedKv = Effect.map(mounted(kvV2), ({ ask, exists }) => ({
  ask,
  exists: exists!,
  metadata: Effect.map(ask("kvV2MetadataRead", "a"), ({ data }) => data),
  write: (body: unknown) => ask("kvV2MetadataWrite", "a", { body }),
  patch: (body: unknown) => ask("kvV2MetadataPatch", "a", { body })
}))

describe("kv version 2: lists", () => {
  it.effect("RW-KV-3 are in pages", () =>
    Effect.gen(function* () {
      const { ask } = yield* mountedKv
      for (const key of ["b", "a", "B", "a/x", "a/y/z", "1", "10", "2"])
        yield* ask("kvV2Write", key, { body: { data: { key } } })
      const keys = (path: string, query = {}) =>
        Effect.map(ask("kvV2List", path, { query }), ({ data }) => (data as { keys: unknown }).keys)
      assert.deepStrictEqual(yield* keys(""), ["1", "10", "2", "B", "a", "a/", "b"])
      assert.deepStrictEqual(yield* keys("a/"), ["x", "y/"])
      assert.deepStrictEqual(yield* keys("", { after: "1", limit: "2" }), ["10", "2"])
      assert.deepStrictEqual(yield* keys("", { after: "a", limit: "-1" }), ["a/", "b"])
      assert.deepStrictEqual(yield* ask("kvV2List", "b/"), MISSING)
      assert.strictEqual((yield* ask("kvV2List", "", { query: { limit: "x" } })).status, 400)
    })
  )

  it.effect("RW-KV-17 RW-KV-19 scans have the same order in pages", () =>
    Effect.gen(function* () {
      const { ask } = yield* mountedKv
      assert.deepStrictEqual(yield* ask("kvV2Scan", ""), MISSING)
      for (const key of ["b", "a-b/c", "a", "a/x", "a/y/z", "a/y/w", "a/x/q", "1"])
        yield* ask("kvV2Write", key, { body: { data: { key } } })
      const scanned = (path: string, query = {}) =>
        Effect.map(
          ask("kvV2Scan", path, { query }),
          ({ data }) => (data as { keys: ReadonlyArray<string> } | undefined)?.keys ?? []
        )
      const all = ["1", "a", "b", "a/x", "a/y/w", "a/y/z", "a/x/q", "a-b/c"]
      assert.deepStrictEqual(yield* scanned(""), all)
      assert.deepStrictEqual(yield* scanned("a/"), ["x", "y/w", "y/z", "x/q"])
      for (const limit of [1, 2, 3, 100]) {
        const pages: Array<string> = []
        for (let page = yield* scanned("", { limit }); page.length > 0;) {
          assert.isAtMost(page.length, limit)
          pages.push(...page)
          page = yield* scanned("", { limit, after: page.at(-1) })
        }
        assert.deepStrictEqual(pages, all)
      }
      assert.deepStrictEqual(yield* scanned("", { after: "a/y/was-here" }), ["a/y/z", "a/x/q", "a-b/c"])
      assert.strictEqual((yield* ask("kvV2Scan", "", { query: { limit: "x" } })).status, 400)
    })
  )

  it.effect("RW-KV-18 RW-KV-19 can contain the metadata of each secret", () =>
    Effect.gen(function* () {
      const { ask } = yield* mountedKv
      for (const key of ["__proto__", "a/x", "b"]) yield* ask("kvV2Write", key, { body: { data: { key } } })
      const known = Effect.fnUntraced(function* (key: string) {
        return (yield* ask("kvV2MetadataRead", key)).data
      })
      const listed = (yield* ask("kvV2ListDetailed", "")).data as { keys: unknown; key_info: Record<string, unknown> }
      assert.deepStrictEqual(listed.keys, ["__proto__", "a/", "b"])
      assert.deepStrictEqual(Object.entries(listed.key_info), [
        ["__proto__", yield* known("__proto__")],
        ["a/", {}],
        ["b", yield* known("b")]
      ])
      assert.deepStrictEqual((yield* ask("kvV2ScanDetailed", "", { query: { after: "b" } })).data, {
        keys: ["a/x"],
        key_info: { "a/x": yield* known("a/x") }
      })
      assert.deepStrictEqual((yield* ask("kvV2ListDetailed", "", { query: { after: "a", limit: "1" } })).data, {
        keys: ["a/"],
        key_info: { "a/": {} }
      })
      assert.deepStrictEqual(yield* ask("kvV2ListDetailed", "b/"), MISSING)
      assert.deepStrictEqual(yield* ask("kvV2ScanDetailed", "c/"), MISSING)
    })
  )
})
