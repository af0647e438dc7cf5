/** The schemas of the edition: components, and the bodies of requests and responses. */
import { dereferenced, isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"
import { schemaNames } from "./component-names.ts"
import { isEnvelope, nullableComponents } from "./envelopes.ts"
import { NestedObjects } from "./nested-objects.ts"
import { mapValues, referredName, section, withoutExtensions } from "./nodes.ts"
import { SchemaTranslator } from "./translate-schema.ts"

export class SchemaComponents {
  readonly #document: NodeObject
  readonly #names: Map<string, string>
  readonly #translator: SchemaTranslator
  readonly #nullable: ReadonlySet<string>
  readonly #nested = new NestedObjects()
  readonly #openEnvelopes: ReadonlySet<string>

  /** `openEnvelopes`: the envelopes that have the keys of `data` at the top level too. */
  constructor(document: NodeObject, operationIds: ReadonlyArray<string>, openEnvelopes: ReadonlySet<string>) {
    this.#document = document
    this.#names = schemaNames(Object.keys(section(document, "schemas")), operationIds)
    this.#nullable = nullableComponents(document)
    this.#translator = new SchemaTranslator(document, (name) => this.#nameOf(name), this.#nullable)
    this.#openEnvelopes = openEnvelopes
  }

  #nameOf(name: string): string {
    const known = this.#names.get(name)
    if (known === undefined) throw new Error(`there is no schema ${name}`)
    return known
  }

  /** A schema outside the components, translated. */
  translate(node: Node | undefined): NodeObject {
    return this.#translator.translate(node)
  }

  /** The content of a request or a response; `name` is the beginning of the name of a schema that is no component yet. */
  content(content: NodeObject, name: string): NodeObject {
    return mapValues(withOctetStream(content), (media) => ({
      ...withoutExtensions(media),
      schema: this.#body(media["schema"], name)
    }))
  }

  /** Of an operation's envelope and the wrapped one, the first has the members of both. */
  #body(node: Node | undefined, name: string): Node {
    const schema = isObject(node) ? node : {}
    const alternatives = [schema["oneOf"], schema["anyOf"]].find(Array.isArray)?.filter(isObject) ?? []
    const others = alternatives.filter(({ $ref }) => $ref !== "#/components/schemas/WrappedResponse")
    const [own] = others
    const isPair = own !== undefined && others.length === 1 && alternatives.length === 2
    if (isPair && isEnvelope(this.#followed(own))) return this.translate(own)
    return this.#nested.moved(this.translate(schema), `${name}Body`)
  }

  #followed(node: NodeObject): NodeObject {
    const reference = node["$ref"]
    return typeof reference === "string" ? this.#translator.component(referredName(reference)) : this.translate(node)
  }

  /** The components, and the objects inside them. Call it after {@link content}, which adds to them. */
  all(): NodeObject {
    const components: NodeObject = {}
    for (const [name, schema] of Object.entries(section(this.#document, "schemas"))) {
      if (!isObject(schema) || !this.#translator.isComponent(name)) continue
      const translated = this.#translator.component(name)
      const complete = isEnvelope(translated) ? this.#envelope(name, translated) : translated
      const nullable = this.#nullable.has(name) ? { ...complete, nullable: true } : complete
      components[this.#nameOf(name)] = this.#nested.inside(nullable, this.#nameOf(name))
    }
    return { ...components, ...this.#nested.components }
  }

  #envelope(name: string, schema: NodeObject): NodeObject {
    const properties = objectAt(schema, "properties")
    return {
      ...schema,
      properties: {
        ...properties,
        data: this.#orNull(properties["data"]),
        wrap_info: { $ref: "#/components/schemas/WrapInfo" },
        auth: { $ref: "#/components/schemas/Auth" }
      },
      ...(this.#openEnvelopes.has(name) ? { additionalProperties: true } : {})
    }
  }

  /** A reference to a schema that may be null, or to a copy of it that may. */
  #orNull(node: Node | undefined): Node {
    const schema = isObject(node) ? node : {}
    const reference = schema["$ref"]
    if (typeof reference !== "string") return { type: "object", ...schema, nullable: true }
    const name = [...this.#names].find(([, renamed]) => renamed === referredName(reference))?.[0] ?? ""
    return this.#nullable.has(name) ? schema : { ...this.#translator.component(name), nullable: true }
  }
}

const OCTET_STREAM = "application/octet-stream"

/**
 * Bytes are described as `application/octet-stream` too, and instead of as any type, before JSON: some generators read no other
 * type of bytes, and some only the first type that they know.
 */
const withOctetStream = (content: NodeObject): NodeObject => {
  const { "*/*": any, "application/json": json, ...others } = content
  const [bytes = any] = Object.values(others).filter((media) => objectAt(media, "schema")["format"] === "binary")
  if (bytes === undefined) return content
  return { ...others, [OCTET_STREAM]: bytes, ...(json === undefined ? {} : { "application/json": json }) }
}

/** The schemas that the responses of an operation refer to. */
export const responseSchemas = (document: NodeObject, operation: NodeObject): Array<string> => {
  const names: Array<string> = []
  const visit = (node: Node | undefined): void => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (!isObject(node)) return
    if (typeof node["$ref"] === "string") names.push(referredName(node["$ref"]))
    else Object.values(node).forEach(visit)
  }
  for (const response of Object.values(objectAt(operation, "responses"))) {
    for (const media of Object.values(objectAt(dereferenced(document, response), "content"))) {
      visit(objectAt(media, "schema"))
    }
  }
  return names
}
