import { exactJson } from "@enwrap/client-node"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { indentJson, isJsonObject } from "./json-text.ts"

describe("isJsonObject", () => {
  it("distinguishes objects from all other JSON values, big numbers included", () => {
    expect(isJsonObject(exactJson.parse("{}"))).toBe(true)
    for (const text of ["1", "12345678901234567890", "[]", "null", '"a"'])
      expect(isJsonObject(exactJson.parse(text))).toBe(false)
  })
})

describe("indentJson", () => {
  it("indents as JSON.stringify does", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)
        expect(indentJson(text)).toBe(JSON.stringify(JSON.parse(text), null, 2))
        expect(indentJson(JSON.stringify(value, null, 3))).toBe(JSON.stringify(JSON.parse(text), null, 2))
      })
    )
  })

  it("keeps numbers, keys, escapes and their order", () => {
    expect(indentJson('{"2":1.0,"1":12345678901234567890,"a":"\\u0041\\"{","a":-0,"e":{},"f":[ ]}')).toBe(
      '{\n  "2": 1.0,\n  "1": 12345678901234567890,\n  "a": "\\u0041\\"{",\n  "a": -0,\n  "e": {},\n  "f": []\n}'
    )
  })

  it("indents a very long string, and strings that end in backslashes", () => {
    const long = JSON.stringify({ a: "x".repeat(20_000_000) })
    expect(indentJson(long).length).toBe(long.length + 5)
    const ends = JSON.stringify({ a: "\\", b: '\\"', c: '"\\\\' })
    expect(indentJson(ends)).toBe(JSON.stringify(JSON.parse(ends), null, 2))
  })

  it("indents deeply nested JSON", () => {
    const depth = 3_000
    const indented = indentJson("[".repeat(depth) + "]".repeat(depth))
    expect(indented.replaceAll(/\s/g, "")).toBe("[".repeat(depth) + "]".repeat(depth))
  })
})
