/**
 * The one form in which a generated client writes a value that the server accepts in several forms. The decoder of the server
 * (`x-decoder`) determines it.
 */
import type { Node, NodeObject } from "../bundle.ts"

const string: NodeObject = { type: "string" }
const integer: NodeObject = { type: "integer" }
const listOf = (items: NodeObject): NodeObject => ({ type: "array", items })

const CANONICAL: Readonly<Record<string, NodeObject>> = {
  boolean: { type: "boolean" },
  integer,
  integers: listOf(integer),
  lifetime: string,
  signedLifetime: string,
  list: listOf(string),
  mountTtl: string,
  names: listOf(string),
  number: { type: "number" },
  seconds: string,
  signedSeconds: string,
  string,
  stringMap: { type: "object", additionalProperties: string }
}

/** The canonical type of a decoder. */
export const canonicalTypeOf = (decoder: Node): NodeObject => {
  const type = CANONICAL[String(decoder)]
  if (type === undefined) throw new Error(`the decoder ${String(decoder)} has no canonical type`)
  return type
}
