import { type JsonObject, parseJsonTree, printJsonTree } from "./json-tree.ts"

/**
 * The keys of a secret without its values: every leaf (a value that is not an object, or an empty object) becomes `null`.
 * `depth` is the number of levels to show; 0 shows all, and a negative number shows the first.
 */
export const subkeys = (text: string, depth = 0): string => {
  const tree = parseJsonTree(text)
  if (typeof tree === "string") return "null"
  const pending: Array<readonly [object: JsonObject, level: number]> = [[tree, 1]]
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    const [object, level] = entry
    for (const [key, { name, value }] of object) {
      const inside = typeof value === "object" && value.size > 0 && (depth === 0 || level < depth)
      if (inside) pending.push([value, level + 1])
      else object.set(key, { name, value: "null" })
    }
  }
  return printJsonTree(tree)
}
