import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { byCodePoint } from "../../values/code-point-order.ts"
import { SortedKeys } from "./sorted-keys.ts"

const key = fc.string({ unit: "binary", maxLength: 3 })
const change = fc.record({ adds: fc.boolean(), key })

describe("SortedKeys", () => {
  it("lists what was added and not deleted, in order, from a prefix on and after a key", () => {
    fc.assert(
      fc.property(
        fc.array(key),
        fc.array(change, { maxLength: 200 }),
        key,
        fc.option(key),
        (first, changes, prefix, after) => {
          const present = new Set(first)
          const sorted = new SortedKeys(() => present)
          // Without a list, the keys are not sorted.
          for (const at of [0, 1, 2]) {
            for (const { adds, key } of changes.slice(at * 60, (at + 1) * 60)) {
              if (adds) {
                present.add(key)
                sorted.add(key)
              } else {
                present.delete(key)
                sorted.delete(key)
              }
            }
            const expected = [...present]
              .sort(byCodePoint)
              .filter((one) => byCodePoint(one, prefix) >= 0 && (after === null || byCodePoint(one, after) > 0))
            expect([...sorted.from(prefix, after ?? undefined)]).toEqual(expected)
          }
        }
      )
    )
  })

  it("keeps many keys in order", () => {
    const present = new Set(Array.from({ length: 5000 }, (_, index) => `k${(index * 7919) % 5000}`))
    const sorted = new SortedKeys(() => present)
    expect([...sorted.from("")]).toHaveLength(5000)
    for (let index = 0; index < 5000; index++) {
      sorted.add(`m${(index * 7919) % 5000}`)
      if (index % 2 === 0) sorted.delete(`k${index}`)
    }
    const found = [...sorted.from("")]
    expect(found).toEqual(found.toSorted(byCodePoint))
    expect(found).toHaveLength(7500)
    for (const one of found) sorted.delete(one)
    expect([...sorted.from("")]).toEqual([])
    sorted.add("again")
    expect([...sorted.from("", "a")]).toEqual(["again"])
  })
})
