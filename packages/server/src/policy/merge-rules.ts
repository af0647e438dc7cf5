import { mergeParameterRules } from "./parameter-rules.ts"
import { capabilityBits, type PathRule, type Permissions } from "./path-rule.ts"

/**
 * The rules of all policies, one for each pattern. What several grant on one pattern adds up, but a `deny` stands alone, and
 * of two bounds the smaller counts: the lower maximum, and the lower minimum.
 *
 * @see RW-PB-4
 */
export const mergeRules = (rules: Iterable<PathRule>): ReadonlyMap<string, Permissions> => {
  const merged = new Map<string, Permissions>()
  for (const rule of rules) {
    const present = merged.get(rule.pattern)
    merged.set(rule.pattern, present === undefined ? rule : merge(present, rule))
  }
  return merged
}

const merge = (one: Permissions, other: Permissions): Permissions => {
  if (isDenied(one)) return one
  if (isDenied(other)) return other
  return {
    capabilities: one.capabilities | other.capabilities,
    minWrappingTtl: smallerBound(one.minWrappingTtl, other.minWrappingTtl),
    maxWrappingTtl: smallerBound(one.maxWrappingTtl, other.maxWrappingTtl),
    ...mergeParameterRules(one, other)
  }
}

const isDenied = (permissions: Permissions): boolean => (permissions.capabilities & capabilityBits.deny) !== 0

const smallerBound = (one: number, other: number): number =>
  one === 0 || other === 0 ? one + other : Math.min(one, other)
