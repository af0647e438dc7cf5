import { assert, it } from "vitest"
import * as fc from "fast-check"
import { byCodePoint } from "./code-point-order.ts"

const bytes = new TextEncoder()

it("orders strings as their bytes in UTF-8", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
      assert.strictEqual(Math.sign(byCodePoint(a, b)), Buffer.compare(bytes.encode(a), bytes.encode(b)))
    })
  )
})

it("orders characters above U+FFFF after all others, also inside a string", () => {
  const sorted = ["Z", "a", "a\uffee", "a\u{1f600}", "\u00df", "\ufb01/x", "\uffee", "\u{1f600}", "\u{1f600}/y"]
  assert.deepStrictEqual([...sorted].reverse().sort(byCodePoint), sorted)
})
