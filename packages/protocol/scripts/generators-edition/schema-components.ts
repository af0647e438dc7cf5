/** The schemas of the edition: components, and the bodies of requests and responses. */
import { isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"
import { schemaNames } from "./component-names.ts"
import { NestedObjects } from "./nested-objects.ts"
import { mapValues, referredName, section, withoutExtensions } from "./nodes.ts"
import { nullableComponents } from "./nullable-components.ts"
import { SchemaTranslator } from "./translate-schema.ts"

export class SchemaComponents {
  readonly #schemas: NodeObject
  readonly #names: Map<string, string>
  readonly #nullable: ReadonlySet<string>
  readonly #translator: SchemaTranslator
  readonly #nested = new NestedObjects()

  constructor(document: NodeObject, operationIds: ReadonlyArray<string>) {
    this.#schemas = section(document, "schemas")
    this.#names = schemaNames(Object.keys(this.#schemas), operationIds)
    this.#nullable = nullableComponents(document)
    this.#translator = new SchemaTranslator(document, (name) => this.#nameOf(name), this.#nullable)
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
      schema: this.#body(isObject(media["schema"]) ? media["schema"] : {}, `${name}Body`)
    }))
  }

  /** A reference to a component, unless the body is bytes: generators have no good name for another schema. */
  #body(schema: NodeObject, name: string): Node {
    const reference = schema["$ref"]
    const translated = this.translate(schema)
    if ("$ref" in translated || translated["type"] === "string") return translated
    return this.#nested.moved(
      translated,
      typeof reference === "string" ? this.#nameOf(referredName(reference)) : name,
      true
    )
  }

  /** The components, and the objects inside them. Call it after {@link content}, which adds to them. */
  all(): NodeObject {
    const names = Object.keys(this.#schemas).filter((name) => this.#translator.isComponent(name))
    const components = names.map((name): [string, Node] => {
      const schema = this.#translator.component(name)
      const nullable = this.#nullable.has(name) ? { ...schema, nullable: true } : schema
      return [this.#nameOf(name), this.#nested.component(nullable, this.#nameOf(name))]
    })
    return { ...Object.fromEntries(components), ...this.#nested.components }
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
