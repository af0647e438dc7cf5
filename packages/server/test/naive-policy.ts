/**
 * A second implementation of policies, slow and simple, with which tests compare `compileAcl`. It shares no code with the server,
 * not even types.
 */

export interface NaiveRule {
  readonly path: string
  readonly capabilities: ReadonlyArray<string>
  readonly allowed?: Readonly<Record<string, ReadonlyArray<string>>>
  readonly denied?: Readonly<Record<string, ReadonlyArray<string>>>
  readonly required?: ReadonlyArray<string>
  /** Seconds; 0 is no limit. */
  readonly min: number
  readonly max: number
}

export interface NaiveRequest {
  readonly operation: string
  readonly path: string
  readonly parameters: Readonly<Record<string, string>>
  readonly wrapTtl: number | undefined
}

const segmentsOf = (pattern: string): ReadonlyArray<string> => pattern.split("/")

const isExact = (pattern: string): boolean => !pattern.endsWith("*") && !segmentsOf(pattern).includes("+")

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")

const expressions = new Map<string, RegExp>()

const matches = (pattern: string, path: string): boolean => {
  const isGlob = pattern.endsWith("*")
  const parts = segmentsOf(isGlob ? pattern.slice(0, -1) : pattern)
  const body = parts
    .map((part, at) => (part === "+" && !(isGlob && at === parts.length - 1) ? "[^/]*" : quoted(part)))
    .join("/")
  const expression = expressions.get(pattern) ?? new RegExp(`^${body}${isGlob ? ".*" : ""}$`, "s")
  expressions.set(pattern, expression)
  return expression.test(path)
}

/** The position of the first wildcard. */
const firstWildcard = (pattern: string): number => {
  let at = 0
  for (const part of segmentsOf(pattern)) {
    if (part === "+") return at
    at += part.length + 1
  }
  return pattern.length - 1
}

/** Compares by: later first wildcard, no trailing `*`, fewer `+`, longer, sorts last. */
const isBetter = (one: string, other: string): boolean => {
  const ranks = (pattern: string) => [
    firstWildcard(pattern),
    pattern.endsWith("*") ? 0 : 1,
    -segmentsOf(pattern).filter((part) => part === "+").length,
    pattern.length
  ]
  const [a, b] = [ranks(one), ranks(other)]
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! > b[i]!
  return one > other
}

/** The best match for a path. For a list, it also tries the path without its trailing slash. */
const patternFor = (patterns: ReadonlyArray<string>, path: string, listing: boolean): string | undefined => {
  const paths = listing && path.endsWith("/") ? [path, path.slice(0, -1)] : [path]
  for (const each of paths) if (patterns.some((pattern) => isExact(pattern) && pattern === each)) return each
  for (const each of paths) {
    const fitting = patterns.filter((pattern) => !isExact(pattern) && matches(pattern, each))
    if (fitting.length > 0) return fitting.reduce((best, next) => (isBetter(next, best) ? next : best))
  }
  return undefined
}

const fits = (glob: string, value: string): boolean => {
  if (glob.length < 2 || !(glob.startsWith("*") || glob.endsWith("*"))) return glob === value
  const inner = glob.replace(/^\*/, "").replace(/\*$/, "")
  if (glob.startsWith("*") && glob.endsWith("*")) return value.includes(inner)
  return glob.startsWith("*") ? value.endsWith(inner) : value.startsWith(inner)
}

/** The values that the rules have for a parameter, or `any`; `undefined` if no rule has it. */
const valuesFor = (
  rules: ReadonlyArray<NaiveRule>,
  list: "allowed" | "denied",
  name: string
): ReadonlyArray<string> | "any" | undefined => {
  const named = rules.flatMap((rule) => {
    const values = rule[list]
    return values !== undefined && Object.hasOwn(values, name) ? [values[name]!] : []
  })
  if (named.length === 0) return undefined
  return named.some((values) => values.length === 0) ? "any" : named.flat()
}

const namesIn = (rules: ReadonlyArray<NaiveRule>, list: "allowed" | "denied"): ReadonlySet<string> =>
  new Set(rules.flatMap((rule) => Object.keys(rule[list] ?? {})))

const parametersFit = (rules: ReadonlyArray<NaiveRule>, given: Readonly<Record<string, string>>): boolean => {
  if (rules.some((rule) => (rule.required ?? []).some((name) => !Object.hasOwn(given, name)))) return false
  const parameters = Object.entries(given)
  if (parameters.length === 0) return true
  if (namesIn(rules, "denied").has("*")) return false
  for (const [name, value] of parameters) {
    const values = valuesFor(rules, "denied", name)
    if (values === "any" || values?.some((each) => fits(each, value))) return false
  }
  const allowed = namesIn(rules, "allowed")
  if (allowed.size === 0 || (allowed.size === 1 && allowed.has("*"))) return true
  return parameters.every(([name, value]) => {
    const values = valuesFor(rules, "allowed", name)
    if (values === undefined) return allowed.has("*")
    return values === "any" || values.some((each) => fits(each, value))
  })
}

/** The lowest limit that is set, or 0. */
const lowest = (bounds: ReadonlyArray<number>): number => Math.min(...bounds.filter((bound) => bound > 0), Infinity)

export const naiveDecision = (
  policies: ReadonlyArray<ReadonlyArray<NaiveRule>>,
  { operation, parameters, path, wrapTtl = 0 }: NaiveRequest
): { readonly allowed: boolean; readonly sudo: boolean } => {
  const all = policies.flat().map((rule) => ({ ...rule, path: rule.path.replace(/^\//, "") }))
  const listing = operation === "list" || operation === "scan"
  const pattern = patternFor([...new Set(all.map((rule) => rule.path))], path, listing)
  const rules = all.filter((rule) => rule.path === pattern)
  if (rules.length === 0 || rules.some((rule) => rule.capabilities.includes("deny"))) {
    return { allowed: false, sudo: false }
  }
  const has = (capability: string): boolean => rules.some((rule) => rule.capabilities.includes(capability))
  const [min, max] = [lowest(rules.map((rule) => rule.min)), lowest(rules.map((rule) => rule.max))]
  const isBounded = min !== Infinity || max !== Infinity
  // If one policy's minimum exceeds another one's maximum, no TTL is allowed.
  const inBounds = !isBounded || (wrapTtl > 0 && (min === Infinity || wrapTtl >= min) && wrapTtl <= max)
  const checked = listing || operation === "delete" || parametersFit(rules, parameters)
  return { allowed: has(operation) && inBounds && checked, sudo: has("sudo") }
}
