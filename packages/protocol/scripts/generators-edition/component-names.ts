/**
 * The names of the components. Generators put schemas, responses and parameters into one namespace, with the types that they
 * derive from operation ids, such as `TokenLookupResponse`, `TokenLookupRequest` and `TokenLookupData`. Some name files after them,
 * in snake case, on file systems that ignore case.
 */

const SUFFIXES: Readonly<Record<string, string>> = { Request: "Input", Response: "Envelope" }

/** Names that generated code imports from libraries: Gson has a `JsonObject`. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([["JsonObject", "AnyObject"]])

/** The new names of schemas: no generator derives a name with these endings from an operation id. */
export const schemaNames = (names: ReadonlyArray<string>, operationIds: ReadonlyArray<string>): Map<string, string> => {
  const ids = new Set(operationIds.map((id) => id.toLowerCase()))
  return new Map(
    names.map((name) => {
      const other = OTHER_NAMES.get(name)
      if (other !== undefined) return [name, other]
      if (ids.has(name.toLowerCase())) return [name, `${name}Info`]
      const [suffix, replacement] = Object.entries(SUFFIXES).find(([ending]) => name.endsWith(ending)) ?? ["", ""]
      return [name, `${name.slice(0, name.length - suffix.length)}${replacement}`]
    })
  )
}

export const responseName = (name: string): string => `${name}Reply`
export const parameterName = (name: string): string => `${name}Parameter`
export const headerName = (name: string): string => `${name}Header`

/** The name of an object inside a schema. The data of `KeysEnvelope` are a `KeysPayload`. */
export const nestedName = (parent: string, property: string): string =>
  parent.endsWith("Envelope") && property === "data"
    ? parent.replace(/Envelope$/, "Payload")
    : `${parent.replace(/Envelope$/, "")}${pascalCase(property)}`

const pascalCase = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("")

/** Fails if two components have the same name, apart from case. */
export const assertUnique = (names: ReadonlyArray<string>): void => {
  const seen = new Map<string, string>()
  for (const name of names) {
    const other = seen.get(name.toLowerCase())
    if (other !== undefined) throw new Error(`two components of the generators' edition are named ${other} and ${name}`)
    seen.set(name.toLowerCase(), name)
  }
}
