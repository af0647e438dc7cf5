/**
 * A JSON document, parsed as far as merging and listing keys need it: objects are parsed, and everything else (numbers, strings,
 * whole arrays) stays text. So numbers keep their digits, names keep their bytes, and `__proto__` is a name like any other.
 * Nothing here recurses, so a document can be nested to any depth.
 */
export type JsonTree = string | JsonObject

/** Members by their decoded names, in the order of the document. Of duplicate names the last one applies. */
export type JsonObject = Map<string, JsonMember>

export interface JsonMember {
  /** The name as it was written, quotes included. */
  readonly name: string
  readonly value: JsonTree
}

/** Parses a valid JSON text without white space between its tokens. */
export const parseJsonTree = (text: string): JsonTree => {
  if (text[0] !== "{") return text
  const root: JsonObject = new Map()
  const open: Array<JsonObject> = [root]
  let at = 1
  for (let object = open.at(-1); object !== undefined; object = open.at(-1)) {
    if (text[at] === "}") {
      open.pop()
      at += 1
    } else {
      if (text[at] === ",") at += 1
      const end = endOfString(text, at)
      const name = text.slice(at, end)
      at = end + 1
      const value = text[at] === "{" ? new Map<string, JsonMember>() : text.slice(at, endOfValue(text, at))
      object.set(JSON.parse(name), { name, value })
      if (typeof value === "string") at += value.length
      else {
        open.push(value)
        at += 1
      }
    }
  }
  return root
}

/** The text of a tree. */
export const printJsonTree = (tree: JsonTree): string => {
  if (typeof tree === "string") return tree
  const pieces = ["{"]
  const open = [{ members: tree.values(), separator: "" }]
  for (let object = open.at(-1); object !== undefined; object = open.at(-1)) {
    const next = object.members.next()
    if (next.done === true) {
      open.pop()
      pieces.push("}")
      continue
    }
    const { name, value } = next.value
    pieces.push(object.separator, name, ":", typeof value === "string" ? value : "{")
    object.separator = ","
    if (typeof value !== "string") open.push({ members: value.values(), separator: "" })
  }
  return pieces.join("")
}

const endOfString = (text: string, start: number): number => {
  let at = start + 1
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1
  return at + 1
}

const endOfValue = (text: string, start: number): number => {
  if (text[start] === '"') return endOfString(text, start)
  let depth = 0
  for (let at = start; ;) {
    const character = text[at]
    if (character === '"') {
      at = endOfString(text, at)
      continue
    }
    if (depth === 0 && (character === undefined || character === "," || character === "}")) return at
    if (character === "[" || character === "{") depth += 1
    if (character === "]" || character === "}") depth -= 1
    at += 1
  }
}
