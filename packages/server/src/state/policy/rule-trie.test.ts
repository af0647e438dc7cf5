import * as fc from "fast-check"
import { assert, describe, it } from "vitest"
import { type Acl, compileAcl } from "./acl.ts"
import type { PolicyOperation } from "./path-rule.ts"
import { parsePolicy } from "./parse-policy.ts"

const acl = (...texts: ReadonlyArray<string>): Acl => compileAcl(texts.map(parsePolicy), 0)

const request = (operation: PolicyOperation, path: string) => ({
  operation,
  path,
  parameters: () => new Map(),
  wrapTtlSeconds: undefined
})

/** The same result, found by trying every pattern and sorting the matches by the documented precedence of the original. */
const winner = (patterns: ReadonlyArray<string>, path: string, listing: boolean): string | undefined => {
  const trimmed = listing && path.endsWith("/") ? path.slice(0, -1) : undefined
  const isExact = (pattern: string) => !pattern.endsWith("*") && !pattern.split("/").includes("+")
  const find = (of: string) =>
    patterns
      .filter((pattern) => !isExact(pattern) && expressionOf(pattern).test(of))
      .toSorted(byPriority)
      .at(-1)
  for (const of of [path, trimmed])
    if (of !== undefined && patterns.some((pattern) => pattern === of && isExact(pattern))) return of
  return find(path) ?? (trimmed === undefined ? undefined : find(trimmed))
}

const expressionOf = (pattern: string): RegExp => {
  const glob = pattern.endsWith("*")
  const body = (glob ? pattern.slice(0, -1) : pattern)
    .split("/")
    .map((segment) => (segment === "+" ? "[^/]*" : segment.replaceAll("*", "\\*")))
  return new RegExp(`^${body.join("/")}${glob ? ".*" : ""}$`, "s")
}

const byPriority = (a: string, b: string): number => {
  const key = (pattern: string) => {
    const segments = pattern.split("/")
    const plus = segments.indexOf("+")
    const firstPlus =
      plus < 0 ? Number.POSITIVE_INFINITY : segments.slice(0, plus).join("/").length + (plus === 0 ? 0 : 1)
    const glob = pattern.endsWith("*")
    return [
      Math.min(firstPlus, glob ? pattern.length - 1 : Number.POSITIVE_INFINITY),
      glob ? 0 : 1,
      -segments.filter((segment) => segment === "+").length,
      pattern.length - (glob ? 1 : 0)
    ]
  }
  const [one, other] = [key(a), key(b)]
  const index = one.findIndex((value, at) => value !== other[at])
  return index < 0 ? (a < b ? -1 : 1) : one[index]! - other[index]!
}

describe("any set of rules", () => {
  const literal = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 3 })
  const pattern = fc
    .tuple(fc.array(fc.oneof(literal, fc.constant("+")), { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([segments, glob]) => `${segments.join("/")}${glob ? "*" : ""}`)
    .filter((text) => !text.includes("+*") && !text.startsWith("/"))
  const path = fc
    .array(fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 3 }), { minLength: 1, maxLength: 5 })
    .map((segments) => segments.join("/").replace(/^\/+/, ""))

  it("gives the same result as a search through all of them", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(pattern, { maxLength: 25 }),
        fc.array(path, { minLength: 1, maxLength: 10 }),
        fc.boolean(),
        (patterns, paths, listing) => {
          const operation = listing ? "list" : "read"
          const holders = patterns.map((chosen) =>
            acl(
              ...patterns.map((text) => `path "${text}" { capabilities = ["${text === chosen ? operation : "deny"}"] }`)
            )
          )
          for (const asked of paths) {
            const expected = winner(patterns, asked, listing)
            const granted = patterns.filter((_, index) => holders[index]!.check(request(operation, asked)).allowed)
            assert.deepStrictEqual(granted, expected === undefined ? [] : [expected], asked)
          }
        }
      ),
      { numRuns: 300 }
    )
  })
})
