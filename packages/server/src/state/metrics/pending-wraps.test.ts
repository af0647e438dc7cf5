import { assert, describe, it } from "@effect/vitest"
import { PendingWraps } from "./pending-wraps.ts"

const MINUTE = 60_000

describe("the wrapped responses that are pending", () => {
  it("are counted in bounded memory, even if nobody reads the metrics", () => {
    const wraps = new PendingWraps()
    for (let nowMs = 0; nowMs < 10_000 * MINUTE; nowMs += MINUTE) {
      wraps.created(nowMs + 5 * MINUTE, nowMs)
      assert.isAtMost(wraps.size, 1000)
    }
    assert.strictEqual(wraps.count(9_999 * MINUTE), 5)
  })

  it("are all counted, however many different ends they have", () => {
    const wraps = new PendingWraps()
    for (let minute = 1; minute <= 5000; minute++) wraps.created(minute * MINUTE, 0)
    assert.strictEqual(wraps.count(0), 5000)
    assert.strictEqual(wraps.count(2000 * MINUTE), 3000)
  })
})
