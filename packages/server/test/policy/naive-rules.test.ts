import fc from "fast-check"
import { assert, describe, it } from "vitest"
import { compileAcl, type PolicyOperation } from "../../src/policy/acl.ts"
import { parsePolicy } from "../../src/policy/parse-policy.ts"
import { naiveDecision, type NaivePolicy, type NaiveRequest, type NaiveRule } from "./naive-rules.ts"

/** Few letters, so that patterns and paths meet often. */
const segment = fc.constantFrom("a", "b", "ab", "abc", "")
const path = fc
  .array(segment, { minLength: 1, maxLength: 4 })
  .map((segments) => segments.join("/").replace(/^\/+/, ""))
  .filter((text) => text !== "")
const pattern = fc
  .tuple(
    fc.array(fc.oneof({ weight: 3, arbitrary: segment }, { weight: 2, arbitrary: fc.constant("+") }), {
      minLength: 1,
      maxLength: 4
    }),
    fc.constantFrom("", "", "*", "/*", "a*", "/")
  )
  .map(([segments, end]) => (segments.join("/") + end).replace(/^\/+/, ""))
  .filter((text) => text !== "" && !/[^/]\+|\+[^/]/.test(text))

const OPERATIONS = ["read", "create", "update", "patch", "delete", "list", "scan"] as const
const capabilities = fc.oneof(
  { weight: 9, arbitrary: fc.subarray([...OPERATIONS, "sudo"], { minLength: 1 }) },
  { weight: 1, arbitrary: fc.constant(["deny"]) }
)
const value = fc.oneof(fc.constantFrom("a", "ab", "ba", "*", "a*", "*a", "*b*"), fc.boolean())
const parameterName = fc.constantFrom("x", "y", "*")
const parameterLists = fc.dictionary(parameterName, fc.array(value, { maxLength: 2 }), {
  maxKeys: 2,
  noNullPrototype: true
})
const bound = fc.constantFrom(10, 20, 30)
const rule: fc.Arbitrary<NaiveRule> = fc
  .record(
    {
      capabilities,
      min_wrapping_ttl: bound,
      max_wrapping_ttl: bound,
      allowed_parameters: parameterLists,
      denied_parameters: parameterLists,
      required_parameters: fc.subarray(["x", "y"])
    },
    { requiredKeys: ["capabilities"], noNullPrototype: true }
  )
  // A policy with bounds that no TTL can meet is refused when it is written; merged policies may well have such.
  .filter(({ max_wrapping_ttl: max, min_wrapping_ttl: min }) => max === undefined || min === undefined || min <= max)
const policies: fc.Arbitrary<ReadonlyArray<NaivePolicy>> = fc.array(
  fc.dictionary(pattern, rule, { minKeys: 1, maxKeys: 6, noNullPrototype: true }),
  { minLength: 1, maxLength: 3 }
)
const request: fc.Arbitrary<NaiveRequest> = fc
  .record({
    operation: fc.constantFrom(...OPERATIONS),
    path,
    parameters: fc.dictionary(fc.constantFrom("x", "y", "z"), value, { maxKeys: 2, noNullPrototype: true }),
    wrapTtl: fc.option(fc.constantFrom(0, 5, 10, 15, 20, 25, 30, 35), { nil: undefined })
  })
  // The path of a list ends in a slash by the time that policies see it.
  .map((made) =>
    /^(list|scan)$/.test(made.operation) && !made.path.endsWith("/") ? { ...made, path: `${made.path}/` } : made
  )

const PAIRS = 100_000
const SETS = 5000

describe("the rules of policies", () => {
  it("RW-PB-1 RW-PB-4 RW-PB-5: agree with a naive reading of them on 100,000 random requests", () => {
    let allowed = 0
    let asked = 0
    fc.assert(
      fc.property(policies, fc.array(request, { minLength: 1, maxLength: 50, size: "max" }), (held, requests) => {
        const acl = compileAcl(
          held.map((policy) => parsePolicy(JSON.stringify({ path: policy }))),
          0
        )
        for (const one of requests) {
          asked++
          const expected = naiveDecision(held, one)
          if (expected) allowed++
          const { allowed: decided } = acl.check({
            operation: one.operation as PolicyOperation,
            path: one.path,
            parameters: () => new Map(Object.entries(one.parameters)),
            wrapTtlSeconds: one.wrapTtl
          })
          assert.strictEqual(decided, expected, JSON.stringify(one))
        }
      }),
      { numRuns: SETS }
    )
    assert.isAtLeast(asked, PAIRS)
    // They do not agree because both always deny.
    assert.isAbove(allowed, PAIRS / 100)
  })
})
