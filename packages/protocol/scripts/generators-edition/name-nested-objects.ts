/** Makes a component of every object with fields: generators have no good name for one inside another schema. */
import { isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"

const pascalCase = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("")

/** The data of `KeysEnvelope` are `KeysData`. */
const nestedName = (parent: string, name: string): string => `${parent.replace(/Envelope$/, "")}${pascalCase(name)}`

/** Where the objects inside a schema are moved to. */
export class NestedObjects {
  readonly components: NodeObject = {}

  /** The schema with a reference in place of every object with fields inside it; `name` is its own name. */
  inside(schema: NodeObject, name: string): NodeObject {
    const properties = Object.entries(objectAt(schema, "properties")).map(([key, property]): [string, Node] => [
      key,
      this.moved(property, nestedName(name, key))
    ])
    return {
      ...schema,
      ...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
      ...(isObject(schema["items"]) ? { items: this.moved(schema["items"], `${name}Item`) } : {}),
      ...(isObject(schema["additionalProperties"])
        ? { additionalProperties: this.moved(schema["additionalProperties"], `${name}Value`) }
        : {})
    }
  }

  /** The schema, or a reference to the component of this name that it becomes. */
  moved(node: Node, name: string): Node {
    if (!isObject(node)) return node
    const inner = this.inside(node, name)
    if (!("properties" in inner)) return inner
    if (Object.hasOwn(this.components, name)) throw new Error(`two nested objects are named ${name}`)
    this.components[name] = inner
    return { $ref: `#/components/schemas/${name}` }
  }
}
