import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it, onTestFinished, vi } from "vitest"
import { pairsOf, parseTarget } from "./parse-target.ts"

const { decodeURIComponent: decode } = globalThis

const decoded = (text: string): string | undefined => {
  try {
    return decode(text)
  } catch {
    return undefined
  }
}

const byte = fc
  .constantFrom(0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xec, 0xed, 0xef)
  .chain((usual) => fc.constantFrom(usual, 0xf0, 0xf3, 0xf4, 0xf5, 0xff))
  .map((code) => `%${code.toString(16).padStart(2, "0")}`)
const piece = fc.oneof(
  { weight: 4, arbitrary: byte },
  fc
    .string({ unit: "binary", minLength: 1, maxLength: 2 })
    .filter((text) => text.isWellFormed())
    .map(encodeURIComponent),
  fc.constantFrom("%", "%4", "%zz", "%4G", "41", "a", "%C3%A9", "%e2%82%AC")
)
const encoded = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(""))

describe("a percent-encoded text", () => {
  it("is decoded like every other one, or is none", () => {
    let good = 0
    fc.assert(
      fc.property(encoded, (text) => {
        const expected = decoded(text)
        if (expected !== undefined) good++
        assert.deepStrictEqual(pairsOf(`${text}=a`), [[expected, "a"]])
      }),
      { numRuns: 5000, examples: [["%%4141"], ["%f4%8f%bf%bf"], ["%f4%90%80%80"], ["%ed%a0%80"]] }
    )
    assert.isAbove(good, 500)
  })

  it("makes no error if it cannot be decoded: each would take as long as hundreds of characters", () => {
    const decoding = vi.spyOn(globalThis, "decodeURIComponent")
    onTestFinished(() => decoding.mockRestore())
    fc.assert(
      fc.property(encoded, (text) => void pairsOf(`${text}=${text}`)),
      { numRuns: 5000 }
    )
    const { query } = Result.getOrThrow(parseTarget(`/v1/a?${"%=%&".repeat(8000)}x=%41`))
    assert.strictEqual(query.get("x"), "A")
    assert.isAbove(decoding.mock.results.length, 500)
    assert.isTrue(decoding.mock.results.every(({ type }) => type === "return"))
  })
})
