import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { JsonProblem, scanObject } from "./scan.ts"

const scan = (text: string) => scanObject(text, { maxStrings: 100_000 })
const textOf = (text: string): string => {
  const payload = scan(text)
  assert.notInstanceOf(payload, JsonProblem)
  return (payload as Exclude<typeof payload, JsonProblem>).text
}

describe("scanObject", () => {
  it("RW-CP-5: agrees with JSON.parse on what an object is, and on what is in it", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(undefined, 1, "\t"), (value, space) => {
        assert.deepStrictEqual(
          JSON.parse(textOf(JSON.stringify(value, null, space))),
          JSON.parse(JSON.stringify(value))
        )
      })
    )
  })

  it("refuses what JSON.parse refuses, and never throws", () => {
    const broken = fc
      .tuple(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), fc.string({ maxLength: 3 }))
      .map(([value, at, noise]) => {
        const text = JSON.stringify(value)
        return text.slice(0, at % (text.length + 1)) + noise + text.slice((at % (text.length + 1)) + 1)
      })
    fc.assert(
      fc.property(fc.oneof(broken, fc.string(), fc.json()), (text) => {
        let valid: unknown
        try {
          valid = JSON.parse(text)
        } catch {
          valid = undefined
        }
        const isObject = typeof valid === "object" && valid !== null && !Array.isArray(valid)
        // Beyond JSON.parse: a number that no double holds is refused, a second value behind the object is not.
        const payload = scan(text)
        if (isObject && !/\d[eE]\+?\d{3}/.test(text)) assert.notInstanceOf(payload, JsonProblem)
        if (!isObject && !(payload instanceof JsonProblem)) assert.match(text, /^\s*\{[\s\S]*\}\s*\S/)
      }),
      { numRuns: 2000 }
    )
  })

  it("keeps numbers, escapes and odd keys as they were written, without white space", () => {
    const kept = `{"big":12345678901234567890,"f":1.10,"e":1E5,"z":-0,"__proto__":{"a":1},"esc":"\\u00e9\\/"}`
    assert.strictEqual(textOf(kept), kept)
    assert.strictEqual(textOf(` { "a" : [ 1 , { "b" : null } ] } `), `{"a":[1,{"b":null}]}`)
  })

  it("of duplicate keys the last counts, also when they are written in two ways", () => {
    assert.strictEqual(textOf(`{"a":1,"b":{"x":1,"x":2},"\\u0061":3}`), `{"b":{"x":2},"\\u0061":3}`)
  })

  it("depth costs memory, not the process", () => {
    const deep = `{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`
    assert.strictEqual(textOf(deep), deep)
    assert.instanceOf(scan('{"a":' + "[".repeat(200_000)), JsonProblem)
  })
})
