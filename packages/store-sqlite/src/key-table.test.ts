import { assert, it } from "@effect/vitest"
import * as fc from "fast-check"
import { entryOf, KeyTable, NO_ENTRY, placeIn } from "./key-table.ts"
import { endOfKey, sizedKeyOf } from "./sized-key.ts"

/** Few keys, some of which begin with others, so that most of them are set more than once. */
const someKey = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 3 }),
  fc.integer({ min: 0, max: 300 }).map((n) => `key ${n}`)
)
const flags = fc.integer({ min: 0, max: 3 })
const step = fc.oneof(
  { weight: 20, arbitrary: fc.record({ kind: fc.constant("set" as const), key: someKey, flags }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("cut" as const), part: fc.double({ min: 0, max: 1, noNaN: true }) })
  }
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
          const from = Math.floor(made.part * end)
          table.cut(from)
          for (const [key, entry] of model) if (placeIn(entry) >= from) model.delete(key)
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
