import { policyTexts } from "@enwrap/protocol"
import { type DocumentObject, type DocumentValue, type Entry, maxDepth } from "./document.ts"
import { type Lexicon, Scanner } from "./scanner.ts"

const lexicon: Lexicon = {
  comments: true,
  number: /^-?(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/,
  escapes: { '"': '"', "\\": "\\", n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" },
  codePoints: { u: 4, U: 8 },
  lowestInString: 0x01
}

/**
 * Reads the subset of HCL that policies use: blocks, assignments, strings, numbers, booleans, lists, objects, and comments.
 * Commas between entries are optional.
 *
 * @throws PolicyParseError
 */
export const parseHcl = (text: string): DocumentObject => {
  const scanner = new Scanner(text, lexicon)
  return { kind: "object", entries: entriesUntil(scanner, "end", 0), at: 0 }
}

const entriesUntil = (scanner: Scanner, end: "}" | "end", depth: number): ReadonlyArray<Entry> => {
  if (depth > maxDepth) throw scanner.error(scanner.next.at, policyTexts.tooDeep)
  const entries: Array<Entry> = []
  while (!scanner.takeIf(end)) {
    entries.push(entry(scanner, end, depth))
    scanner.takeIf(",")
  }
  return entries
}

const entry = (scanner: Scanner, end: "}" | "end", depth: number): Entry => {
  if (!isName(scanner)) throw scanner.unexpected(end === "}" ? policyTexts.aNameOrBrace : policyTexts.aName)
  const key = scanner.take()
  const labels = []
  while (isName(scanner)) {
    const { text, at } = scanner.take()
    labels.push({ text, at })
  }
  if (scanner.next.kind === "=" && labels.length === 0) scanner.take()
  else if (scanner.next.kind !== "{") throw scanner.unexpected(labels.length === 0 ? policyTexts.equalsOrBrace : '"{"')
  return { key: key.text, at: key.at, labels, value: value(scanner, depth + 1) }
}

const isName = (scanner: Scanner): boolean => scanner.next.kind === "identifier" || scanner.next.kind === "string"

const value = (scanner: Scanner, depth: number): DocumentValue => {
  const { kind, text, at } = scanner.next
  switch (kind) {
    case "string":
      scanner.take()
      return { kind, value: text, at }
    case "number":
      scanner.take()
      return { kind, value: numberOf(text), at }
    case "identifier":
      if (text !== "true" && text !== "false") throw scanner.unexpected(policyTexts.aValue)
      scanner.take()
      return { kind: "boolean", value: text === "true", at }
    case "{":
      scanner.take()
      return { kind: "object", entries: entriesUntil(scanner, "}", depth), at }
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
  while (!scanner.takeIf("]")) {
    list.push(value(scanner, depth + 1))
    if (scanner.next.kind !== "]") scanner.expect(",", policyTexts.commaOrBracket)
  }
  return list
}

const numberOf = (text: string): number => (text.startsWith("-") ? -Number(text.slice(1)) : Number(text))
