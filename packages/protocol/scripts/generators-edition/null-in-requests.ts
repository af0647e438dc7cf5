/**
 * Fields of requests that may be null. A server reads null as an absent field, except in a merge patch. Generated clients leave out
 * a field more easily than they send null.
 */
import { isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"
import { mapValues, referredName, section } from "./nodes.ts"

const withoutNull = (schema: NodeObject): Node => {
  const { oneOf, type } = schema
  if (Array.isArray(type)) return { ...schema, type: type.filter((item) => item !== "null") }
  if (!Array.isArray(oneOf)) return schema
  return { ...schema, oneOf: oneOf.filter((item) => !isObject(item) || item["type"] !== "null") }
}

/** The components of request bodies, by media type. */
const bodiesOf = (document: NodeObject): Map<string, Set<string>> => {
  const bodies = new Map<string, Set<string>>()
  for (const item of Object.values(objectAt(document, "paths")).filter(isObject)) {
    for (const operation of Object.values(item).filter(isObject)) {
      for (const [type, media] of Object.entries(objectAt(objectAt(operation, "requestBody"), "content"))) {
        const reference = objectAt(media, "schema")["$ref"]
        if (typeof reference !== "string") continue
        bodies.set(type, (bodies.get(type) ?? new Set()).add(referredName(reference)))
      }
    }
  }
  return bodies
}

/** The document without null in the fields of JSON requests. */
export const withoutNullInRequests = (document: NodeObject): NodeObject => {
  const bodies = bodiesOf(document)
  const patches = bodies.get("application/merge-patch+json")
  const schemas = mapValues(section(document, "schemas"), (schema, name) =>
    bodies.get("application/json")?.has(name) === true && patches?.has(name) !== true && "properties" in schema
      ? { ...schema, properties: mapValues(objectAt(schema, "properties"), withoutNull) }
      : schema
  )
  return { ...document, components: { ...objectAt(document, "components"), schemas } }
}
