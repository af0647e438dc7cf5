/** Generates the shapes of the JSON bodies of operations: what the server checks at run time. */
import { isObject, objectAt, type Node, type NodeObject } from "./bundle.ts"
import { readOperations, requestBodyOf } from "./operation-table.ts"

/** The component of the body of each operation that has fields, by the id of the operation. */
export const requestComponents = (document: NodeObject): Map<string, string> => {
  const { operations } = readOperations(document)
  const components = new Map<string, string>()
  for (const item of Object.values(objectAt(document, "paths"))) {
    for (const operation of isObject(item) ? Object.values(item).filter(isObject) : []) {
      const id = String(operation["operationId"])
      const row = operations.get(id)
      const body = requestBodyOf(document, operation)
      if (row !== undefined && !row.opaqueBody && body !== undefined) components.set(id, body.component)
    }
  }
  return components
}

/** The keywords that a generated shape checks, and those that say nothing about the shape. */
const KNOWN: ReadonlySet<string> = new Set(["$ref", "type", "oneOf", "anyOf", "properties", "items", "pattern"])
// The operation itself reports a missing field, with the protocol's error text.
const IGNORED: ReadonlySet<string> = new Set(["description", "example", "required", "title", "default", "format"])

const simpleShapes: Readonly<Record<string, string>> = {
  string: "string",
  integer: "integer",
  number: "finite",
  boolean: "boolean",
  null: "nothing"
}

/** Prints the shape of a schema, and calls `refer` with the components to which it refers. */
const printShape = (schema: NodeObject, refer: (name: string) => string): string => {
  const unknown = Object.keys(schema).filter(
    (key) => !KNOWN.has(key) && !IGNORED.has(key) && !key.startsWith("x-") && key !== "additionalProperties"
  )
  if (unknown.length > 0) throw new Error(`a request has a schema with ${unknown.join(", ")}, which is not supported`)
  const inner = (node: Node | undefined): string => printShape(isObject(node) ? node : {}, refer)
  const { $ref: reference, additionalProperties, items, pattern, properties, type } = schema
  if (typeof reference === "string") return refer(reference.split("/").at(-1)!)
  const choices = schema["oneOf"] ?? schema["anyOf"]
  if (Array.isArray(choices)) return `oneOf(${choices.map(inner).join(", ")})`
  if (Array.isArray(type)) return `oneOf(${type.map((one) => inner({ ...schema, type: one })).join(", ")})`
  if (type === undefined) return "anything"
  if (type === "array") return `arrayOf(${inner(items)})`
  if (type === "object") {
    if (isObject(properties)) {
      const fields = Object.entries(properties).map(([name, held]) => `${JSON.stringify(name)}: ${inner(held)}`)
      return `fields({ ${fields.join(", ")} })`
    }
    return isObject(additionalProperties) ? `recordOf(${inner(additionalProperties)})` : "recordOf(anything)"
  }
  if (typeof pattern === "string") return `matching(new RegExp(${JSON.stringify(pattern)}, "u"))`
  const simple = simpleShapes[String(type)]
  if (simple === undefined) throw new Error(`a request has a schema of the type ${String(type)}`)
  return simple
}

/** The groups whose tables a server loads when it mounts one of their engines. */
const LAZY: ReadonlySet<string> = new Set(["appRole", "userpass", "pki", "http"])

/** Whether the tables of an operation are loaded lazily, and are in a file of their own. */
export const isLazy = (document: NodeObject, id: string): boolean =>
  LAZY.has(readOperations(document).operations.get(id)?.group ?? "")

/** @param lazy whether to print the shapes that are loaded lazily, or all others */
export const printRequestSchemas = (document: NodeObject, lazy: boolean): string => {
  const schemas = objectAt(objectAt(document, "components"), "schemas")
  const components = [...requestComponents(document)].filter(([id]) => isLazy(document, id) === lazy)
  const declarations = new Map<string, string>()
  const open = new Set<string>()
  const refer = (name: string): string => {
    if (open.has(name)) throw new Error("a request refers to itself, which this generator does not support")
    if (!declarations.has(name)) {
      open.add(name)
      const shape = printShape(objectAt(schemas, name), refer)
      open.delete(name)
      declarations.set(name, `const ${name} = ${shape}`)
    }
    return name
  }
  const entries = components.map(([id, component]) => `  ${id}: ${refer(component)}`)
  const code = [...declarations.values()].join("\n\n")
  const names = [
    "anything",
    "arrayOf",
    "boolean",
    "fields",
    "finite",
    "integer",
    "matching",
    "nothing",
    "oneOf",
    "recordOf",
    "string"
  ]
  const used = names.filter((name) => new RegExp(`\\b${name}\\b`).test(code.replaceAll(/"[^"]*"/g, "")))
  return `import type { OperationId, RequestFields } from "@enwrap/protocol"
import { ${used.join(", ")}, type Shape } from "../shapes/shapes.ts"

${code}

/**
 * The fields of JSON bodies, by operation. Unknown keys are accepted, and no field is required: the operation itself reports a
 * missing field. A value keeps the form in which the client wrote it, which is one of the spec's types.
 */
export const requestSchemas = {
${entries.join(",\n")}
} satisfies { readonly [Id in OperationId]?: Shape<RequestFields<Id>> }
`
}
