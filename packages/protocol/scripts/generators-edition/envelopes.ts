/**
 * The envelopes of responses. In the exact edition, a response is the operation's own envelope or the wrapped one. In this edition
 * it is one envelope: `data` and `auth` are null if the response is wrapped, otherwise `wrap_info` is null.
 */
import { dereferenced, isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"

const NULLABLE = ["data", "wrap_info", "auth"]
const MEMBERS = ["request_id", "warnings", ...NULLABLE]

export const isEnvelope = (schema: NodeObject): boolean =>
  MEMBERS.every((name) => Object.hasOwn(objectAt(schema, "properties"), name))

/** The reference of a schema, or of its only alternative to null. */
const referenceOf = (node: Node | undefined): string | undefined => {
  if (!isObject(node)) return undefined
  if (typeof node["$ref"] === "string") return node["$ref"]
  const alternatives = Array.isArray(node["oneOf"]) ? node["oneOf"].filter(isObject) : []
  return alternatives.length === 2 ? referenceOf(alternatives.find(({ type }) => type !== "null")) : undefined
}

/** The members of an envelope of the exact edition, which may be written as a refinement of the general one. */
const ownMembers = (document: NodeObject, schema: NodeObject): NodeObject =>
  Object.assign(
    {},
    ...(Array.isArray(schema["allOf"]) ? schema["allOf"] : []).map((part) =>
      ownMembers(document, dereferenced(document, part))
    ),
    objectAt(schema, "properties")
  ) as NodeObject

/**
 * The schemas that only envelopes refer to, in members that are null in some responses. They are nullable themselves: beside a
 * reference, `nullable` has no effect.
 */
export const nullableComponents = (document: NodeObject): ReadonlySet<string> => {
  const schemas = objectAt(objectAt(document, "components"), "schemas")
  const inEnvelopes = new Set<string>()
  const elsewhere = new Set<string>()
  const visit = (node: Node | undefined): void => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (!isObject(node)) return
    if (typeof node["$ref"] === "string") elsewhere.add(node["$ref"])
    for (const [key, value] of Object.entries(node)) if (key !== "example") visit(value)
  }
  for (const schema of Object.values(schemas)) {
    if (!isObject(schema)) continue
    const members = ownMembers(document, schema)
    if (!isEnvelope({ properties: members })) {
      visit(schema)
      continue
    }
    for (const [name, member] of Object.entries(members)) {
      const reference = NULLABLE.includes(name) ? referenceOf(member) : undefined
      if (reference === undefined) visit(member)
      else inEnvelopes.add(reference)
    }
  }
  visit(objectAt(document, "components")["responses"])
  visit(document["paths"])
  return new Set([...inEnvelopes].filter((name) => !elsewhere.has(name)).map((name) => name.split("/").at(-1)!))
}
