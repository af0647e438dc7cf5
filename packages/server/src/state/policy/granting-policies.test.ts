import { describe, expect, it } from "vitest"
import { GrantingPolicies } from "./granting-policies.ts"
import { parsePolicy } from "./parse-policy.ts"
import type { PathRule } from "./path-rule.ts"

const policy = (name: string, text: string) => ({ ...parsePolicy(text), name })

describe("the policies that grant a capability", () => {
  it("are found for any number of rules, and are the same list if they are asked for again", () => {
    const granting = new GrantingPolicies()
    const count = 1000
    const text = Array.from({ length: count }, (_, i) => `path "a/${i}" { capabilities = ["read"] }`).join("\n")
    const policies = [policy("first", text), policy("second", 'path "a/7" { capabilities = ["read", "update"] }')]
    const rule = (i: number): PathRule => policies[0]!.rules[i]!
    for (let i = 0; i < count; i++)
      expect(granting.of(policies, rule(i), "read", 0)).toEqual(i === 7 ? ["first", "second"] : ["first"])
    expect(granting.of(policies, rule(7), "update", 0)).toEqual(["second"])
    expect(granting.of(policies, rule(7), "update", 0)).toBe(granting.of(policies, rule(7), "update", 0))
  })

  it("are not those whose rule has expired", () => {
    const expiring = 'path "a" { capabilities = ["read"] expiration = "2026-01-01T00:00:00Z" }'
    const policies = [policy("lasting", 'path "a" { capabilities = ["read"] }'), policy("expiring", expiring)]
    const [rule] = policies[0]!.rules
    const end = Date.parse("2026-01-01T00:00:00Z")
    expect(new GrantingPolicies().of(policies, rule!, "read", end)).toEqual(["lasting", "expiring"])
    expect(new GrantingPolicies().of(policies, rule!, "read", end + 1)).toEqual(["lasting"])
  })
})
