/** Merges schemas of objects, which are translated already. */
import { isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"

const requiredOf = (schema: NodeObject): Array<string> =>
  Array.isArray(schema["required"]) ? schema["required"].map(String) : []

const same = (a: Node | undefined, b: Node | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)

/** An object schema; `required` and `properties` only if there are any. */
const objectSchema = (
  properties: NodeObject,
  required: ReadonlyArray<string>,
  others: ReadonlyArray<NodeObject>
): NodeObject => {
  const open = others.map((schema) => schema["additionalProperties"]).find((value) => value !== undefined)
  return {
    type: "object",
    ...(required.length > 0 ? { required: [...new Set(required)] } : {}),
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(open === undefined ? {} : { additionalProperties: open })
  }
}

/** An object that meets all these schemas (`allOf`). A later schema refines the properties of an earlier one. */
export const intersectionOf = (schemas: ReadonlyArray<NodeObject>): NodeObject => {
  const properties: NodeObject = {}
  for (const schema of schemas) {
    for (const [name, property] of Object.entries(objectAt(schema, "properties"))) {
      properties[name] = withDescriptionOf(property, properties[name])
    }
  }
  return objectSchema(properties, schemas.flatMap(requiredOf), schemas)
}

/**
 * An object that meets at least one of these schemas (`oneOf`, `anyOf`). It has the properties of all of them, and requires only
 * those that all require.
 */
export const unionOf = (schemas: ReadonlyArray<NodeObject>): NodeObject => {
  const properties: NodeObject = {}
  for (const schema of schemas) {
    for (const [name, property] of Object.entries(objectAt(schema, "properties"))) {
      const known = properties[name]
      properties[name] = known === undefined || same(known, property) ? property : eitherOf(known, property)
    }
  }
  const [first, ...others] = schemas.map(requiredOf)
  const required = (first ?? []).filter((name) => others.every((names) => names.includes(name)))
  return objectSchema(properties, required, schemas)
}

/** A property that has two schemas: any value, unless only the prose or null differs. */
const eitherOf = (a: Node, b: Node): Node => {
  if (!isObject(a) || !isObject(b)) return a
  const bare = ({ description: _, nullable: __, ...others }: NodeObject): NodeObject => others
  const description = a["description"] ?? b["description"]
  const described = description === undefined ? {} : { description }
  if (!same(bare(a), bare(b))) return described
  const nullable = a["nullable"] === true || b["nullable"] === true
  return { ...bare(a), ...described, ...(nullable ? { nullable } : {}) }
}

const withDescriptionOf = (property: Node, earlier: Node | undefined): Node => {
  if (!isObject(property) || !isObject(earlier)) return property
  if ("$ref" in property || property["description"] !== undefined) return property
  return earlier["description"] === undefined ? property : { ...property, description: earlier["description"] }
}
