import { mergeParameterRules } from "./parameter-rules.ts"
import { capabilityBits, type PathRule, type Permissions } from "./path-rule.ts"

/**
 * Merges the rules of several policies into one rule for each pattern. Capabilities add up, but a `deny` overrides all others.
 * Of two limits the smaller applies: the lower maximum, and the lower minimum.
 *
 * @see RW-PB-4
 */
export const mergeRules = (rules: Iterable<PathRule>): ReadonlyMap<string, Permissions> => {
  const byPattern = new Map<string, Array<Permissions>>()
  for (const rule of rules) {
    const others = byPattern.get(rule.pattern)
    if (others === undefined) byPattern.set(rule.pattern, [rule])
    else others.push(rule)
  }
  return new Map([...byPattern].map(([pattern, group]) => [pattern, merge(group)]))
}

/** Merges all rules of one pattern at once: one by one, each would be copied for each of the others. */
const merge = (group: ReadonlyArray<Permissions>): Permissions => {
  const alone = group.length === 1 ? group[0] : group.find(isDenied)
  return (
    alone ?? {
      capabilities: group.reduce((sum, { capabilities }) => sum | capabilities, 0),
      minWrappingTtl: group.reduce((least, { minWrappingTtl }) => smallerBound(least, minWrappingTtl), 0),
      maxWrappingTtl: group.reduce((least, { maxWrappingTtl }) => smallerBound(least, maxWrappingTtl), 0),
      ...mergeParameterRules(group)
    }
  )
}

const isDenied = (permissions: Permissions): boolean => (permissions.capabilities & capabilityBits.deny) !== 0

const smallerBound = (one: number, other: number): number =>
  one === 0 || other === 0 ? one + other : Math.min(one, other)
