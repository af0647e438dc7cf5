/** Leaves out the components that nothing refers to: what they contained is part of others now. */
import { dereferenced, isObject, objectAt, type Node, type NodeObject } from "../bundle.ts"

export const withoutUnused = (document: NodeObject): NodeObject => {
  const used = new Set<string>()
  const visit = (node: Node | undefined): void => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (!isObject(node)) return
    const reference = node["$ref"]
    if (typeof reference === "string" && !used.has(reference)) {
      used.add(reference)
      visit(dereferenced(document, node))
    }
    Object.values(node).forEach(visit)
  }
  visit(document["paths"])
  const components = objectAt(document, "components")
  const kept = Object.keys(components).map((name): [string, Node] => {
    const group = objectAt(components, name)
    // Security schemes are referred to by name.
    if (name === "securitySchemes") return [name, group]
    return [name, Object.fromEntries(Object.entries(group).filter(([key]) => used.has(`#/components/${name}/${key}`)))]
  })
  return { ...document, components: Object.fromEntries(kept) }
}
