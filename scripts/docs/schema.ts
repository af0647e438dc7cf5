/** Shows JSON schemas as tables of fields. */
import { isObject, objectAt, type Node, type NodeObject } from "../../packages/protocol/scripts/bundle.ts"
import { listAt, resolve, stringAt } from "./document.ts"
import { escapeHtml, inlineMarkdown } from "./html.ts"

/** Nested objects are shown down to this level. */
const MAX_LEVEL = 4

/** A schema with its reference resolved, and the members of `allOf` merged. */
export const flatten = (document: NodeObject, schema: Node | undefined): NodeObject => {
  const own = resolve(document, schema)
  const { allOf, ...rest } = own
  if (!Array.isArray(allOf)) return own
  const parts = [...allOf.map((part) => flatten(document, part)), rest]
  return {
    ...Object.assign({}, ...parts),
    properties: Object.assign({}, ...parts.map((part) => objectAt(part, "properties"))) as NodeObject,
    required: [...new Set(parts.flatMap((part) => listAt(part, "required")))]
  }
}

const alternatives = (schema: NodeObject): ReadonlyArray<Node> => [
  ...listAt(schema, "oneOf"),
  ...listAt(schema, "anyOf")
]

/** The name of a type in words, such as `list of string` or `string or integer`. */
const typeOf = (document: NodeObject, schema: NodeObject): string => {
  const options = alternatives(schema)
  if (options.length > 0)
    return [...new Set(options.map((one) => typeOf(document, flatten(document, one))))].join(" or ")
  if (schema["const"] !== undefined) return JSON.stringify(schema["const"])
  const values = listAt(schema, "enum")
  if (values.length > 0) return values.map((value) => JSON.stringify(value)).join(" or ")
  const types = Array.isArray(schema["type"]) ? schema["type"] : [schema["type"] ?? "any"]
  const format = stringAt(schema, "format")
  return types
    .map((type) =>
      type === "array" ? `list of ${typeOf(document, flatten(document, schema["items"]))}` : String(type)
    )
    .map((type) => (type === "string" && format !== "" ? `string (${format})` : type))
    .join(" or ")
}

/** The schema whose fields are shown below a field: its own, that of its items, or that of its object alternative. */
const nestedOf = (document: NodeObject, schema: NodeObject): NodeObject | undefined => {
  const candidates = [schema, flatten(document, schema["items"]), flatten(document, schema["additionalProperties"])]
  const all = [...candidates, ...alternatives(schema).map((one) => flatten(document, one))]
  return all.find((one) => Object.keys(objectAt(one, "properties")).length > 0)
}

const detailsOf = (schema: NodeObject): string =>
  ["default", "example"]
    .filter((key) => schema[key] !== undefined && !isObject(schema[key]))
    .map((key) => `<span class="detail">${key} <code>${escapeHtml(JSON.stringify(schema[key]))}</code></span>`)
    .join(" ")

/** The text without its line breaks, which separate sentences. */
const described = (schema: NodeObject): string => inlineMarkdown(stringAt(schema, "description"))

const field = (
  document: NodeObject,
  name: string,
  schema: NodeObject,
  { level, required }: { readonly level: number; readonly required?: ReadonlyArray<Node> | undefined }
): string => {
  const flat = flatten(document, schema)
  const nested = level < MAX_LEVEL ? nestedOf(document, flat) : undefined
  const old = stringAt(flat, "x-old-name-of")
  const text = old === "" ? described(flat) : `The old name of <code>${escapeHtml(old)}</code>.`
  return `<div class="field"><dt><code>${escapeHtml(name)}</code> <span class="type">${escapeHtml(typeOf(document, flat))}</span>${
    required?.includes(name) === true ? ' <span class="required">required</span>' : ""
  }</dt><dd>${text} ${detailsOf(flat)}${
    nested === undefined
      ? ""
      : `<details${level === 0 && required === undefined ? " open" : ""}><summary>fields</summary>${fields(document, nested, { level: level + 1, marked: required !== undefined })}</details>`
  }</dd></div>`
}

/** The fields of an object; an empty string if the schema declares none. `marked` says whether to mark required fields. */
export const fields = (document: NodeObject, schema: NodeObject, { level = 0, marked = true } = {}): string => {
  const required = marked ? listAt(schema, "required") : undefined
  const rows = Object.entries(objectAt(schema, "properties")).map(([name, one]) =>
    field(document, name, resolve(document, one), { level, required })
  )
  return rows.length === 0 ? "" : `<dl class="fields">${rows.join("")}</dl>`
}

/** Parameters of a path or a query as fields. */
export const parameterFields = (document: NodeObject, parameters: ReadonlyArray<NodeObject>): string =>
  `<dl class="fields">${parameters
    .map((one) => {
      const schema = { ...flatten(document, one["schema"]), ...one }
      const name = stringAt(one, "name")
      return field(document, name, schema, { level: MAX_LEVEL, required: one["required"] === true ? [name] : [] })
    })
    .join("")}</dl>`

/** The keys of the envelope that say nothing about an operation. */
const COMMON = new Set(["request_id", "lease_id", "renewable", "lease_duration", "wrap_info", "warnings"])

/** The fields of a response, without those that all envelopes have. */
export const responseFields = (document: NodeObject, schema: Node | undefined): string => {
  const [first] = alternatives(flatten(document, schema))
  const flat = flatten(document, first ?? schema)
  const properties = Object.entries(objectAt(flat, "properties"))
  const isEnvelope = properties.some(([name]) => name === "wrap_info") && properties.some(([name]) => name === "data")
  if (!isEnvelope) return fields(document, flat, { marked: false })
  const shown = properties.filter(([name, one]) => !COMMON.has(name) && flatten(document, one)["type"] !== "null")
  return fields(document, { ...flat, properties: Object.fromEntries(shown) }, { marked: false })
}
