/** Generates run-time schemas for the JSON bodies of operations, with Effect's Schema. */
import * as JsonSchema from "effect/JsonSchema"
import * as SchemaRepresentation from "effect/SchemaRepresentation"
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

/** The names of these components, and of all components that they refer to. */
const reachable = (schemas: NodeObject, roots: Iterable<string>): Set<string> => {
  const names = new Set<string>()
  const visit = (node: Node | undefined): void => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (!isObject(node)) return
    if (typeof node["$ref"] === "string") return enter(node["$ref"].split("/").at(-1)!)
    Object.values(node).forEach(visit)
  }
  const enter = (name: string): void => {
    if (names.has(name)) return
    names.add(name)
    visit(schemas[name])
  }
  for (const root of roots) enter(root)
  return names
}

/**
 * Descriptions and examples are for readers of the spec. The operation itself reports a missing field, with the protocol's
 * error text, so `required` is left out too.
 */
const OMITTED: ReadonlySet<string> = new Set(["description", "example", "required"])

const withoutProse = (node: Node): Node => {
  if (Array.isArray(node)) return node.map(withoutProse)
  if (!isObject(node)) return node
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => {
      if (key === "properties" && isObject(value)) {
        return [[key, Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, withoutProse(schema)]))]]
      }
      return OMITTED.has(key) || key.startsWith("x-") ? [] : [[key, withoutProse(value)]]
    })
  )
}

/** Values that no operation looks into have been parsed as JSON, so there is no need to check that they are JSON. */
const withoutWalks = (code: string): string =>
  code.replaceAll('Schema.Json.annotate({ "expected": "JSON value" })', "Schema.Unknown")

export const printRequestSchemas = (document: NodeObject): string => {
  const schemas = objectAt(objectAt(document, "components"), "schemas")
  const components = requestComponents(document)
  const [first, ...others] = new Set(components.values())
  if (first === undefined) throw new Error("no operation has a body with fields")

  const definitions: Record<string, JsonSchema.JsonSchema> = {}
  for (const name of reachable(schemas, [first, ...others])) {
    definitions[name] = JsonSchema.fromSchemaOpenApi3_1(
      withoutProse(schemas[name] ?? {}) as JsonSchema.JsonSchema
    ).schema
  }
  const reference = (name: string) => ({ $ref: `#/$defs/${name}` })
  const [root, ...rest] = SchemaRepresentation.fromJsonSchemaMultiDocument(
    { dialect: "draft-2020-12", schemas: [reference(first), ...others.map(reference)], definitions },
    { patterns: "apply" }
  )
  const code = SchemaRepresentation.toCodeDocument(
    SchemaRepresentation.toRepresentations([root.ast, ...rest.map((schema) => schema.ast)])
  )
  if (Object.keys(code.references.recursives).length > 0)
    throw new Error("a request refers to itself, which this generator does not support")

  const declarations = code.references.nonRecursives.map(
    ({ $ref, code }) => `const ${$ref} = ${withoutWalks(code.runtime)}`
  )
  const entries = [...components].map(([id, component]) => `  ${id}: ${component}`)
  return `import type { OperationId, RequestFields } from "@enwrap/protocol"
import * as Schema from "effect/Schema"

${declarations.join("\n\n")}

/**
 * The fields of JSON bodies, by operation. Unknown keys are accepted, and no field is required: the operation itself reports a
 * missing field. A value keeps the form in which the client wrote it, which is one of the spec's types.
 */
export const requestSchemas = {
${entries.join(",\n")}
} satisfies { readonly [Id in OperationId]?: Schema.Decoder<RequestFields<Id>> }
`
}
