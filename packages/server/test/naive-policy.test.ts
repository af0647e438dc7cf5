import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { compileAcl } from "../src/state/policy/acl.ts"
import type { PolicyOperation } from "../src/state/policy/path-rule.ts"
import { parsePolicy } from "../src/state/policy/parse-policy.ts"
import { naiveDecision, type NaiveRequest, type NaiveRule } from "./naive-policy.ts"

const segment = fc.constantFrom("a", "b", "ab", "abc", "a+b", "+")
const ending = fc.constantFrom("", "", "", "/", "*", "/*", "a*", "/a*", "/ab*")

/** Valid patterns: without `+*`, and without segments that begin with `+` and continue. */
const pattern = fc
  .tuple(fc.boolean(), fc.array(segment, { minLength: 1, maxLength: 4 }), ending)
  .map(([slash, segments, end]) => `${slash ? "/" : ""}${segments.join("/")}${end}`)
  .filter((text) => !text.includes("+*") && !/(?:^|\/)\+[^/]/.test(text))

const name = fc.constantFrom("x", "y", "z", "*")
const value = fc.constantFrom("1", "12", "2", "*", "1*", "*2", "*1*", "")
const values = fc.dictionary(name, fc.array(value, { maxLength: 2 }), { maxKeys: 3, noNullPrototype: true })

const bounds = fc.constantFrom([0, 0], [0, 0], [0, 0], [5, 0], [0, 10], [5, 10], [10, 10], [20, 30])

const rule: fc.Arbitrary<NaiveRule> = fc
  .record(
    {
      path: pattern,
      capabilities: fc.subarray(["create", "read", "update", "patch", "delete", "list", "scan", "sudo"]),
      deny: fc.nat({ max: 7 }),
      allowed: values,
      denied: values,
      required: fc.subarray(["x", "y"]),
      bounds
    },
    { requiredKeys: ["path", "capabilities", "deny", "bounds"] }
  )
  .map(({ bounds: [min, max], capabilities, deny, ...others }) => ({
    ...others,
    capabilities: deny === 0 ? ["deny"] : capabilities,
    min: min!,
    max: max!
  }))

const request: fc.Arbitrary<NaiveRequest> = fc.record({
  operation: fc.constantFrom("create", "read", "update", "patch", "delete", "list", "scan"),
  path: fc
    .tuple(
      fc.array(fc.constantFrom("a", "b", "ab", "abc", "a+b", "abcd", "+"), { minLength: 1, maxLength: 5 }),
      fc.boolean()
    )
    .map(([segments, slash]) => segments.join("/") + (slash ? "/" : "")),
  parameters: fc.dictionary(fc.constantFrom("x", "y", "z"), fc.constantFrom("1", "12", "2", "", "*"), {
    maxKeys: 3,
    noNullPrototype: true
  }),
  wrapTtl: fc.constantFrom(undefined, 0, 3, 5, 7, 10, 15, 25)
})

/** The text of a policy. */
const text = (rules: ReadonlyArray<NaiveRule>): string =>
  rules
    .map(({ allowed, capabilities, denied, max, min, path, required }) => {
      const lists = (given: NaiveRule["allowed"]) =>
        `{ ${Object.entries(given ?? {})
          .map(([key, items]) => `${JSON.stringify(key)} = ${JSON.stringify(items)}`)
          .join("\n")} }`
      return [
        `path ${JSON.stringify(path)} {`,
        `capabilities = ${JSON.stringify(capabilities)}`,
        ...(allowed === undefined ? [] : [`allowed_parameters = ${lists(allowed)}`]),
        ...(denied === undefined ? [] : [`denied_parameters = ${lists(denied)}`]),
        ...(required === undefined ? [] : [`required_parameters = ${JSON.stringify(required)}`]),
        ...(min === 0 ? [] : [`min_wrapping_ttl = "${min}s"`]),
        ...(max === 0 ? [] : [`max_wrapping_ttl = "${max}s"`]),
        "}"
      ].join("\n")
    })
    .join("\n")

const CHUNKS = 20
const POLICIES = 50
const REQUESTS = 100

describe("decisions on policies", () => {
  it(`RW-PB-1 RW-PB-4 RW-PB-5 RW-PB-20: a second implementation agrees on ${CHUNKS * POLICIES * REQUESTS} pairs`, () => {
    const seen = { allowed: 0, denied: 0 }
    for (let chunk = 0; chunk < CHUNKS; chunk++) {
      // On a failure, fast-check prints the seed and the smallest pair.
      fc.assert(
        fc.property(
          fc.array(fc.array(rule, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 }),
          fc.array(request, { minLength: REQUESTS, maxLength: REQUESTS }),
          (policies, requests) => {
            const acl = compileAcl(
              policies.map((rules) => parsePolicy(text(rules))),
              0
            )
            for (const asked of requests) {
              const { allowed, sudo } = acl.check({
                operation: asked.operation as PolicyOperation,
                path: asked.path,
                parameters: () => new Map(Object.entries(asked.parameters)),
                wrapTtlSeconds: asked.wrapTtl
              })
              const expected = naiveDecision(policies, asked)
              if (allowed !== expected.allowed || sudo !== expected.sudo)
                assert.deepStrictEqual({ allowed, sudo }, expected, JSON.stringify(asked))
              seen[allowed ? "allowed" : "denied"]++
            }
          }
        ),
        { numRuns: POLICIES }
      )
    }
    // Both decisions are frequent enough for the comparison to mean something.
    assert.isAbove(seen.allowed, 2000)
    assert.isAbove(seen.denied, 2000)
  }, 60_000)
})
