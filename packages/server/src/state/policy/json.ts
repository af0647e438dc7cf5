import { policyTexts } from "@enwrap/protocol"
import type { DocumentObject, DocumentValue, Entry } from "./document.ts"
import { type Lexicon, Scanner } from "./scanner.ts"
import { checkDepth, type Grammar, readValue } from "./value.ts"

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
  checkDepth(scanner, depth)
  const list: Array<Entry> = []
  if (scanner.takeIf("}")) return list
  do {
    const key = scanner.expect("string", policyTexts.aQuotedName)
    scanner.expect(":", '":"')
    list.push({ key: key.text, at: key.at, labels: [], value: readValue(grammar, scanner, depth + 1) })
  } while (scanner.takeIf(","))
  scanner.expect("}", policyTexts.commaOrBrace)
  return list
}

const grammar: Grammar = {
  words: new Map([
    ["true", true],
    ["false", false],
    ["null", null]
  ]),
  entries,
  items: (scanner, item) => {
    const list: Array<DocumentValue> = []
    if (scanner.takeIf("]")) return list
    do list.push(item())
    while (scanner.takeIf(","))
    scanner.expect("]", policyTexts.commaOrBracket)
    return list
  }
}
