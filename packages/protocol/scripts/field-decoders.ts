/** Which decoder gives a handler the canonical value of a field or a query variable: `x-decoder` in the spec. */
import { dereferenced, isObject, objectAt, type Node, type NodeObject } from "./bundle.ts"
import { readOperations } from "./operation-table.ts"
import { isLazy, requestComponents } from "./request-schemas.ts"

/** The decoders that `packages/server/src/values/field-decoders.ts` has. */
const DECODERS: ReadonlySet<string> = new Set([
  "boolean",
  "integer",
  "integers",
  "lifetime",
  "list",
  "mountTtl",
  "names",
  "number",
  "seconds",
  "signedLifetime",
  "signedSeconds",
  "string",
  "stringMap"
])

/** One field of a table, as TypeScript; `undefined` if its value is canonical on the wire. */
const printField = (document: NodeObject, schema: Node): string | undefined => {
  if (!isObject(schema)) return undefined
  const { "x-decoder": decoder, ...others } = dereferenced(document, nonNullable(schema))
  if (decoder !== undefined) {
    if (!DECODERS.has(String(decoder))) throw new Error(`there is no decoder ${String(decoder)}`)
    const newName = schema["x-old-name-of"]
    const oldName = newName === undefined ? "" : `, oldNameOf: ${JSON.stringify(newName)}`
    return `{ decoder: ${JSON.stringify(decoder)}${oldName} }`
  }
  const fields = printTable(document, others)
  return fields === "{}" ? undefined : `{ fields: ${fields} }`
}

/** Of a schema that may be null, the other alternative: a null field is decoded as an absent one. */
const nonNullable = (schema: NodeObject): NodeObject => {
  const alternatives = Array.isArray(schema["oneOf"]) ? schema["oneOf"].filter(isObject) : []
  const [first, ...rest] = alternatives.filter(({ type }) => type !== "null")
  return first !== undefined && rest.length === 0 && alternatives.length === 2 ? first : schema
}

/** The fields of an object that have a decoder. */
const printTable = (document: NodeObject, schema: NodeObject): string => {
  const fields = Object.entries(objectAt(schema, "properties")).flatMap(([name, property]) => {
    const field = printField(document, property)
    return field === undefined ? [] : [`${name}: ${field}`]
  })
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`
}

/**
 * The query variables of each operation that are whole numbers. An operation without an envelope (`x-bare`) has its own error
 * for them, so they are not among them.
 */
const integerVariables = (document: NodeObject): Map<string, Array<string>> => {
  const variables = new Map<string, Array<string>>()
  for (const item of Object.values(objectAt(document, "paths")).filter(isObject)) {
    for (const operation of Object.values(item).filter(isObject)) {
      if (operation["operationId"] === undefined || operation["x-bare"] === true) continue
      const id = String(operation["x-operation"] ?? operation["operationId"])
      const names = [item["parameters"], operation["parameters"]]
        .flatMap((parameters) => (Array.isArray(parameters) ? parameters : []))
        .map((parameter) => dereferenced(document, parameter))
        .filter((parameter) => parameter["in"] === "query" && objectAt(parameter, "schema")["type"] === "integer")
        .map((parameter) => String(parameter["name"]))
      if (names.length > 0) variables.set(id, [...new Set([...(variables.get(id) ?? []), ...names])])
    }
  }
  return variables
}

/** @param lazy whether to print the tables that are loaded lazily, or all others */
export const printFieldDecoders = (document: NodeObject, lazy: boolean): string => {
  const schemas = objectAt(objectAt(document, "components"), "schemas")
  const components = new Map([...requestComponents(document)].filter(([id]) => isLazy(document, id) === lazy))
  const tables = new Map(
    [...new Set(components.values())]
      .map((component) => [component, printTable(document, objectAt(schemas, component))] as const)
      .filter(([, table]) => table !== "{}")
  )
  const declarations = [...tables].map(([component, table]) => `const ${component} = ${table} as const`)
  const entries = [...components].flatMap(([id, component]) => (tables.has(component) ? [`  ${id}: ${component}`] : []))
  return `${declarations.join("\n\n")}

/** The fields of each operation's body that clients write in several ways, with the decoder of each. */
export const fieldDecoders = {
${entries.join(",\n")}
} as const${lazy ? "\n" : printVariables(document)}`
}

const printVariables = (document: NodeObject): string => {
  const variables = integerVariables(document)
  const ids = [...readOperations(document).operations.keys()].filter((id) => variables.has(id))
  return `

/** The query variables of each operation that are whole numbers. */
export const integerVariables = {
${ids.map((id) => `  ${id}: ${JSON.stringify(variables.get(id)).replaceAll(",", ", ")}`).join(",\n")}
} as const
`
}
