import { assert, describe, it } from "@effect/vitest"
import { KeptRecords } from "./kept-records.ts"
import { sizedKeyOf } from "./sized-key.ts"

const record = (size = 1, expires: number | null = null) => ({ expires, value: new Uint8Array(size) })

describe("the records of the tree that are kept", () => {
  it("are found by their keys, the last one that was added", () => {
    const kept = new KeptRecords()
    const [a, b, second] = [record(), record(), record()]
    kept.add(sizedKeyOf("a"), 0, a)
    kept.add(sizedKeyOf("b"), 0, b)
    kept.add(sizedKeyOf("a"), 0, second)
    assert.strictEqual(kept.get(sizedKeyOf("a"), 0), second)
    assert.strictEqual(kept.get(sizedKeyOf("b"), 0), b)
    assert.isUndefined(kept.get(sizedKeyOf("c"), 0))
    kept.forget(sizedKeyOf("a"), 0)
    kept.forget(sizedKeyOf("c"), 0)
    assert.isUndefined(kept.get(sizedKeyOf("a"), 0))
    kept.add(sizedKeyOf("a"), 0, a)
    assert.strictEqual(kept.get(sizedKeyOf("a"), 0), a)
    kept.clear()
    assert.isUndefined(kept.get(sizedKeyOf("b"), 0))
  })

  it("are forgotten once they have expired", () => {
    const kept = new KeptRecords()
    kept.add(sizedKeyOf("a"), 0, record(1, 1000))
    kept.add(sizedKeyOf("b"), 0, record(1, 1001))
    kept.forgetExpired(1000)
    assert.isUndefined(kept.get(sizedKeyOf("a"), 0))
    assert.isDefined(kept.get(sizedKeyOf("b"), 0))
  })

  it("are few, and none of them is large", () => {
    const kept = new KeptRecords()
    for (const length of [10, 400])
      for (let i = 0; i < 5000; i++) {
        const key = sizedKeyOf(`${i}`.padStart(length, "k"))
        kept.add(key, 0, record())
        assert.isDefined(kept.get(key, 0))
        const before = sizedKeyOf(`${i - 1024}`.padStart(length, "k"))
        assert.isUndefined(kept.get(before, 0))
      }
    kept.add(sizedKeyOf("large value"), 0, record(5000))
    kept.add(sizedKeyOf("k".repeat(5000)), 0, record())
    assert.isUndefined(kept.get(sizedKeyOf("large value"), 0))
    assert.isUndefined(kept.get(sizedKeyOf("k".repeat(5000)), 0))
  })
})
