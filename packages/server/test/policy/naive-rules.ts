/**
 * The rules of policies, written a second time: as plainly as they can be said, one rule after the other, with no index and no
 * line of the server's. Slow, and for tests only.
 *
 * @see RW-PB-1 RW-PB-4 RW-PB-5
 */
export interface NaiveRule {
  readonly capabilities: ReadonlyArray<string>
  readonly min_wrapping_ttl?: number
  readonly max_wrapping_ttl?: number
  readonly allowed_parameters?: Readonly<Record<string, ReadonlyArray<unknown>>>
  readonly denied_parameters?: Readonly<Record<string, ReadonlyArray<unknown>>>
  readonly required_parameters?: ReadonlyArray<string>
}

/** Rules by their patterns. */
export type NaivePolicy = Readonly<Record<string, NaiveRule>>

export interface NaiveRequest {
  readonly operation: string
  readonly path: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly wrapTtl: number | undefined
}

const hasWildcard = (pattern: string): boolean => pattern.endsWith("*") || pattern.split("/").includes("+")

/** A pattern as a regular expression: `+` is one whole segment, a `*` at the end is anything. */
const fits = (pattern: string, path: string): boolean => {
  const glob = pattern.endsWith("*")
  const segments = (glob ? pattern.slice(0, -1) : pattern).split("/")
  const source = segments
    .map((segment) =>
      segment === "+" ? "[^/]*" : segment.replace(/[\\^$.*+?()[\]{}|]/g, (character) => `\\${character}`)
    )
    .join("/")
  return new RegExp(`^${source}${glob ? "" : "$"}`, "s").test(path)
}

const firstWildcard = (pattern: string): number => {
  const at = pattern.split("/").findIndex((segment) => segment === "+")
  const plus = at < 0 ? Infinity : pattern.split("/").slice(0, at).join("/").length + (at === 0 ? 0 : 1)
  return Math.min(plus, pattern.endsWith("*") ? pattern.length - 1 : Infinity)
}

const plusses = (pattern: string): number =>
  (pattern.endsWith("*") ? pattern.slice(0, -1).split("/").slice(0, -1) : pattern.split("/")).filter((s) => s === "+")
    .length

/** Whether one pattern comes before another where both fit. */
const comesBefore = (one: string, other: string): boolean => {
  if (firstWildcard(one) !== firstWildcard(other)) return firstWildcard(one) > firstWildcard(other)
  if (one.endsWith("*") !== other.endsWith("*")) return !one.endsWith("*")
  if (plusses(one) !== plusses(other)) return plusses(one) < plusses(other)
  if (one.length !== other.length) return one.length > other.length
  return one > other
}

const patternFor = (patterns: ReadonlyArray<string>, path: string): string | undefined =>
  patterns
    .filter((pattern) => hasWildcard(pattern) && fits(pattern, path))
    .sort((a, b) => (comesBefore(a, b) ? -1 : 1))[0]

const least = (bounds: ReadonlyArray<number | undefined>): number => {
  const set = bounds.filter((bound): bound is number => bound !== undefined && bound > 0)
  return set.length === 0 ? 0 : Math.min(...set)
}

type Lists = Readonly<Record<string, ReadonlyArray<unknown>>>

/** Every value that is named for a parameter; one empty list admits any. */
const union = (all: ReadonlyArray<Lists | undefined>): Record<string, ReadonlyArray<unknown>> => {
  const given = all.filter((lists) => lists !== undefined)
  const names = [...new Set(given.flatMap(Object.keys))]
  return Object.fromEntries(
    names.map((name) => {
      const lists = given.flatMap((each) => (each[name] === undefined ? [] : [each[name]]))
      return [name, lists.some((list) => list.length === 0) ? [] : lists.flat()]
    })
  )
}

const fitsValue = (rule: unknown, given: unknown): boolean => {
  if (typeof rule !== "string" || typeof given !== "string" || rule.length < 2) return rule === given
  if (rule.startsWith("*") && rule.endsWith("*")) return given.includes(rule.slice(1, -1))
  if (rule.startsWith("*")) return given.endsWith(rule.slice(1))
  return rule.endsWith("*") ? given.startsWith(rule.slice(0, -1)) : rule === given
}

const parametersPass = (rules: ReadonlyArray<NaiveRule>, parameters: Readonly<Record<string, unknown>>): boolean => {
  const names = Object.keys(parameters)
  const required = rules.flatMap((rule) => rule.required_parameters ?? [])
  if (!required.every((name) => names.includes(name))) return false
  if (names.length === 0) return true
  const denied = union(rules.map((rule) => rule.denied_parameters))
  const allowed = union(rules.map((rule) => rule.allowed_parameters))
  if (denied["*"] !== undefined) return false
  const isDenied = (name: string): boolean =>
    denied[name] !== undefined &&
    (denied[name].length === 0 || denied[name].some((value) => fitsValue(value, parameters[name])))
  if (names.some(isDenied)) return false
  if (Object.keys(allowed).length === 0) return true
  return names.every((name) => {
    const values = allowed[name]
    if (values === undefined) return allowed["*"] !== undefined
    if (Object.keys(allowed).length === 1 && name === "*") return true
    return values.length === 0 || values.some((value) => fitsValue(value, parameters[name]))
  })
}

/** Whether the holder of some policies may do something. */
export const naiveDecision = (policies: ReadonlyArray<NaivePolicy>, request: NaiveRequest): boolean => {
  const patterns = [...new Set(policies.flatMap((policy) => Object.keys(policy)))]
  const listing = request.operation === "list" || request.operation === "scan"
  const other = listing && request.path.endsWith("/") ? request.path.slice(0, -1) : undefined
  const exactly = (path: string | undefined): string | undefined =>
    path !== undefined && !hasWildcard(path) && patterns.includes(path) ? path : undefined
  const pattern =
    exactly(request.path) ??
    exactly(other) ??
    patternFor(patterns, request.path) ??
    (other === undefined ? undefined : patternFor(patterns, other))
  if (pattern === undefined) return false
  const all = policies.flatMap((policy) => policy[pattern] ?? [])
  if (all.some(({ capabilities }) => capabilities.includes("deny"))) return false
  if (!all.some(({ capabilities }) => capabilities.includes(request.operation))) return false
  const min = least(all.map((rule) => rule.min_wrapping_ttl))
  const max = least(all.map((rule) => rule.max_wrapping_ttl))
  if (min > 0 || max > 0) {
    const ttl = request.wrapTtl ?? 0
    if (ttl <= 0 || ttl < min || (max > 0 && (ttl > max || min > max))) return false
  }
  return ["create", "update", "patch"].includes(request.operation) || request.operation === "read"
    ? parametersPass(all, request.parameters)
    : true
}
