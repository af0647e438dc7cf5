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

  it("has no limit to the depth of a payload, and prints only as much of it as is useful", () => {
    const payload = JSON.parse(`${'{"a":'.repeat(10_000)}"hunter2"${"}".repeat(10_000)}`) as { a: { a: unknown } }
    hidePayload(payload)
    for (const printed of [
      inspect(payload, { depth: Infinity }),
      inspect(payload.a.a),
      JSON.stringify(shapeOf(payload))
    ]) {
      expect(printed).toMatch(/<object>|\[Object\]/)
      expect(printed).not.toContain("hunter2")
    }
  })

  it("does not change the prototype of anything if a field is named __proto__", () => {
    const payload = JSON.parse(
      '{"__proto__":{"polluted":"hunter2"},"constructor":{"prototype":{"polluted":1}}}'
    ) as object
    hidePayload(payload)
    const shape = shapeOf(payload) as object
    expect(Object.getPrototypeOf(shape)).toBe(Object.prototype)
    expect("polluted" in shape || "polluted" in {}).toBe(false)
    expect(inspect(payload)).toMatch(/__proto__/)
    expect(inspect(payload)).not.toContain("hunter2")
  })
})
