import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { scanPlain } from "./scan-plain.ts"
import { scanObject } from "./scan.ts"

const LIMITS = { maxStrings: 1000, maxValues: 1000, maxDepth: 10 }

/** What the scanner of all JSON makes of a text: the space at the end keeps the other one from it. */
const scanFully = (text: string) => Result.getOrUndefined(scanObject(`${text} `, LIMITS))

describe("scanPlain", () => {
  it("RW-CP-5: has the same result as the scanner of all JSON, or none", () => {
    const part = fc.oneof(
      fc.constantFrom("{", "}", '"', '""', ":", ",", "\\", " ", "[]", "1", "null", '"a":"b"', ',"a":"c"', "\n"),
      fc.string({ maxLength: 3 })
    )
    const texts = fc.oneof(
      fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.jsonValue())).map((value) => JSON.stringify(value)),
      fc.array(part, { maxLength: 8 }).map((parts) => `{${parts.join("")}}`)
    )
    fc.assert(
      fc.property(texts, (text) => {
        const plain = scanPlain(text, LIMITS.maxStrings)
        if (plain !== undefined) assert.deepStrictEqual(plain, scanFully(text), text)
      }),
      { numRuns: 2000 }
    )
  })

  it("scans strings of any characters but escapes", () => {
    const text = '{"a":"b","":"","__proto__":"é 😀"}'
    assert.deepStrictEqual(scanPlain(text, 6), {
      text,
      members: new Map([
        ["a", '"b"'],
        ["", '""'],
        ["__proto__", '"é 😀"']
      ])
    })
  })

  it.each([
    "",
    "{",
    "{}",
    '{"a"',
    '{"a":',
    '{"a":"b"',
    '{"a":"b',
    '{"a":"b",}',
    '{"a":"b"}x',
    '{"a":"b"} ',
    '{"a":"b","a":"c"}',
    '{"a":"b\\n"}',
    '{"a":"b\n"}',
    '{"a":1}',
    '{"a":{}}',
    '["a"]'
  ])("leaves %j to the scanner of all JSON", (text) => {
    assert.isUndefined(scanPlain(text, 1000))
  })

  it("leaves too many strings, and long texts, to the scanner of all JSON", () => {
    assert.isUndefined(scanPlain('{"a":"b","c":"d"}', 3))
    assert.isUndefined(scanPlain(JSON.stringify({ a: "b".repeat(5000) }), 1000))
  })
})
