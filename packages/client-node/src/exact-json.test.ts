import fc from "fast-check"
import { describe, expect, it, vi } from "vitest"
import { exactJson } from "./exact-json.ts"
import { createNodeClient } from "./node-client.ts"

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

  it("is rejected before anything is sent where JSON.rawJSON does not exist", () => {
    const fetch = vi.fn<() => Promise<Response>>()
    const create = () => createNodeClient({ address: "https://vault.example", json: exactJson, fetch })
    vi.stubGlobal("JSON", { parse: JSON.parse, stringify: JSON.stringify })
    try {
      expect(create).toThrow(/exactJson needs Node\.js 22 or newer/)
    } finally {
      vi.unstubAllGlobals()
    }
    expect(create).not.toThrow()
    expect(fetch).not.toHaveBeenCalled()
  })
})
