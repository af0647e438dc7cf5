/** Bundles the files of the spec into one OpenAPI document in which every reference is `#/components/<section>/<name>`. */
import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import { parse } from "yaml"

export type Node = null | boolean | number | string | Array<Node> | { [key: string]: Node }
export type NodeObject = { [key: string]: Node }

export const isObject = (node: Node | undefined): node is NodeObject =>
  typeof node === "object" && node !== null && !Array.isArray(node)

/** The object under a key; an empty one if there is none. */
export const objectAt = (node: Node | undefined, key: string): NodeObject => {
  const value = isObject(node) ? node[key] : undefined
  return isObject(value) ? value : {}
}

/** A reference, with the description and extensions beside it. */
const withBeside = (target: Node, beside: Node): Node =>
  isObject(target) && isObject(beside) ? { ...target, ...beside } : target

/** The section of a component is the name of its file, or of the folder of its file. */
const sectionOf = (root: string, file: string): string | undefined => {
  const [first, second] = relative(root, file).split(/[\\/]/)
  return first === "components" ? second?.replace(/\.yaml$/, "") : undefined
}

const componentFiles = (folder: string): Array<string> =>
  readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? componentFiles(join(folder, entry.name)) : [join(folder, entry.name)]))

export const bundle = (main: string): NodeObject => {
  const root = dirname(main)
  const files = new Map<string, NodeObject>()

  const read = (file: string): NodeObject => {
    const known = files.get(file) ?? (parse(readFileSync(file, "utf8"), { merge: true }) as NodeObject)
    files.set(file, known)
    return known
  }

  const resolved = (node: Node, file: string): Node => {
    if (Array.isArray(node)) return node.map((item) => resolved(item, file))
    if (!isObject(node)) return node
    const { $ref: reference, ...beside } = node
    if (typeof reference === "string") return withBeside(referenced(reference, file), resolved(beside, file))
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolved(value, file)]))
  }

  const referenced = (reference: string, file: string): Node => {
    const [path, pointer] = reference.split("#/")
    if (path === undefined || pointer === undefined || pointer.includes("/")) {
      throw new Error(`${relative(root, file)}: ${reference} must name a file and one of its keys`)
    }
    const target = path === "" ? file : resolve(dirname(file), path)
    const found = read(target)[pointer]
    if (found === undefined) throw new Error(`${relative(root, file)}: there is nothing at ${reference}`)
    const section = sectionOf(root, target)
    return section === undefined ? resolved(found, target) : { $ref: `#/components/${section}/${pointer}` }
  }

  const components: NodeObject = {}
  for (const file of componentFiles(join(root, "components"))) {
    const section = sectionOf(root, file)!
    const known = objectAt(components, section)
    for (const [name, component] of Object.entries(read(file))) {
      if (Object.hasOwn(known, name)) throw new Error(`${relative(root, file)}: ${name} is declared twice`)
      known[name] = resolved(component, file)
    }
    components[section] = known
  }
  const { components: _, ...document } = read(main)
  return { ...(resolved(document, main) as NodeObject), components }
}

/** Follows a reference within the bundle. */
export const dereferenced = (document: NodeObject, node: Node | undefined): NodeObject => {
  if (!isObject(node)) return {}
  const reference = node["$ref"]
  if (typeof reference !== "string") return node
  return dereferenced(
    document,
    reference
      .split("/")
      .slice(1)
      .reduce<Node>((at, key) => objectAt(at, key), document)
  )
}
