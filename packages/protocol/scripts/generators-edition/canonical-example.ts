/** An example in the canonical form of its schema. */
import { dereferenced, isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"

/** The document with every example in the form of its schema. */
export const withCanonicalExamples = (document: NodeObject): NodeObject => {
  const visit = (node: Node, isMap: boolean): Node => {
    if (Array.isArray(node)) return node.map((item) => visit(item, false))
    if (!isObject(node)) return node
    const schema = "schema" in node ? node["schema"] : node
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [
        key,
        key === "example" && !isMap
          ? canonicalExample(document, schema, value)
          : // The keys of a map are names, not keywords.
            visit(value, !isMap && key === "properties")
      ])
    )
  }
  return visit(document, false) as NodeObject
}

/** The example, with each value that the schema has in another type converted to this type. */
export const canonicalExample = (document: NodeObject, node: Node | undefined, example: Node): Node => {
  const schema = dereferenced(document, node)
  const item = (index: Node): Node => canonicalExample(document, schema["items"], index)
  switch (schema["type"]) {
    case "string":
      return typeof example === "number" || typeof example === "boolean" ? String(example) : example
    case "integer":
    case "number":
      return typeof example === "string" && example !== "" && !Number.isNaN(Number(example)) ? Number(example) : example
    case "boolean":
      return typeof example === "string" ? /^(1|t|true)$/i.test(example) : example
    case "array":
      if (Array.isArray(example)) return example.map(item)
      return example === null ? example : (typeof example === "string" ? example.split(",") : [example]).map(item)
    case "object":
      return isObject(example) ? canonicalObject(document, schema, example) : example
    default:
      return example
  }
}

/** A member that the schema does not name is left out, such as a copy of `data` at the top level of an envelope. */
const canonicalObject = (document: NodeObject, schema: NodeObject, example: NodeObject): NodeObject => {
  const properties = objectAt(schema, "properties")
  const others = schema["additionalProperties"]
  return Object.fromEntries(
    Object.entries(example).flatMap(([name, value]) => {
      const member = Object.hasOwn(properties, name) ? properties[name] : others
      return member === undefined ? [] : [[name, canonicalExample(document, member, value)]]
    })
  )
}
