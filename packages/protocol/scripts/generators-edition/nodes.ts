/** Helpers for the nodes of a document. */
import { isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"

/** The components of a section of a document. */
export const section = (document: NodeObject, name: string): NodeObject =>
  objectAt(objectAt(document, "components"), name)

/** The name of the component that a reference refers to. */
export const referredName = (reference: string): string => reference.slice(reference.lastIndexOf("/") + 1)

/** A node with another name for the component that it refers to. */
export const withReferredName = (node: Node, rename: (name: string) => string): Node => {
  const reference = isObject(node) ? node["$ref"] : undefined
  if (typeof reference !== "string") return node
  const name = referredName(reference)
  return { $ref: `${reference.slice(0, -name.length)}${rename(name)}` }
}

/** The objects of a map, each with another value. */
export const mapValues = (node: NodeObject, change: (value: NodeObject, key: string) => Node): NodeObject =>
  Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => (isObject(value) ? [[key, change(value, key)] as const] : []))
  )

/** The node without the extensions, which only this repository reads. */
export const withoutExtensions = (node: NodeObject): NodeObject =>
  Object.fromEntries(Object.entries(node).filter(([key]) => !key.startsWith("x-")))
