/**
 * Makes a component of every object with fields that is inside another schema, since generators have no good name for it. Inside a
 * nullable schema, every object becomes one: openapi-python-client leaves out such a schema otherwise.
 */
import { isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"
import { nestedName } from "./component-names.ts"

export class NestedObjects {
  /** The components that objects inside other schemas became. */
  readonly components: NodeObject = {}

  /**
   * A component, with a reference in place of every object with fields inside it. One that is nullable has a title, since
   * openapi-python-client would name its class `AuthType0` otherwise.
   */
  component(schema: NodeObject, name: string): NodeObject {
    const inner = this.#inside(schema, name)
    return inner["nullable"] === true ? { title: name, ...inner } : inner
  }

  #inside(schema: NodeObject, name: string): NodeObject {
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

  /** The schema; if it is an object with fields (or any object or value, with `all`), a reference to the component of this name. */
  moved(node: Node, name: string, all = false): Node {
    if (!isObject(node)) return node
    const isAnyObject = node["type"] === "object" || !("type" in node || "$ref" in node)
    if (!("properties" in node) && !(all && isAnyObject)) return this.#inside(node, name)
    const component = this.component(node, name)
    const known = this.components[name]
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(component))
      throw new Error(`two nested objects are named ${name}`)
    this.components[name] = component
    return { $ref: `#/components/schemas/${name}` }
  }
}
