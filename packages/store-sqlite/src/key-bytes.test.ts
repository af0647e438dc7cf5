import { assert, it } from "@effect/vitest"
import { byCodePoint } from "@enwrap/server/engine"
import * as fc from "fast-check"
import { keySize, readKey, writeEnd, writeKey } from "./key-bytes.ts"

const unit = fc.oneof(
  fc.constantFrom("", "a", "/", "~", "\u0000", "\u007f", "\u0080", "\u07ff", "\u0800", "\ud7ff", "\ud800", "\udbff"),
  fc.constantFrom("\udc00", "\udfff", "\ue000", "\uffff", "\u{1f600}"),
  fc.string({ unit: "binary", maxLength: 4 }),
  fc.constant("a".repeat(50))
)
/** Strings of any UTF-16 code units, half surrogate pairs included. */
const anyKey = fc.array(unit, { maxLength: 6 }).map((parts) => parts.join(""))
const anySpace = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.constantFrom(127, 128, 255, 256, 0x7fff))

const bytesOf = (space: number, key: string, write = writeKey): Buffer => {
  const bytes = Buffer.alloc(keySize(key) + 1)
  return bytes.subarray(0, write(bytes, 0, space, key))
}

it("the bytes of keys are read back, and sort by code point", () => {
  fc.assert(
    fc.property(anySpace, anyKey, anyKey, (space, a, b) => {
      assert.strictEqual(readKey(bytesOf(space, a)), a)
      assert.isAtMost(bytesOf(space, a).length, keySize(a))
      assert.strictEqual(Buffer.compare(bytesOf(space, a), bytesOf(space, b)), Math.sign(byCodePoint(a, b)))
    }),
    { numRuns: 2000 }
  )
})

it("a prefix and its end enclose exactly the keys with that prefix, in their space", () => {
  fc.assert(
    fc.property(anySpace, anySpace, anyKey, anyKey, (space, other, prefix, key) => {
      const [from, to, at] = [bytesOf(space, prefix), bytesOf(space, prefix, writeEnd), bytesOf(other, key)]
      const isInside = Buffer.compare(from, at) <= 0 && Buffer.compare(at, to) < 0
      assert.strictEqual(isInside, space === other && key.startsWith(prefix))
    }),
    { numRuns: 2000 }
  )
  assert.isTrue(Buffer.compare(bytesOf(5, "a/x"), bytesOf(5, "a/", writeEnd)) < 0)
})
