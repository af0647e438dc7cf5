import { GrantingPolicies, isExpired, type NamedPolicy } from "./granting-policies.ts"
import { MountReach } from "./mount-reach.ts"
import { hasParameterRules, mergeParameterRules, satisfiesParameterRules } from "./parameter-rules.ts"
import { type Capability, capabilityBits, type PathRule, type Permissions, type PolicyOperation } from "./path-rule.ts"
import { RuleTrie } from "./rule-trie.ts"

export interface AclRequest {
  readonly operation: PolicyOperation
  /** The path below `/v1/`. The path of a list ends in `/`. */
  readonly path: string
  /** The fields of the body, or of the query for a read, as decoded JSON. It is called only if a rule has conditions on them. */
  readonly parameters?: () => ReadonlyMap<string, unknown>
  /** The requested wrap TTL, if there is one. */
  readonly wrapTtlSeconds?: number | undefined
}

export interface AclDecision {
  readonly allowed: boolean
  /** Whether the matching rule has `sudo`, which some paths need. */
  readonly sudo: boolean
  /** Seconds; the minimum wrap TTL that the rule demands, absent if it demands none. */
  readonly minWrappingTtl?: number
}

/** What a token with certain policies can do. */
export interface Acl {
  readonly root: boolean
  readonly check: (request: AclRequest) => AclDecision
  /** The names of the policies whose rules grant an operation on a path, whatever their conditions; those of root are `root`. */
  readonly grantedBy: (operation: PolicyOperation, path: string) => ReadonlyArray<string>
  /** Whether the rule for a path, in any spelling, is a `deny`. `false` if no rule matches. */
  readonly denies: (path: string) => boolean
  /** The capabilities on a path, sorted: `["root"]` for root, `["deny"]` if there are none. */
  readonly capabilities: (path: string) => ReadonlyArray<Capability | "root">
  /** What is granted by pattern; empty for root, which has no rules. */
  readonly rules: () => ReadonlyMap<string, PathRule>
  /** Whether the token can do anything at or below a mount (`secret/`). Lists of mounts show only those. */
  readonly reachesMount: (mountPath: string) => boolean
  /** The number of patterns: the measure of how much memory it needs. */
  readonly size: number
  /** When the first rule expires, in milliseconds since 1970. From then on the policies must be compiled again. */
  readonly validUntil: number
}

/**
 * Compiles policies. Rules that have expired at `now` (milliseconds since 1970) are left out.
 *
 * @param granting keeps answers for all combinations of policies
 */
export const compileAcl = (
  policies: ReadonlyArray<NamedPolicy>,
  now: number,
  granting: GrantingPolicies = new GrantingPolicies()
): Acl => {
  if (policies.some((policy) => policy.root)) return rootAcl
  const rules = policies.flatMap((policy) => policy.rules).filter(({ expiration }) => !isExpired(expiration, now))
  const permissions = mergeRules(rules)
  const find = compileRules(permissions)
  let reach: MountReach | undefined
  const capabilities = (path: string) => capabilityNames(find(withoutLeadingSlashes(path), true)?.capabilities ?? 0)
  return {
    root: false,
    check: (request) => decide(find(withoutLeadingSlashes(request.path), isListing(request.operation)), request),
    grantedBy: (operation, path) => {
      const rule = find(withoutLeadingSlashes(path), isListing(operation))
      return rule === undefined ? NOBODY : granting.of(policies, rule, operation, now)
    },
    denies: (path) => ((find(withoutLeadingSlashes(path), true)?.capabilities ?? 0) & capabilityBits.deny) !== 0,
    capabilities,
    rules: () => permissions,
    reachesMount: (mountPath) => {
      if (!capabilities(mountPath).includes("deny")) return true
      reach ??= new MountReach(
        [...permissions].flatMap(([pattern, granted]) => (grantsAnything(granted) ? pattern : []))
      )
      return reach.below(mountPath)
    },
    size: permissions.size,
    validUntil: rules.reduce((first, { expiration }) => Math.min(first, expiration ?? first), Number.POSITIVE_INFINITY)
  }
}

const NOBODY: ReadonlyArray<string> = []
const ROOT: ReadonlyArray<string> = ["root"]

const rootAcl: Acl = {
  root: true,
  check: () => ({ allowed: true, sudo: true }),
  grantedBy: () => ROOT,
  denies: () => false,
  capabilities: () => ROOT as ReadonlyArray<"root">,
  rules: () => new Map(),
  reachesMount: () => true,
  size: 0,
  validUntil: Number.POSITIVE_INFINITY
}

/**
 * Merges the rules of several policies into one rule for each pattern. Capabilities add up, but a `deny` overrides all others.
 * Of two limits the smaller applies: the lower maximum, and the lower minimum.
 *
 * @see RW-PB-4
 */
