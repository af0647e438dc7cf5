/** What a client expects of each operation: the statuses and bodies of the exact edition that only a validator needs are left out. */
import { isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"
import { mapValues, section } from "./nodes.ts"

/** Ranges of statuses, and redirects, which HTTP libraries follow. */
const isUnusual = (status: string): boolean => /XX$|^3/.test(status)

/** A health check has a status without a body only if its query asks for one. */
const isChosen = (status: string, responses: NodeObject): boolean =>
  "200" in responses && (status === "204" || status === "205")

const withoutUnusual = (operation: Node): Node => {
  if (!isObject(operation) || !isObject(operation["responses"])) return operation
  const all = operation["responses"]
  const responses = Object.entries(all).filter(
    ([status]) => !isUnusual(status) && !(operation["x-bare"] === true && isChosen(status, all))
  )
  return { ...operation, responses: Object.fromEntries(responses) }
}

const OTHER_JSON = "#/components/schemas/OtherJson"

/** Envelopes only, without what an unwrap can return besides; errors where the body may be absent. */
const canonicalContent = (content: NodeObject): NodeObject => {
  const json = objectAt(content, "application/json")
  if (!("application/json" in content)) return content
  if (!("schema" in json))
    return { ...content, "application/json": { ...json, schema: { $ref: "#/components/schemas/Errors" } } }
  const { anyOf, ...schema } = objectAt(json, "schema")
  if (!Array.isArray(anyOf) || !anyOf.some((node) => isObject(node) && node["$ref"] === OTHER_JSON)) return content
  const oneOf = anyOf.filter((node) => !(isObject(node) && node["$ref"] === OTHER_JSON))
  return { "application/json": { ...json, schema: { ...schema, oneOf } } }
}

export const withCanonicalResponses = (document: NodeObject): NodeObject => ({
  ...document,
  paths: mapValues(objectAt(document, "paths"), (item) =>
    Object.fromEntries(Object.entries(item).map(([method, operation]) => [method, withoutUnusual(operation)]))
  ),
  components: {
    ...objectAt(document, "components"),
    responses: mapValues(section(document, "responses"), (response) =>
      "content" in response ? { ...response, content: canonicalContent(objectAt(response, "content")) } : response
    )
  }
})
