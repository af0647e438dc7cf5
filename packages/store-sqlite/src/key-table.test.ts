import { assert, it } from "@effect/vitest"
import * as fc from "fast-check"
import { entryOf, KeyTable, NO_ENTRY, placeIn } from "./key-table.ts"
import { endOfKey, hashOf, sizedKeyOf } from "./sized-key.ts"

/** Few keys, some of which begin with others, so that most of them are set more than once. */
const someKey = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 3 }),
  fc.integer({ min: 0, max: 300 }).map((n) => `key ${n}`)
)
const flags = fc.integer({ min: 0, max: 3 })
const step = fc.oneof(
  { weight: 20, arbitrary: fc.record({ kind: fc.constant("set" as const), key: someKey, flags }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("delete" as const), key: someKey }) }
)

it("a table of keys has what a map has", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 500, size: "max" }), (steps) => {
      const bytes = Buffer.alloc(10_000)
      let end = 1
      const table = new KeyTable(bytes)
      const model = new Map<string, number>()
      for (const made of steps) {
        if (made.kind === "set") {
          const sized = sizedKeyOf(made.key)
          sized.copy(bytes, end)
          const entry = entryOf(end, made.flags)
          assert.strictEqual(table.set(entry), model.get(made.key) ?? NO_ENTRY)
          model.set(made.key, entry)
          end = endOfKey(bytes, end)
          assert.strictEqual(placeIn(entry), end - sized.length)
        } else {
          sizedKeyOf(made.key).copy(bytes, end)
          table.delete(end)
          model.delete(made.key)
        }
      }
      assert.sameMembers([...table.entries()], [...model.values()])
      for (const key of ["", "a", "b", "ab", "bbb", "key 0", "key 300", "another key"])
        assert.strictEqual(table.find(sizedKeyOf(key), 0), model.get(key) ?? NO_ENTRY)
      for (const [key, entry] of model) assert.strictEqual(table.find(sizedKeyOf(key), 0), entry)
    })
  )
})

it("a table grows with the number of its keys", () => {
  // So many that some of them have the same hash.
  const count = 300_000
  const bytes = Buffer.alloc(count * 16)
  const table = new KeyTable(bytes)
  let at = 1
  for (let i = 0; i < count; i++) {
    at += sizedKeyOf(`key ${i}`).copy(bytes, at)
    table.set(entryOf(at - sizedKeyOf(`key ${i}`).length))
  }
  assert.strictEqual([...table.entries()].length, count)
  assert.notStrictEqual(table.find(sizedKeyOf("key 299999"), 0), NO_ENTRY)
  assert.strictEqual(table.find(sizedKeyOf("key 300000"), 0), NO_ENTRY)
})

it("keys that have the same hash in simpler tables have different hashes", () => {
  // A hash that takes each byte with an exclusive or, and then multiplies, is the same after both blocks, whatever the factor is.
  let [a, b] = ["00", "pp"]
  while (a.length < 256) [a, b] = [a + b, b + a]
  const hashes = Array.from({ length: 256 }, (_, n) => {
    const blocks = Array.from({ length: 8 }, (_, bit) => ((n >> bit) % 2 === 0 ? a : b))
    return hashOf(sizedKeyOf(blocks.join("")), 0)
  })
  assert.isAbove(new Set(hashes).size, 250)
})
