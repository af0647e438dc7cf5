import { capabilityBits, type Permissions, type Policy, type PolicyOperation } from "./path-rule.ts"

/** A policy with its name, where somebody asks for that. */
export interface NamedPolicy extends Policy {
  readonly name?: string
}

/**
 * Finds the policies that grant a capability, for audit entries. Nothing is done before the first question, and each answer is kept:
 * requests ask for the same few again and again.
 */
export class GrantingPolicies {
  readonly #policies: ReadonlyArray<NamedPolicy>
  readonly #merged: ReadonlyMap<string, Permissions>
  #patterns: ReadonlyMap<Permissions, string> | undefined
  readonly #known = new Map<Permissions, Map<PolicyOperation, ReadonlyArray<string>>>()

  /** @param merged the rules of all policies, by pattern */
  constructor(policies: ReadonlyArray<NamedPolicy>, merged: ReadonlyMap<string, Permissions>) {
    this.#policies = policies
    this.#merged = merged
  }

  /** The names of the policies that add a capability to one of the merged rules. */
  of(rule: Permissions, operation: PolicyOperation): ReadonlyArray<string> {
    let known = this.#known.get(rule)
    if (known === undefined) {
      known = new Map()
      this.#known.set(rule, known)
    }
    let names = known.get(operation)
    if (names === undefined) {
      names = this.#find(rule, capabilityBits[operation])
      known.set(operation, names)
    }
    return names
  }

  #find(rule: Permissions, bit: number): ReadonlyArray<string> {
    this.#patterns ??= new Map([...this.#merged].map(([pattern, permissions]) => [permissions, pattern]))
    const wanted = this.#patterns.get(rule)
    return this.#policies.flatMap(({ name, rules }) =>
      name !== undefined && rules.some(({ capabilities, pattern }) => pattern === wanted && (capabilities & bit) !== 0)
        ? [name]
        : []
    )
  }
}
