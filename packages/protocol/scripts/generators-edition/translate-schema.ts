/** Translates a schema of OpenAPI 3.1 into one of OpenAPI 3.0.3 that has no union, in the canonical form of each type. */
import { dereferenced, isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"
import { canonicalTypeOf } from "./canonical-type.ts"
import { referredName, section } from "./nodes.ts"
import { intersectionOf, unionOf } from "./merge-objects.ts"

/** The keywords that mean the same in both versions, and contain no schema. */
const KEPT = [
  "default",
  "deprecated",
  "description",
  "enum",
  "example",
  "format",
  "maxItems",
  "maxLength",
  "maxProperties",
  "maximum",
  "minItems",
  "minLength",
  "minProperties",
  "minimum",
  "multipleOf",
  "pattern",
  "readOnly",
  "required",
  "title",
  "uniqueItems",
  "writeOnly"
]

/** The keywords that {@link SchemaTranslator} translates. */
const TRANSLATED = [
  "$ref",
  "additionalProperties",
  "allOf",
  "anyOf",
  "const",
  "contentEncoding",
  "contentMediaType",
  "examples",
  "exclusiveMaximum",
  "exclusiveMinimum",
  "items",
  "oneOf",
  "patternProperties",
  "prefixItems",
  "properties",
  "type",
  "unevaluatedProperties"
]

const KNOWN: ReadonlySet<string> = new Set([...KEPT, ...TRANSLATED])

const arrayAt = (schema: NodeObject, key: string): Array<NodeObject> =>
  Array.isArray(schema[key]) ? schema[key].filter(isObject) : []

const isNull = (schema: NodeObject): boolean =>
  schema["type"] === "null" || ("const" in schema && schema["const"] === null)

const isObjectSchema = (schema: NodeObject): boolean => schema["type"] === "object" || "properties" in schema

export class SchemaTranslator {
  readonly #document: NodeObject
  readonly #nameOf: (name: string) => string
  readonly #nullable: ReadonlySet<string>
  readonly #components = new Map<string, boolean>()

  /** `nameOf`: the new name of a component; `nullable`: the components that are nullable themselves. */
  constructor(document: NodeObject, nameOf: (name: string) => string, nullable: ReadonlySet<string>) {
    this.#document = document
    this.#nameOf = nameOf
    this.#nullable = nullable
  }

  /** A schema with everything that it refers to translated. A reference to an object with fields is kept. */
  translate(node: Node | undefined): NodeObject {
    if (!isObject(node)) return {}
    this.#assertKnown(node)
    const { $ref: reference, ...beside } = node
    return typeof reference === "string" ? this.#reference(reference, beside) : this.#schema(node)
  }

  /** Whether a component stays one: an object with fields. Everything else is put in its place. */
  isComponent(name: string): boolean {
    const known = this.#components.get(name)
    if (known !== undefined) return known
    // A component that refers to itself is an object.
    this.#components.set(name, true)
    const component = "properties" in this.component(name)
    this.#components.set(name, component)
    return component
  }

  #assertKnown(schema: NodeObject): void {
    const unknown = Object.keys(schema).find((key) => !KNOWN.has(key) && !key.startsWith("x-"))
    if (unknown !== undefined) throw new Error(`the keyword ${unknown} has no translation into OpenAPI 3.0`)
  }

  #reference(reference: string, beside: NodeObject): NodeObject {
    const name = referredName(reference)
    if (!this.isComponent(name)) {
      const { example: _, ...target } = dereferenced(this.#document, { $ref: reference })
      return this.translate({ ...target, ...beside })
    }
    // Nothing has an effect beside a reference in OpenAPI 3.0.
    return { $ref: `#/components/schemas/${this.#nameOf(name)}` }
  }

  /** A component of `schemas`, translated. */
  component(name: string): NodeObject {
    return this.#schema(objectAt(section(this.#document, "schemas"), name))
  }

  /** A schema that may also be null. A reference may be so only if the component is nullable itself; otherwise it is followed. */
  nullable(node: NodeObject): NodeObject {
    const schema = this.translate(node)
    if (!("$ref" in schema)) return { type: "object", ...schema, nullable: true }
    const name = referredName(String(node["$ref"]))
    return this.#nullable.has(name) ? schema : { ...this.component(name), nullable: true }
  }

  #schema(schema: NodeObject): NodeObject {
    if (schema["x-decoder"] !== undefined) return { ...prose(schema), ...canonicalTypeOf(schema["x-decoder"]) }
    if ("allOf" in schema) return { ...prose(schema), ...intersectionOf(this.#parts(arrayAt(schema, "allOf"))) }
    for (const key of ["oneOf", "anyOf"]) {
      if (key in schema) return this.#union(arrayAt(schema, key), prose(schema))
    }
    return this.#plain(schema)
  }

  /** The schemas with every reference followed. */
  #parts(schemas: ReadonlyArray<NodeObject>): Array<NodeObject> {
    return schemas.map((schema) => this.#schema(dereferenced(this.#document, schema)))
  }

  #union(alternatives: ReadonlyArray<NodeObject>, outer: NodeObject): NodeObject {
    const others = alternatives.filter((alternative) => !isNull(alternative))
    const nullable = others.length < alternatives.length
    const [first] = others
    if (first === undefined) return { type: "object", nullable: true, ...outer }
    if (others.length === 1) {
      const only = { ...first, ...outer }
      return nullable ? this.nullable(only) : this.translate(only)
    }
    const parts = this.#parts(others)
    const merged = parts.every(isObjectSchema) ? unionOf(parts) : parts.every((part) => "type" in part) ? parts[0]! : {}
    const schema = { ...merged, ...outer }
    return nullable ? { ...schema, nullable: true } : schema
  }

  #plain(schema: NodeObject): NodeObject {
    const types = Array.isArray(schema["type"]) ? schema["type"] : [schema["type"]].filter((type) => type !== undefined)
    const named = types.filter((type) => type !== "null")
    const kept = Object.fromEntries(KEPT.flatMap((key) => (key in schema ? [[key, schema[key]!]] : [])))
    const translated: NodeObject = {
      ...(named.length > 0 ? { type: named[0]! } : types.length > 0 ? { type: "object" } : {}),
      ...kept,
      ...this.#example(schema),
      ...constant(schema),
      ...exclusive(schema, "exclusiveMinimum", "minimum"),
      ...exclusive(schema, "exclusiveMaximum", "maximum"),
      ...content(schema),
      ...this.#items(schema),
      ...this.#properties(schema)
    }
    return named.length < types.length ? { ...translated, nullable: true } : translated
  }

  #example(schema: NodeObject): NodeObject {
    const [first] = Array.isArray(schema["examples"]) ? schema["examples"] : []
    return first === undefined ? {} : { example: first }
  }

  /** Items that have different schemas become items of any of them. */
  #items(schema: NodeObject): NodeObject {
    const prefix = arrayAt(schema, "prefixItems")
    if (prefix.length > 0)
      return { items: this.#union([...prefix, ...(isObject(schema["items"]) ? [schema["items"]] : [])], {}) }
    if ("items" in schema) return { items: this.translate(schema["items"]) }
    return schema["type"] === "array" ? { items: {} } : {}
  }

  #properties(schema: NodeObject): NodeObject {
    const properties = Object.entries(objectAt(schema, "properties")).map(([name, property]): [string, Node] => [
      name,
      this.translate(property)
    ])
    const others = this.#others(schema)
    return {
      ...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
      ...(others === undefined ? {} : { additionalProperties: others })
    }
  }

  /** The schema of the members that are not named. By default, an object without fields is a map. */
  #others(schema: NodeObject): Node | undefined {
    const patterns = Object.values(objectAt(schema, "patternProperties")).filter(isObject)
    if (patterns.length > 0) return this.#union(patterns, {})
    const others = schema["additionalProperties"] ?? schema["unevaluatedProperties"]
    if (others !== undefined) return isObject(others) ? this.translate(others) : others
    return schema["type"] === "object" && !("properties" in schema) && schema["maxProperties"] !== 0 ? true : undefined
  }
}

const prose = (schema: NodeObject): NodeObject => ({
  ...(schema["description"] === undefined ? {} : { description: schema["description"] }),
  ...(schema["example"] === undefined ? {} : { example: schema["example"] })
})

/** A constant string is an enum of one value. Generators have no type for other constants, such as an empty string. */
const constant = (schema: NodeObject): NodeObject => {
  const value = schema["const"]
  return typeof value === "string" && value !== "" ? { enum: [value], default: value } : {}
}

const exclusive = (schema: NodeObject, key: string, limit: string): NodeObject =>
  typeof schema[key] === "number" ? { [limit]: schema[key], [key]: true } : {}

/** Bytes in a string: in base64, or as they are. */
const content = (schema: NodeObject): NodeObject => {
  if (schema["contentEncoding"] === "base64") return { format: "byte" }
  return "contentMediaType" in schema ? { format: "binary" } : {}
}
