import * as fc from "fast-check"
import { expect, test } from "vitest"
import { LineBytes } from "./line-bytes.ts"

test("has the lines of one message after the other, and says where each of them ends", () => {
  const bytes = new LineBytes()
  const texts = fc.oneof(fc.string(), fc.string({ unit: "binary" }))
  const lines = fc.oneof(
    texts,
    fc.tuple(texts, fc.nat({ max: 400_000 })).map(([text, times]) => text.slice(0, 3).repeat(times))
  )
  fc.assert(
    fc.property(fc.array(lines, { maxLength: 6 }), (message) => {
      bytes.clear()
      let expected = Buffer.alloc(0)
      for (const line of message) {
        expected = Buffer.concat([expected, Buffer.from(line)])
        expect(bytes.add(line)).toBe(expected.length)
      }
      expect(expected.equals(bytes.bytes)).toBe(true)
    }),
    { numRuns: 30 }
  )
})

test("takes as much memory as a huge message needs, and does not keep it", () => {
  const bytes = new LineBytes()
  const line = "x".repeat(20_000_000)
  expect(bytes.add(line)).toBe(line.length)
  expect(bytes.bytes.buffer.byteLength).toBe(line.length)
  bytes.clear()
  bytes.add("a")
  expect(bytes.bytes.buffer.byteLength).toBeLessThan(2_000_000)
})
