import { capabilityBits, type PathRule, type Policy, type PolicyOperation } from "./path-rule.ts"

/** A policy with its name, where somebody asks for that. */
export interface NamedPolicy extends Policy {
  readonly name?: string
}

/** Whether a rule has expired at `now`. */
export const isExpired = (expiration: number | undefined, now: number): boolean =>
  expiration !== undefined && now > expiration

/** The answers that are kept. Nearly all requests of a server have the same few. */
const MOST_ANSWERS = 256

/** Finds the policies that grant a capability, for audit entries. */
export class GrantingPolicies {
  readonly #known = new Map<PathRule, Map<PolicyOperation, ReadonlyArray<string>>>()
  #count = 0

  /**
   * The names of the policies that add a capability to a rule: nearly always the same list if it is asked for again.
   *
   * @param policies those that the rule was merged from
   * @param now when it was merged, without the rules that had expired: milliseconds since 1970
   */
  of(
    policies: ReadonlyArray<NamedPolicy>,
    rule: PathRule,
    operation: PolicyOperation,
    now: number
  ): ReadonlyArray<string> {
    const known = this.#known.get(rule)?.get(operation)
    if (known !== undefined) return known
    const bit = capabilityBits[operation]
    const grants = ({ capabilities, expiration, pattern }: PathRule): boolean =>
      pattern === rule.pattern && (capabilities & bit) !== 0 && !isExpired(expiration, now)
    const names = policies.flatMap(({ name, rules }) => (name !== undefined && rules.some(grants) ? [name] : []))
    this.#keep(rule, operation, names)
    return names
  }

  #keep(rule: PathRule, operation: PolicyOperation, names: ReadonlyArray<string>): void {
    if (this.#count === MOST_ANSWERS) {
      this.#known.clear()
      this.#count = 0
    }
    const answers = this.#known.get(rule)
    if (answers === undefined) this.#known.set(rule, new Map([[operation, names]]))
    else answers.set(operation, names)
    this.#count++
  }
}
