import { assert, describe, it } from "@effect/vitest"
import { RecordCache } from "./record-cache.ts"

const record = (key: string, size = 1) => ({ space: "s", key, value: new Uint8Array(size) })

describe("the cache of records", () => {
  it("returns the record that was committed last, as the same object, and none that was deleted", () => {
    const cache = new RecordCache()
    const [first, second] = [record("a"), record("a")]
    cache.set(first)
    assert.strictEqual(cache.get("s", "a"), first)
    cache.apply({ puts: [second] })
    assert.strictEqual(cache.get("s", "a"), second)
    assert.isUndefined(cache.get("t", "a"))
    cache.apply({ deletes: [{ space: "s", key: "a" }] })
    assert.isUndefined(cache.get("s", "a"))
    cache.apply({ deletes: [second], puts: [first] })
    assert.strictEqual(cache.get("s", "a"), first)
  })

  it("forgets what a commit with an unknown outcome has changed", () => {
    const cache = new RecordCache()
    cache.apply({ puts: [record("a"), record("b"), record("c")] })
    cache.drop({ puts: [record("a")], deletes: [record("b")] })
    assert.deepStrictEqual(
      ["a", "b", "c"].map((key) => cache.get("s", key) !== undefined),
      [false, false, true]
    )
  })

  it("is bounded, and keeps what is used", () => {
    const cache = new RecordCache()
    cache.set(record("used"))
    for (let i = 0; i < 10_000; i++) {
      cache.set(record(`${i}`))
      assert.isDefined(cache.get("s", "used"))
    }
    assert.isUndefined(cache.get("s", "0"))
    const kept = Array.from({ length: 10_000 }, (_, i) => cache.get("s", `${i}`)).filter((one) => one !== undefined)
    assert.isBelow(kept.length, 5000)
  })

  it("RW-CO-5: a sweep forgets what has expired", () => {
    const cache = new RecordCache()
    const old = { ...record("old"), expiresAt: 1000 }
    cache.set(old)
    for (let i = 0; i < 3000; i++) cache.set({ ...record(`${i}`), expiresAt: i % 2 === 0 ? 1000 : 1001 })
    cache.sweep(999)
    assert.strictEqual(cache.get("s", "old"), old)
    cache.sweep(1000)
    assert.isUndefined(cache.get("s", "old"))
    assert.isUndefined(cache.get("s", "2998"))
    assert.isDefined(cache.get("s", "2999"))
  })

  it("RW-CO-5: a record that has expired does not bring back its earlier version", () => {
    const cache = new RecordCache()
    cache.set(record("a"))
    for (let i = 0; i < 2048; i++) cache.set(record(`${i}`))
    cache.set({ ...record("a"), expiresAt: 1000 })
    cache.sweep(1000)
    assert.isUndefined(cache.get("s", "a"))
  })

  it("does not keep a large value, nor the one before it", () => {
    const cache = new RecordCache()
    cache.set(record("a"))
    cache.set(record("a", 100_000))
    assert.isUndefined(cache.get("s", "a"))
  })
})
