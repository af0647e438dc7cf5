/**
 * The components that are nullable themselves: in OpenAPI 3.0, `nullable` has no effect beside a reference, and a schema that refers
 * to one that is not nullable does not permit null.
 */
import { isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"
import { referredName } from "./nodes.ts"

/** The reference in a union of one component and null. */
const nullableReference = (node: NodeObject): string | undefined => {
  const [first, second, third] = Array.isArray(node["oneOf"]) ? node["oneOf"] : []
  const isNull = (alternative: Node | undefined): boolean => isObject(alternative) && alternative["type"] === "null"
  if (third !== undefined || isNull(first) === isNull(second)) return undefined
  const other = isNull(first) ? second : first
  return isObject(other) && typeof other["$ref"] === "string" ? other["$ref"] : undefined
}

/** The components that every schema refers to with null as the alternative. */
export const nullableComponents = (document: NodeObject): ReadonlySet<string> => {
  const orNull = new Set<string>()
  const elsewhere = new Set<string>()
  const visit = (node: Node | undefined): void => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (!isObject(node)) return
    const nullable = nullableReference(node)
    if (nullable !== undefined) {
      orNull.add(nullable)
      return
    }
    if (typeof node["$ref"] === "string") elsewhere.add(node["$ref"])
    for (const [key, value] of Object.entries(node)) if (key !== "example") visit(value)
  }
  visit(objectAt(document, "components"))
  visit(document["paths"])
  return new Set([...orNull].filter((reference) => !elsewhere.has(reference)).map(referredName))
}
