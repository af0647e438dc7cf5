import { mergeRules } from "./merge-rules.ts"
import { MountReach } from "./mount-reach.ts"
import { hasParameterRules, satisfiesParameterRules } from "./parameter-rules.ts"
import { type Capability, capabilityBits, type Permissions, type Policy } from "./path-rule.ts"
import { RuleTrie } from "./rule-trie.ts"

/** What is done to a path, as policies see it. */
export type PolicyOperation = "read" | "create" | "update" | "patch" | "delete" | "list" | "scan"

export interface AclRequest {
  readonly operation: PolicyOperation
  /** Below `/v1/`; a list's ends in `/`. */
  readonly path: string
  /** The fields of the body, or of the query for a read, as decoded JSON; asked for only where a rule speaks of them. */
  readonly parameters: () => ReadonlyMap<string, unknown>
  /** The wrap TTL that the request asks for, if it asks for one. */
  readonly wrapTtlSeconds: number | undefined
}

export interface AclDecision {
  readonly allowed: boolean
  /** Whether the rule that counts has `sudo`: some paths are allowed only then. */
  readonly sudo: boolean
  /** Seconds; the least wrap TTL that the rule demands, absent where it demands none. */
  readonly minWrappingTtl?: number
}

/** What the holder of some policies may do. */
export interface Acl {
  readonly root: boolean
  readonly check: (request: AclRequest) => AclDecision
  /** Whether the rule for a path, in whatever spelling, is a `deny`. Where no rule matches it is not. */
  readonly denies: (path: string) => boolean
  /** For `sys/capabilities`: sorted; `["root"]` for root, `["deny"]` where there are none. */
  readonly capabilities: (path: string) => ReadonlyArray<Capability | "root">
  /** Every pattern with its capabilities, for who wants to see them all; none for root, which has no rules. */
  readonly rules: () => ReadonlyArray<readonly [pattern: string, capabilities: ReadonlyArray<Capability>]>
  /** Whether a mount (`secret/`) or anything below it is open to the holder in any way: what mount lists show. */
  readonly reachesMount: (mountPath: string) => boolean
  /** How many patterns it knows, for who wants to bound the memory that they take. */
  readonly size: number
  /** When the first of the rules expires, in milliseconds since 1970: from then on the policies want compiling anew. */
  readonly validUntil: number
}

/** Compiles policies into what answers for them. Rules that have expired at `now` (milliseconds since 1970) do not count. */
export const compileAcl = (policies: ReadonlyArray<Policy>, now: number): Acl => {
  if (policies.some((policy) => policy.root)) return rootAcl
  const rules = policies
    .flatMap((policy) => policy.rules)
    .filter(({ expiration }) => expiration === undefined || now <= expiration)
  const permissions = mergeRules(rules)
  const find = compileRules(permissions)
  let reach: MountReach | undefined
  const capabilities = (path: string) => capabilityNames(find(withoutLeadingSlashes(path), true)?.capabilities ?? 0)
  return {
    root: false,
    check: (request) => decide(find(withoutLeadingSlashes(request.path), isListing(request.operation)), request),
    denies: (path) => ((find(withoutLeadingSlashes(path), true)?.capabilities ?? 0) & capabilityBits.deny) !== 0,
    capabilities,
    rules: () => [...permissions].map(([pattern, granted]) => [pattern, capabilityNames(granted.capabilities)]),
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

const rootAcl: Acl = {
  root: true,
  check: () => ({ allowed: true, sudo: true }),
  denies: () => false,
  capabilities: () => ["root"],
  rules: () => [],
  reachesMount: () => true,
  size: 0,
  validUntil: Number.POSITIVE_INFINITY
}

type Find = (path: string, listing: boolean) => Permissions | undefined

/** A rule for exactly a path comes before any with wildcards. For listings a rule without the slash at the end counts too. */
const compileRules = (rules: ReadonlyMap<string, Permissions>): Find => {
  const exact = new Map<string, Permissions>()
  const trie = new RuleTrie<Permissions>()
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

const denied: AclDecision = { allowed: false, sudo: false }

const decide = (permissions: Permissions | undefined, request: AclRequest): AclDecision => {
  if (permissions === undefined) return denied
  const allowed =
    (permissions.capabilities & capabilityBits[request.operation]) !== 0 &&
    isWithinBounds(permissions, request.wrapTtlSeconds) &&
    (!parametersCount(request.operation) ||
      !hasParameterRules(permissions) ||
      satisfiesParameterRules(permissions, request.parameters()))
  const sudo = (permissions.capabilities & capabilityBits.sudo) !== 0
  const { minWrappingTtl } = permissions
  return minWrappingTtl === 0 ? { allowed, sudo } : { allowed, sudo, minWrappingTtl }
}

/**
 * Either bound makes wrapping mandatory. A wrap TTL of 0 asks for no wrapping; the original lets it pass a mere maximum.
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

const capabilityNames = (bits: number): ReadonlyArray<Capability> =>
  bits === 0 || (bits & capabilityBits.deny) !== 0
    ? ["deny"]
    : sortedCapabilities.filter((name) => (bits & capabilityBits[name]) !== 0)

const sortedCapabilities = (Object.keys(capabilityBits) as ReadonlyArray<Capability>).toSorted()

const grantsAnything = ({ capabilities }: Permissions): boolean =>
  capabilities !== 0 && (capabilities & capabilityBits.deny) === 0
