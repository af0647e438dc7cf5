import * as fc from "fast-check"
import { expect, it } from "vitest"
import type { OpaqueData } from "./audit-facts.ts"
import { hashJson } from "./hash-json.ts"

const hashed = (source: string, opaque: OpaqueData, kept: ReadonlyArray<string> = []): string =>
  hashJson(source, { hash: (text) => `<${Buffer.from(text).toString("hex")}>`, kept, opaque })

const hash = (text: string): string => `<${Buffer.from(text).toString("hex")}>`

/** The same by way of values. */
const model = (value: unknown, opaque: boolean, kept: ReadonlyArray<string>, key = ""): unknown => {
  if (typeof value === "string") return kept.includes(key) ? value : hash(value)
  if (typeof value === "number") return opaque && !kept.includes(key) ? hash(JSON.stringify(value)) : value
  if (Array.isArray(value)) return value.map((each) => model(each, opaque, kept, key))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, model(each, opaque, kept, name)]))
}

// A name that JavaScript treats differently would only test the model.
const names = fc.oneof(fc.constantFrom("a", "b", "data"), fc.string()).filter((name) => name !== "__proto__")

const { value: values } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: "binary" }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value")),
    fc.dictionary(names, tie("value"), { noNullPrototype: true })
  )
}))

it("RW-AU-4: hashes every string of any JSON text, and the numbers of opaque data, and keeps what is named", () => {
  const objects = fc.dictionary(names, values, { noNullPrototype: true })
  const spaces = fc.constantFrom(0, 2)
  fc.assert(
    fc.property(objects, fc.boolean(), fc.subarray(["a", "b", "data"]), spaces, (value, opaque, kept, space) => {
      const source = JSON.stringify(value, null, space)
      const result = JSON.parse(hashed(source, opaque ? "all" : "none", kept)) as unknown
      expect(result).toEqual(JSON.parse(JSON.stringify(model(JSON.parse(source), opaque, kept))))
    })
  )
})

it("RW-AU-4: keeps timestamps outside of opaque data", () => {
  const source = '{"at":"2026-01-02T03:04:05Z","data":{"at":"2026-01-02T03:04:05Z","n":1},"n":1}'
  const at = hash("2026-01-02T03:04:05Z")
  expect(hashed(source, "none")).toBe(source)
  expect(hashed(source, "data")).toBe(`{"at":"2026-01-02T03:04:05Z","data":{"at":"${at}","n":"${hash("1")}"},"n":1}`)
  expect(hashed(source, "all")).toContain(`{"at":"${at}","data":{"at":"${at}"`)
})

it("RW-AU-4: keeps only the numbers of the members that take numbers", () => {
  const source = '{"a":{"deep":[1]},"b":{"a":2},"c":3}'
  expect(hashJson(source, { hash, kept: [], opaque: "none", numeric: new Set(["a"]) })).toBe(
    `{"a":{"deep":[1]},"b":{"a":"${hash("2")}"},"c":"${hash("3")}"}`
  )
})

it.each([7, "7"])("RW-AU-4: hides the values after the first thousand: %j", (value) => {
  const source = JSON.stringify({ a: Array.from({ length: 1002 }, () => value), b: "zap" })
  const { a, b } = JSON.parse(hashed(source, "all"))
  expect([a.length, a[999], a[1000], a[1001], b]).toEqual([1002, hash("7"), "*", "*", "*"])
})

it("hashes a text of any depth", () => {
  const depth = 100_000
  const source = `${'{"a":['.repeat(depth)}"zap"${"]}".repeat(depth)}`
  expect(hashed(source, "none")).toBe(source.replace("zap", hash("zap")))
})

it("fails if a text is not JSON after all", () => {
  for (const source of ['{"a', '{"a":"b', String.raw`{"a":"b\"`])
    expect(() => hashed(source, "all")).toThrow(SyntaxError)
})
