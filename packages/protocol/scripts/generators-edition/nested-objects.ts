/**
 * Makes a component of every object with fields that is inside another schema, since generators have no good name for it. Inside a
 * nullable schema, every object becomes one: openapi-python-client leaves out such a schema otherwise.
 */
import { isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"
import { nestedName } from "./component-names.ts"

export class NestedObjects {
  /** The components that objects inside other schemas became. */
  readonly components: NodeObject = {}

  /** The schema with a reference in place of every object with fields inside it. */
  inside(schema: NodeObject, name: string): NodeObject {
    const all = schema["nullable"] === true
    const properties = Object.entries(objectAt(schema, "properties")).map(([key, property]): [string, Node] => [
      key,
      this.moved(property, nestedName(name, key), all)
    ])
    return {
      ...schema,
      ...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
      ...(isObject(schema["items"]) ? { items: this.moved(schema["items"], `${name}Item`, all) } : {}),
      ...(isObject(schema["additionalProperties"])
        ? { additionalProperties: this.moved(schema["additionalProperties"], `${name}Value`, all) }
        : {})
    }
  }

  /** The schema; if it is an object with fields (or any object, with `all`), a reference to the component of this name. */
  moved(node: Node, name: string, all = false): Node {
    if (!isObject(node)) return node
    const inner = this.inside(node, name)
    if (!("properties" in inner) && !(all && inner["type"] === "object")) return inner
    if (Object.hasOwn(this.components, name)) throw new Error(`two nested objects are named ${name}`)
    this.components[name] = inner
    return { $ref: `#/components/schemas/${name}` }
  }
}
