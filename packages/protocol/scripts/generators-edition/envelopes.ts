/**
 * The envelopes of responses. In the exact edition, a response is the operation's own envelope or the wrapped one. Here it is one
 * envelope, still as a schema of OpenAPI 3.1: `data` and `auth` are null if the response is wrapped, otherwise `wrap_info` is null.
 */
import { dereferenced, isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"
import { mapValues, referredName, section } from "./nodes.ts"

const MEMBERS = ["request_id", "data", "wrap_info", "warnings", "auth"]
const WRAPPED = "WrappedResponse"
const isWrapped = (schema: Node): boolean => isObject(schema) && schema["$ref"] === `#/components/schemas/${WRAPPED}`

const arrayAt = (schema: NodeObject, key: string): Array<Node> => (Array.isArray(schema[key]) ? schema[key] : [])

/** The parts of a schema that refines others, the schema itself last. */
const partsOf = (document: NodeObject, schema: NodeObject): Array<NodeObject> => [
  ...arrayAt(schema, "allOf").flatMap((part) => partsOf(document, dereferenced(document, part))),
  schema
]

const permitsNull = (node: Node): boolean => {
  if (!isObject(node)) return false
  if (Array.isArray(node["type"]) ? node["type"].includes("null") : node["type"] === "null") return true
  return arrayAt(node, "oneOf").some(permitsNull)
}

const orNull = (node: Node = {}): Node => (permitsNull(node) ? node : { oneOf: [node, { type: "null" }] })

const isEnvelope = (members: NodeObject): boolean => MEMBERS.every((name) => Object.hasOwn(members, name))

/**
 * The document with one envelope for each response. The envelopes of `open` have the members of `data` at the top level too.
 */
export const withOneEnvelope = (document: NodeObject, open: ReadonlySet<string>): NodeObject => {
  const schemas = section(document, "schemas")
  const general = objectAt(schemas["Envelope"], "properties")

  const envelope = (schema: NodeObject, name: string): NodeObject => {
    const parts = partsOf(document, schema)
    const members: NodeObject = Object.assign({}, ...parts.map((part) => objectAt(part, "properties")))
    if (!isEnvelope(members)) return schema
    const wrapInfo = "#/components/schemas/WrapInfo"
    const { allOf: _, ...others } = schema
    return {
      ...others,
      type: "object",
      required: [...new Set(parts.flatMap((part) => arrayAt(part, "required")))],
      properties: {
        ...members,
        data: orNull(members["data"]),
        // Only a response that is always wrapped has it in any case.
        wrap_info: name === WRAPPED ? dereferenced(document, { $ref: wrapInfo }) : orNull({ $ref: wrapInfo }),
        warnings: general["warnings"] ?? {},
        auth: general["auth"] ?? {}
      },
      ...(open.has(name) ? { additionalProperties: true } : {})
    }
  }

  /** An operation's envelope has the members of the wrapped one. */
  const body = (schema: Node | undefined): Node => {
    if (!isObject(schema)) return {}
    const others = arrayAt(schema, "oneOf").filter((alternative) => !isWrapped(alternative))
    const [own] = others
    if (!isObject(own) || others.length !== 1) return schema
    const members = partsOf(document, dereferenced(document, own)).map((part) => objectAt(part, "properties"))
    return isEnvelope(Object.assign({}, ...members)) ? own : schema
  }

  const components = {
    ...objectAt(document, "components"),
    schemas: mapValues(schemas, envelope),
    responses: mapValues(section(document, "responses"), (response) =>
      "content" in response
        ? {
            ...response,
            content: mapValues(objectAt(response, "content"), (media) => ({ ...media, schema: body(media["schema"]) }))
          }
        : response
    )
  }
  return { ...document, components }
}

/** The schemas that the responses of an operation refer to. */
export const responseSchemas = (document: NodeObject, operation: NodeObject): Array<string> =>
  Object.values(objectAt(operation, "responses")).flatMap((response) =>
    Object.values(objectAt(dereferenced(document, response), "content")).flatMap((media) => {
      const schema = objectAt(media, "schema")
      return [schema, ...arrayAt(schema, "oneOf")].flatMap((node) =>
        isObject(node) && typeof node["$ref"] === "string" ? [referredName(node["$ref"])] : []
      )
    })
  )
