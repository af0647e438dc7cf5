import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { parse } from "yaml"
import { yamlOf } from "./yaml-text.ts"

describe("yamlOf", () => {
  it("keeps all digits and the order of the keys", () => {
    const json = '{"z":12345678901234567890,"one":1.0,"minus":-0,"huge":1e400,"__proto__":{"a":[2.50]}}'
    expect(yamlOf(json)).toBe(
      "z: 12345678901234567890\none: 1.0\nminus: -0\nhuge: 1e400\n__proto__:\n  a:\n    - 2.50\n"
    )
  })

  it("is the same data for parsers of YAML 1.1 and 1.2", () => {
    const awkward = fc.constantFrom(
      "no",
      "On",
      "y",
      "1_000",
      "1:20",
      "0o7",
      "0x1f",
      "2001-01-01",
      ".inf",
      "~",
      "a: b",
      "- a"
    )
    fc.assert(
      fc.property(fc.jsonValue(), awkward, (value, word) => {
        const text = yamlOf(JSON.stringify({ value, word }))
        for (const version of ["1.1", "1.2"] as const)
          expect(parse(text, { version })).toEqual(JSON.parse(JSON.stringify({ value, word })))
      })
    )
  })

  it("has no character that a terminal obeys", () => {
    const text = yamlOf('{"a":"\\u001b[31m","b":"\u009b31m","\u007f":1}')
    expect(text).not.toMatch(/(?!\n)\p{Cc}/u)
    expect(parse(text)).toEqual({ a: "\u001b[31m", b: "\u009b31m", "\u007f": 1 })
  })
})
