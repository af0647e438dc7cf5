import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { exactJson } from "./exact-json.ts"

describe("exactJson [RW-CP-5]", () => {
  it.each([
    "12345678901234567890",
    "1.0",
    "-0",
    "1e400",
    "1E2",
    "0.10",
    '{"__proto__":{"a":1.00}}',
    '[1,"1.0",null,true]'
  ])("writes %s unchanged", (text) => {
    expect(exactJson.stringify(exactJson.parse(text))).toBe(text)
  })

  it("parses everything else as JSON does", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)
        expect(exactJson.stringify(exactJson.parse(text))).toBe(text)
      })
    )
    expect(exactJson.parse('{"a":[1,1.5,"x"]}')).toEqual({ a: [1, 1.5, "x"] })
  })

  it("rejects invalid JSON", () => {
    expect(() => exactJson.parse("{")).toThrow(SyntaxError)
  })
})
