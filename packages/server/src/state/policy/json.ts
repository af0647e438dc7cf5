import { policyTexts } from "@enwrap/protocol"
import { type DocumentObject, type DocumentValue, type Entry, maxDepth } from "./document.ts"
import { type Lexicon, Scanner } from "./scanner.ts"

const lexicon: Lexicon = {
  comments: false,
  number: /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/,
  escapes: { '"': '"', "\\": "\\", "/": "/", n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" },
  codePoints: { u: 4 },
  lowestInString: 0x20
}

/**
 * Reads a policy written as JSON. `JSON.parse` is not enough: its errors have no line and column, it silently drops duplicate
 * keys, and `__proto__` has a meaning in its objects.
 *
 * @throws PolicyParseError
 */
export const parseJson = (text: string): DocumentObject => {
  const scanner = new Scanner(text, lexicon)
  const { at } = scanner.expect("{", '"{"')
  const members = entries(scanner, 0)
  scanner.expect("end", policyTexts.endOfPolicy)
  return { kind: "object", entries: members, at }
}

const entries = (scanner: Scanner, depth: number): ReadonlyArray<Entry> => {
  if (depth > maxDepth) throw scanner.error(scanner.next.at, policyTexts.tooDeep)
  const list: Array<Entry> = []
  if (scanner.takeIf("}")) return list
  do {
    const key = scanner.expect("string", policyTexts.aQuotedName)
    scanner.expect(":", '":"')
    list.push({ key: key.text, at: key.at, labels: [], value: value(scanner, depth + 1) })
  } while (scanner.takeIf(","))
  scanner.expect("}", policyTexts.commaOrBrace)
  return list
}

const value = (scanner: Scanner, depth: number): DocumentValue => {
  const { kind, text, at } = scanner.next
  switch (kind) {
    case "string":
      scanner.take()
      return { kind, value: text, at }
    case "number":
      scanner.take()
      return { kind, value: Number(text), at }
    case "identifier":
      if (text !== "true" && text !== "false" && text !== "null") throw scanner.unexpected(policyTexts.aValue)
      scanner.take()
      return text === "null" ? { kind: "null", at } : { kind: "boolean", value: text === "true", at }
    case "{":
      scanner.take()
      return { kind: "object", entries: entries(scanner, depth), at }
    case "[":
      scanner.take()
      return { kind: "list", items: items(scanner, depth), at }
    default:
      throw scanner.unexpected(policyTexts.aValue)
  }
}

const items = (scanner: Scanner, depth: number): ReadonlyArray<DocumentValue> => {
  if (depth > maxDepth) throw scanner.error(scanner.next.at, policyTexts.tooDeep)
  const list: Array<DocumentValue> = []
  if (scanner.takeIf("]")) return list
  do list.push(value(scanner, depth + 1))
  while (scanner.takeIf(","))
  scanner.expect("]", policyTexts.commaOrBracket)
  return list
}
