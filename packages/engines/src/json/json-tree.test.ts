import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type JsonTree, parseJsonTree, printJsonTree } from "./json-tree.ts"
import { mergePatch } from "./merge-patch.ts"
import { subkeys } from "./subkeys.ts"

const isPlain = (value: unknown): value is object =>
  value !== null && typeof value === "object" && !Array.isArray(value)

/** The meaning of a value, as a string that can be compared: members in order, `__proto__` included. */
const meaning = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(meaning).join()}]`
  if (!isPlain(value)) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}:${meaning(member)}`)
    .sort()
    .join()}}`
}

/** The algorithm of RFC 7396, section 2. */
const mergedByTheBook = (target: unknown, patch: unknown): unknown => {
  if (!isPlain(patch)) return patch
  const result = new Map<string, unknown>(isPlain(target) ? Object.entries(target) : [])
  for (const [key, member] of Object.entries(patch)) {
    if (member === null) result.delete(key)
    else result.set(key, mergedByTheBook(result.get(key), member))
  }
  return Object.fromEntries(result)
}

const subkeysByTheBook = (object: object, depth: number): unknown =>
  Object.fromEntries(
    Object.entries(object).map(([key, member]) => {
      return [
        key,
        isPlain(member) && Object.keys(member).length > 0 && depth !== 1 ? subkeysByTheBook(member, depth - 1) : null
      ]
    })
  )

const json = fc.json()
/**
 * Few keys, so that target and patch meet. A backslash alone is not among them: once `JSON.parse` of Node 26 has seen that
 * name, it takes a quotation mark in the same place for it, and the expected result would be wrong.
 */
const object = fc.dictionary(
  fc.constantFrom("a", "b", "__proto__", "ü", '"', "\n"),
  fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 4 }, fc.jsonValue({ maxDepth: 0 }), fc.constant(null), tie("object")),
    object: fc.dictionary(fc.constantFrom("a", "b", "__proto__"), tie("any"), { noNullPrototype: true })
  })).any,
  { noNullPrototype: true }
)
const deep = `${'{"a":'.repeat(200_000)}1${"}".repeat(200_000)}`

describe("a JSON tree", () => {
  it("prints what it parsed", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          json,
          object.map((o) => JSON.stringify(o))
        ),
        (text) => {
          const compact = JSON.stringify(JSON.parse(text))
          expect(printJsonTree(parseJsonTree(compact))).toBe(compact)
        }
      )
    )
  })

  it("RW-KV-15 keeps numbers, escapes and names as they were written", () => {
    const text =
      '{"n":12345678901234567890,"f":1.0,"e":1E5,"z":-0,"\\u0061\\/":"\\u00fc\\"]}","l":[1.10,{"x":"}"},[]],"__proto__":{"a":{}},"":null}'
    expect(printJsonTree(parseJsonTree(text))).toBe(text)
  })

  it("uses the last of duplicate names", () => {
    expect(printJsonTree(parseJsonTree('{"a":1,"b":2,"\\u0061":3}'))).toBe('{"\\u0061":3,"b":2}')
  })

  it("works at any depth", () => {
    const tree: JsonTree = parseJsonTree(deep)
    expect(printJsonTree(tree)).toBe(deep)
  })
})

describe("a merge patch", () => {
  it("RW-KV-12 merges as RFC 7396 says", () => {
    fc.assert(
      fc.property(object, object, (target, patch) => {
        const merged = mergePatch(JSON.stringify(target), JSON.stringify(patch))
        expect(meaning(JSON.parse(merged))).toBe(meaning(mergedByTheBook(target, patch)))
      })
    )
  })

  it("RW-KV-15 keeps the digits of both sides", () => {
    expect(mergePatch('{"a":1.0,"b":{"c":1E5}}', '{"b":{"d":12345678901234567890},"__proto__":{"x":1.10}}')).toBe(
      '{"a":1.0,"b":{"c":1E5,"d":12345678901234567890},"__proto__":{"x":1.10}}'
    )
  })

  it("accepts names in any spelling", () => {
    expect(mergePatch('{"a":1,"b":2}', '{"\\u0061":null,"\\u0062":3}')).toBe('{"b":3}')
  })

  it("treats anything but an object as an empty one", () => {
    expect(mergePatch("null", '{"a":{"b":null}}')).toBe('{"a":{}}')
    expect(mergePatch('{"a":[1]}', '{"a":{"b":1}}')).toBe('{"a":{"b":1}}')
  })

  it("works at any depth", () => {
    expect(mergePatch(deep, deep)).toBe(deep)
    expect(mergePatch("{}", deep)).toBe(deep)
  })
})

describe("subkeys", () => {
  it("RW-KV-13 are the keys without the values, to any depth", () => {
    fc.assert(
      fc.property(object, fc.integer({ min: 0, max: 4 }), (data, depth) => {
        expect(meaning(JSON.parse(subkeys(JSON.stringify(data), depth)))).toBe(
          meaning(subkeysByTheBook(data, depth === 0 ? Infinity : depth))
        )
      })
    )
  })

  it("show the first level if the depth is negative", () => {
    expect(subkeys('{"a":{"b":1}}', -1)).toBe('{"a":null}')
  })

  it("are null for anything but an object", () => {
    expect(subkeys("null", 0)).toBe("null")
  })

  it("work at any depth", () => {
    expect(subkeys(deep, 0)).toBe(deep.replace("1", "null"))
  })
})