const mergeRules = (rules: Iterable<PathRule>): ReadonlyMap<string, PathRule> => {
  const byPattern = new Map<string, Array<PathRule>>()
  for (const rule of rules) {
    const others = byPattern.get(rule.pattern)
    if (others === undefined) byPattern.set(rule.pattern, [rule])
    else others.push(rule)
  }
  return new Map([...byPattern].map(([pattern, group]) => [pattern, merge(group)]))
}

/** Merges all rules of one pattern at once. Merging them one by one would copy each of them many times. */
const merge = (group: ReadonlyArray<PathRule>): PathRule => {
  const alone = group.length === 1 ? group[0] : group.find(isDenied)
  return (
    alone ?? {
      pattern: group[0]!.pattern,
      expiration: undefined,
      capabilities: group.reduce((sum, { capabilities }) => sum | capabilities, 0),
      minWrappingTtl: group.reduce((least, { minWrappingTtl }) => smallerBound(least, minWrappingTtl), 0),
      maxWrappingTtl: group.reduce((least, { maxWrappingTtl }) => smallerBound(least, maxWrappingTtl), 0),
      ...mergeParameterRules(group)
    }
  )
}

const isDenied = ({ capabilities }: Permissions): boolean => (capabilities & capabilityBits.deny) !== 0

const smallerBound = (one: number, other: number): number =>
  one === 0 || other === 0 ? one + other : Math.min(one, other)

type Find = (path: string, listing: boolean) => PathRule | undefined

/** An exact rule takes precedence over those with wildcards. A rule without the trailing slash also applies to a list. */
const compileRules = (rules: ReadonlyMap<string, PathRule>): Find => {
  const exact = new Map<string, PathRule>()
  const trie = new RuleTrie<PathRule>()
  for (const [pattern, permissions] of rules) {
    if (pattern.endsWith("*") || pattern.split("/").includes("+")) trie.add(pattern, permissions)
    else exact.set(pattern, permissions)
  }
  return (path, listing) => {
    if (!listing || !path.endsWith("/")) return exact.get(path) ?? trie.find(path)
    const withoutSlash = path.slice(0, -1)
    return exact.get(path) ?? exact.get(withoutSlash) ?? trie.find(path) ?? trie.find(withoutSlash)
  }
}

const isListing = (operation: PolicyOperation): boolean => operation === "list" || operation === "scan"

const withoutLeadingSlashes = (path: string): string => (path.startsWith("/") ? path.replace(/^\/+/, "") : path)

const NO_PARAMETERS: ReadonlyMap<string, unknown> = new Map()

const denied: AclDecision = { allowed: false, sudo: false }

const decide = (permissions: Permissions | undefined, request: AclRequest): AclDecision => {
  if (permissions === undefined) return denied
  const allowed =
    (permissions.capabilities & capabilityBits[request.operation]) !== 0 &&
    isWithinBounds(permissions, request.wrapTtlSeconds) &&
    (!parametersCount(request.operation) ||
      !hasParameterRules(permissions) ||
      satisfiesParameterRules(permissions, request.parameters?.() ?? NO_PARAMETERS))
  const sudo = (permissions.capabilities & capabilityBits.sudo) !== 0
  const { minWrappingTtl } = permissions
  return minWrappingTtl === 0 ? { allowed, sudo } : { allowed, sudo, minWrappingTtl }
}

/**
 * A minimum or a maximum makes wrapping mandatory. A wrap TTL of 0 asks for no wrapping; in the original a maximum alone allows it.
 *
 * @see RW-PB-5
 */
const isWithinBounds = ({ minWrappingTtl, maxWrappingTtl }: Permissions, wrapTtl = 0): boolean => {
  if (maxWrappingTtl === 0 && minWrappingTtl === 0) return true
  return (
    wrapTtl > 0 &&
    wrapTtl >= minWrappingTtl &&
    (maxWrappingTtl === 0 || (wrapTtl <= maxWrappingTtl && minWrappingTtl <= maxWrappingTtl))
  )
}

const parametersCount = (operation: PolicyOperation): boolean => operation !== "delete" && !isListing(operation)

/** The names of the bits, sorted; `deny` if there are no others. */
export const capabilityNames = (bits: number): ReadonlyArray<Capability> =>
  bits === 0 || (bits & capabilityBits.deny) !== 0
    ? ["deny"]
    : sortedCapabilities.filter((name) => (bits & capabilityBits[name]) !== 0)

const sortedCapabilities = (Object.keys(capabilityBits) as ReadonlyArray<Capability>).toSorted()

const grantsAnything = ({ capabilities }: Permissions): boolean =>
  capabilities !== 0 && (capabilities & capabilityBits.deny) === 0
