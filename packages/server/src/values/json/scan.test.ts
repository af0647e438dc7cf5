import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { JsonProblem } from "./json-budget.ts"
import { scanObject } from "./scan.ts"

const scan = (text: string) => scanObject(text, { maxStrings: 100_000, maxValues: 1_000_000, maxDepth: 300_000 })
const textOf = (text: string): string => {
  return Result.getOrThrow(scan(text)).text
}

describe("scanObject", () => {
  it("RW-CP-5: agrees with JSON.parse on whether a text is an object, and on its content", () => {
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
        // Beyond JSON.parse: a number that no double holds is refused, a second value after the object is not.
        const payload = scan(text)
        if (isObject && !/\d[eE]\+?\d{3}/.test(text)) assert.isTrue(Result.isSuccess(payload), text)
        if (!isObject && Result.isSuccess(payload)) assert.match(text, /^\s*\{[\s\S]*\}\s*\S/)
      }),
      { numRuns: 2000 }
    )
  })

  it("keeps numbers, escapes and unusual keys as they were written, without white space", () => {
    const kept = `{"big":12345678901234567890,"f":1.10,"e":1E5,"z":-0,"__proto__":{"a":1},"esc":"\\u00e9\\/"}`
    assert.strictEqual(textOf(kept), kept)
    assert.strictEqual(textOf(` { "a" : [ 1 , { "b" : null } ] } `), `{"a":[1,{"b":null}]}`)
  })

  it("joins very many pieces, short and long, of any characters", () => {
    const value = Array.from({ length: 20_000 }, (_, i) =>
      i % 100 === 0 ? "long é 😀 ".repeat(i % 7) : i % 3 === 0 ? {} : i * 1.5
    )
    assert.strictEqual(textOf(JSON.stringify({ value }, null, 2)), JSON.stringify({ value }))
  })

  it("refuses a number that is too large for a double, however short", () => {
    for (const number of ["9e308", "-1e309", `1${"0".repeat(400)}`, "1E+400"])
      assert.isTrue(Result.isFailure(scan(`{"a":${number}}`)), number)
    for (const number of ["1e308", "9e-400", "9e99", `0.${"0".repeat(400)}1`])
      assert.strictEqual(textOf(`{"a":${number}}`), `{"a":${number}}`)
  })

  it("uses the last of duplicate keys, also if they are written in different ways", () => {
    assert.strictEqual(textOf(`{"a":1,"b":{"x":1,"x":2},"\\u0061":3}`), `{"b":{"x":2},"\\u0061":3}`)
    assert.strictEqual(textOf(`{ "a" : 1 , "a" : 2 , "a" : [ ] }`), `{"a":[]}`)
  })

  it("returns the text of each member, whatever was removed", () => {
    // Few keys, so that many are duplicates. The text is built by hand, because an object cannot have duplicate keys.
    const key = fc.constantFrom('"a"', '"b"', '"\\u0061"')
    const white = fc.constantFrom("", " ", "\n\t")
    const { object } = fc.letrec<{ value: string; object: string }>((tie) => ({
      value: fc.oneof({ depthSize: "small" }, fc.constantFrom("1", "[ ]", "[1 ,2]", "null", '" x "'), tie("object")),
      object: fc
        .array(fc.tuple(white, key, white, white, tie("value"), white), { maxLength: 4 })
        .map((members) => `{${members.map(([a, b, c, d, e, f]) => `${a}${b}${c}:${d}${e}${f}`).join(",")}}`)
    }))
    fc.assert(
      fc.property(object, (text) => {
        const { members, text: whole } = Result.getOrThrow(scan(text))
        assert.deepStrictEqual(JSON.parse(whole), JSON.parse(text))
        // Without white space and without duplicates there is nothing to remove.
        assert.strictEqual(textOf(whole), whole)
        assert.strictEqual(whole.replaceAll('" x "', "").match(/\s/), null)
        const written = new Map(Object.entries(JSON.parse(text) as object))
        assert.deepStrictEqual([...members.keys()].toSorted(), [...written.keys()].toSorted())
        for (const [name, value] of members) {
          assert.deepStrictEqual(JSON.parse(value), written.get(name))
          assert.include(whole, `:${value}`)
        }
      }),
      { numRuns: 1000 }
    )
  })

  it("stops at the maximum depth", () => {
    const nested = (depth: number) => `{"a":${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}}`
    const limits = { maxStrings: 10, maxValues: 10, maxDepth: 5 }
    assert.isTrue(Result.isSuccess(scanObject(nested(5), limits)))
    assert.deepStrictEqual(scanObject(nested(6), limits), Result.fail(new JsonProblem("exceeded max depth")))
  })

  it("a deep text costs memory, but does not crash the process", () => {
    const deep = `{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`
    assert.strictEqual(textOf(deep), deep)
    assert.isTrue(Result.isFailure(scan('{"a":' + "[".repeat(200_000))))
    // Copying the content at each level would take minutes.
    for (const [open, close] of [
      ["[1,", "]"],
      ["[", ",1]"],
      ['{"b":1,"a":', "}"]
    ] as const) {
      const nested = `{"a":${open.repeat(40_000)}1${close.repeat(40_000)}}`
      assert.strictEqual(textOf(nested), nested)
    }
  })
})
