import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import { hidePayload, shapeOf } from "./shape.ts"

const payload = () => ({ password: "hunter2", ports: [5432], tls: { on: true, ca: null }, none: {} })

describe("hidePayload [RW-SEC-1]", () => {
  it("prints the shape of a payload and of its parts", () => {
    const value = payload()
    hidePayload(value)
    expect(inspect(value)).toBe(
      "{\n  password: <string>,\n  ports: [ <number> ],\n  tls: { on: <boolean>, ca: null },\n  none: {}\n}"
    )
    expect(inspect({ deep: [value.tls, value.ports] })).toBe("{ deep: [ { on: <boolean>, ca: null }, [ <number> ] ] }")
  })

  it("changes nothing else", () => {
    const value = payload()
    hidePayload(value)
    expect(value).toEqual(payload())
    expect(value.password).toBe("hunter2")
    expect(JSON.stringify(value)).toBe(JSON.stringify(payload()))
    expect(structuredClone(value)).toEqual(payload())
    expect(inspect(structuredClone(value))).toContain("hunter2")
  })

  it("accepts any value of JSON", () => {
    for (const value of [null, undefined, 5, "text", Object.freeze({ rawJSON: "1.0" })]) {
      expect(() => hidePayload(value)).not.toThrow()
    }
    expect(JSON.stringify(shapeOf({ exact: Object.freeze({ rawJSON: "1.0" }) }))).toBe('{"exact":"<number>"}')
  })
})
