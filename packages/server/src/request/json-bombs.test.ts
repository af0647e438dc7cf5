import * as Result from "effect/Result"
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { BODY_LIMITS, parseBody } from "./parse-body.ts"
import { tooManyStrings, tooManyValues } from "../values/json/json-budget.ts"
import { scanObject } from "../values/json/scan.ts"

const MIB = 1024 * 1024
const filled = (piece: string): string => piece.repeat(Math.floor(MIB / piece.length))

/** The most expensive bodies of 1 MiB, each in its own way. */
const bombs: Readonly<Record<string, string>> = {
  "lists within lists": filled("["),
  "lists within a member": `{"a":${filled("[")}`,
  "objects within objects": filled('{"a":'),
  "nesting that closes wrongly": `{"a":${"[".repeat(9000)}${filled("}")}`,
  "a list of empty objects": `{"token":[${filled("{},")}{}]}`,
  "a list of empty lists": `{"token":[${filled("[],")}[]]}`,
  "a list of numbers": `{"a":[${filled("1,")}1]}`,
  "a list of literals": `{"a":[${filled("null,")}null]}`,
  "a list of strings": `{"a":[${filled('"",')}""]}`,
  "a list of lists that are not empty": `{"a":[${filled("[1],")}1]}`,
  "members of one name": `{${filled('"a":1,')}"a":1}`,
  "members of one name, escaped": `{${filled('"\\u0061":1,')}"a":1}`,
  "objects behind the object": `{}${filled("{}")}`,
  "a list behind the object": `{}[${filled("{},")}{}]`,
  "nesting behind the object": `{}${filled("[")}`,
  "a list of objects in place of the object": `[${filled("{},")}{}]`,
  "text in place of the object": filled("x"),
  "white space between values": `{"a":[${filled("1   ,\n\t ")}1]}`
}

const limited = [tooManyStrings.problem, tooManyValues.problem, "exceeded max depth"]

const parse = (text: string) => parseBody(new TextEncoder().encode(text), () => "application/json")
const failureOf = (parsed: ReturnType<typeof parseBody>) => Result.getOrThrow(Result.flip(parsed))

describe("JSON bombs", () => {
  it.each(Object.entries(bombs))("RW-ER-28: 1 MiB of %s is rejected with 400 within half a second", (_, bomb) => {
    const bytes = new TextEncoder().encode(bomb)
    const begin = performance.now()
    const refused = parseBody(bytes, () => "application/json")
    const took = performance.now() - begin
    const { errors, status } = failureOf(refused)
    assert.strictEqual(status, 400)
    assert.match(errors[0]!, /^(failed to decode JSON input: |refused JSON input due to high complexity: )/)
    // About 10 ms on an idle machine. Without the limits it takes seconds.
    assert.isBelow(took, 500)
  })

  it.each([
    ["white space", `{"a":1${filled(" ")}}`],
    ["an escaped string", `{"a":"${filled("\\u0000")}"}`],
    ["an escaped key", `{"${filled("\\u0061")}":1}`],
    ["one long number", `{"a":0.${filled("1")}}`],
    ["the most values", `{"a":[${"{},".repeat(BODY_LIMITS.maxValues - 3)}{}]}`],
    ["the most values behind the object", `{}[${"{},".repeat(BODY_LIMITS.maxValues - 3)}{}]`],
    ["the most levels", `{"a":${"[".repeat(9999)}${"]".repeat(9999)}}`]
  ])("%s: accepted, in a time that is linear in the size", (_, text) => {
    const begin = performance.now()
    assert.isTrue(Result.isSuccess(parse(text)))
    assert.isBelow(performance.now() - begin, 500)
  })

  it.each([
    ["within the object", `{"a":[${"{},".repeat(BODY_LIMITS.maxValues - 2)}{}]}`, tooManyValues],
    ["behind the object", `{}[${"{},".repeat(BODY_LIMITS.maxValues - 2)}{}]`, tooManyValues],
    ["as strings behind the object", `{"a":""}[${'"",'.repeat(BODY_LIMITS.maxStrings - 2)}""]`, tooManyStrings],
    ["as keys behind the object", `{}{${'"":1,'.repeat(BODY_LIMITS.maxStrings)}"":1}`, tooManyStrings]
  ])("rejects one value more than the limit: %s", (_, text, problem) => {
    assert.deepStrictEqual(failureOf(parse(text)).errors, [
      `refused JSON input due to high complexity: ${problem.problem}`
    ])
  })

  it("RW-ER-28: accepts a body within the limits unchanged, and rejects one beyond them, wherever the excess is", () => {
    const limits = { maxStrings: 8, maxValues: 16, maxDepth: 4 }
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.constantFrom(null, true, 0, -1.5, "", "a\u0000"),
        fc.array(tie("value"), { maxLength: 5 }),
        fc.dictionary(fc.constantFrom("a", "b", "__proto__", "é"), tie("value"), { noNullPrototype: true })
      )
    }))
    const objects = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), value, { noNullPrototype: true })
    fc.assert(
      fc.property(objects, fc.option(value), fc.constantFrom(undefined, 1), (first, second, space) => {
        const text = JSON.stringify(first, null, space) + (second === null ? "" : ` ${JSON.stringify(second)}`)
        const sizes = second === null ? [sizeOf(first, 1)] : [sizeOf(first, 1), sizeOf(second, 1)]
        const isBeyond =
          sum(sizes, "strings") > limits.maxStrings ||
          sum(sizes, "values") > limits.maxValues ||
          sizes.some(({ depth }) => depth > limits.maxDepth)
        const scanned = scanObject(text, limits)
        assert.strictEqual(Result.isFailure(scanned), isBeyond)
        if (Result.isFailure(scanned)) assert.include(limited, scanned.failure.problem)
        else assert.deepStrictEqual(JSON.parse(scanned.success.text), JSON.parse(JSON.stringify(first)))
      }),
      { numRuns: 1000 }
    )
  })

  it("RW-ER-2: every body gives a JSON payload or a 400", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"a"',
      '"\\u0061"',
      "1",
      "-1e9",
      "null",
      "tru",
      " ",
      "\\"
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const parsed = parse(pieces.join(""))
        if (Result.isFailure(parsed)) assert.strictEqual(parsed.failure.status, 400)
        else assert.isObject(JSON.parse(parsed.success.text))
      }),
      { numRuns: 2000 }
    )
  })
})

interface Size {
  readonly strings: number
  readonly values: number
  readonly depth: number
}

/** Counts the parts of a value, independently of the scanner. */
const sizeOf = (value: unknown, depth: number): Size => {
  if (typeof value === "string") return { strings: 1, values: 1, depth: 0 }
  if (typeof value !== "object" || value === null) return { strings: 0, values: 1, depth: 0 }
  const inner = Object.values(value).map((item) => sizeOf(item, depth + 1))
  const keys = Array.isArray(value) ? 0 : Object.keys(value).length
  return {
    strings: keys + sum(inner, "strings"),
    values: 1 + sum(inner, "values"),
    depth: Math.max(depth, ...inner.map((size) => size.depth))
  }
}

const sum = (sizes: ReadonlyArray<Size>, what: keyof Size): number =>
  sizes.reduce((total, size) => total + size[what], 0)
