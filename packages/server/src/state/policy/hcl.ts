import { policyTexts } from "@enwrap/protocol"
import type { DocumentObject, DocumentValue, Entry } from "./document.ts"
import { type Lexicon, Scanner } from "./scanner.ts"
import { checkDepth, type Grammar, readValue } from "./value.ts"

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
  checkDepth(scanner, depth)
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
  return { key: key.text, at: key.at, labels, value: readValue(grammar, scanner, depth + 1) }
}

const isName = (scanner: Scanner): boolean => scanner.next.kind === "identifier" || scanner.next.kind === "string"

const grammar: Grammar = {
  words: new Map([
    ["true", true],
    ["false", false]
  ]),
  entries: (scanner, depth) => entriesUntil(scanner, "}", depth),
  items: (scanner, item) => {
    const list: Array<DocumentValue> = []
    while (!scanner.takeIf("]")) {
      list.push(item())
      if (scanner.next.kind !== "]") scanner.expect(",", policyTexts.commaOrBracket)
    }
    return list
  }
}
