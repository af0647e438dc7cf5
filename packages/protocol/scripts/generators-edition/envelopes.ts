/**
 * The envelope of every response that can be wrapped. The exact edition has a union of the operation's envelope and the wrapped
 * one; this edition has one envelope, in which `data` and `auth` are null if the response is wrapped, and `wrap_info` is null if it
 * is not.
 */
import { isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"

/** The components that occur only in an envelope, where they may be null. */
export const NULLABLE_COMPONENTS: ReadonlySet<string> = new Set(["Auth", "WrapInfo"])

export const isEnvelope = (schema: NodeObject): boolean => {
  const properties = objectAt(schema, "properties")
  return ["request_id", "data", "wrap_info", "warnings", "auth"].every((name) => Object.hasOwn(properties, name))
}

const orNull = (node: Node | undefined, follow: (schema: NodeObject) => NodeObject): NodeObject => {
  const schema = follow(isObject(node) ? node : {})
  return { type: "object", ...schema, nullable: true }
}

/** The envelope with a `data`, an `auth` and a `wrap_info` that may each be null. `follow` follows a reference. */
export const wrappableEnvelope = (schema: NodeObject, follow: (schema: NodeObject) => NodeObject): NodeObject => {
  const properties = objectAt(schema, "properties")
  return {
    ...schema,
    properties: {
      ...properties,
      data: orNull(properties["data"], follow),
      wrap_info: { $ref: "#/components/schemas/WrapInfo" },
      auth: { $ref: "#/components/schemas/Auth" }
    }
  }
}
