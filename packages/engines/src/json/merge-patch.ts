import { type JsonObject, parseJsonTree, printJsonTree } from "./json-tree.ts"

/**
 * Applies a JSON merge patch (RFC 7396) that is an object: a member that is `null` removes a member, objects are merged, and any
 * other value replaces the present one. A target that is not an object is treated as an empty object.
 */
export const mergePatch = (target: string, patch: string): string => {
  const result = asObject(parseJsonTree(target)) ?? new Map()
  const pending: Array<readonly [target: JsonObject, patch: JsonObject]> = [
    [result, asObject(parseJsonTree(patch)) ?? new Map()]
  ]
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [object, changes] = pair
    for (const [key, { name, value }] of changes) {
      const present = object.get(key)
      if (value === "null") object.delete(key)
      else if (typeof value === "string") object.set(key, { name: present?.name ?? name, value })
      else {
        const inner = asObject(present?.value) ?? new Map()
        object.set(key, { name: present?.name ?? name, value: inner })
        pending.push([inner, value])
      }
    }
  }
  return printJsonTree(result)
}

const asObject = (tree: JsonObject | string | undefined): JsonObject | undefined =>
  typeof tree === "object" ? tree : undefined
