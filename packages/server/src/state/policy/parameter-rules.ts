/** A JSON value in a parameter rule, with maps for objects. */
export type ParameterValue =
  | null
  | boolean
  | number
  | string
  | ReadonlyArray<ParameterValue>
  | ReadonlyMap<string, ParameterValue>

/** Values by parameter name in lower case. An empty list stands for any value, the name `*` for any parameter. */
export type ParameterValues = ReadonlyMap<string, ReadonlyArray<ParameterValue>>

/** The conditions of a rule on a request's parameters: the fields of its body, or of its query. */
export interface ParameterRules {
  readonly allowedParameters: ParameterValues | undefined
  readonly deniedParameters: ParameterValues | undefined
  readonly requiredParameters: ReadonlyArray<string>
}

/** Whether a rule has conditions on parameters. If not, the request's body is not decoded. */
export const hasParameterRules = (rules: ParameterRules): boolean =>
  rules.requiredParameters.length > 0 || isSet(rules.deniedParameters) || isSet(rules.allowedParameters)

/**
 * Whether a request's parameters (decoded JSON, by their names as sent) satisfy a rule. `denied` takes precedence over `allowed`.
 * Of a request without parameters, only the required ones are checked.
 */
export const satisfiesParameterRules = (rules: ParameterRules, parameters: ReadonlyMap<string, unknown>): boolean => {
  const { allowedParameters, deniedParameters, requiredParameters } = rules
  if (!requiredParameters.every((name) => parameters.has(name.toLowerCase()))) return false
  if (parameters.size === 0) return true
  if (isSet(deniedParameters) && !isUndenied(deniedParameters, parameters)) return false
  return !isSet(allowedParameters) || isAllowed(allowedParameters, parameters)
}

/** Merges the rules of one pattern. An empty list of values, which stands for any value, takes precedence. */
export const mergeParameterRules = (rules: ReadonlyArray<ParameterRules>): ParameterRules => ({
  allowedParameters: mergeValues(rules.map(({ allowedParameters }) => allowedParameters)),
  deniedParameters: mergeValues(rules.map(({ deniedParameters }) => deniedParameters)),
  requiredParameters: [...new Set(rules.flatMap(({ requiredParameters }) => requiredParameters))]
})

const isSet = (values: ParameterValues | undefined): values is ParameterValues =>
  values !== undefined && values.size > 0

const isUndenied = (denied: ParameterValues, parameters: ReadonlyMap<string, unknown>): boolean => {
  if (denied.has("*")) return false
  for (const [name, given] of parameters) {
    const values = denied.get(name.toLowerCase())
    if (values !== undefined && (values.length === 0 || values.some((value) => matches(value, given, true))))
      return false
  }
  return true
}

const isAllowed = (allowed: ParameterValues, parameters: ReadonlyMap<string, unknown>): boolean => {
  const others = allowed.has("*")
  if (others && allowed.size === 1) return true
  for (const [name, given] of parameters) {
    const values = allowed.get(name.toLowerCase())
    if (values === undefined ? !others : values.length > 0 && !values.some((value) => matches(value, given, false)))
      return false
  }
  return true
}

/**
 * A string can begin or end with `*`, or both. Inside lists and objects, `*` has no special meaning.
 *
 * In the original, a number in a policy never equals a number in a request: an allowed number allows nothing (recorded as
 * PO-12), and a denied number denies nothing. Here an allowed number allows nothing either, but a denied number denies, so
 * numbers are compared only for denied parameters.
 */
const matches = (rule: ParameterValue, given: unknown, compareNumbers: boolean): boolean =>
  typeof rule === "string" && typeof given === "string" ? matchesGlob(rule, given) : equals(rule, given, compareNumbers)

const matchesGlob = (glob: string, text: string): boolean => {
  if (glob.length < 2) return glob === text
  const open = glob.startsWith("*")
  const ended = glob.endsWith("*")
  if (open && ended) return text.includes(glob.slice(1, -1))
  if (open) return text.endsWith(glob.slice(1))
  return ended ? text.startsWith(glob.slice(0, -1)) : glob === text
}

const equals = (rule: ParameterValue, given: unknown, compareNumbers: boolean): boolean => {
  if (typeof rule === "number") return compareNumbers && rule === given
  if (rule === null || typeof rule !== "object") return rule === given
  if (given === null || typeof given !== "object") return false
  if (rule instanceof Map) {
    if (Array.isArray(given) || Object.keys(given).length !== rule.size) return false
    for (const [key, value] of rule as ReadonlyMap<string, ParameterValue>) {
      if (!Object.hasOwn(given, key) || !equals(value, (given as Record<string, unknown>)[key], compareNumbers))
        return false
    }
    return true
  }
  const list = rule as ReadonlyArray<ParameterValue>
  return (
    Array.isArray(given) &&
    given.length === list.length &&
    list.every((item, index) => equals(item, given[index], compareNumbers))
  )
}

const mergeValues = (all: ReadonlyArray<ParameterValues | undefined>): ParameterValues | undefined => {
  const given = all.filter((values) => values !== undefined)
  if (given.length < 2) return given[0]
  const lists = new Map<string, Array<ReadonlyArray<ParameterValue>>>()
  for (const [name, values] of given.flatMap((each) => [...each])) {
    const others = lists.get(name)
    if (others === undefined) lists.set(name, [values])
    else others.push(values)
  }
  return new Map([...lists].map(([name, each]) => [name, each.some(({ length }) => length === 0) ? [] : each.flat()]))
}
