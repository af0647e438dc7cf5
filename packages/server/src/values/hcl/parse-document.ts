import { policyTexts } from "@enwrap/protocol"
import { type Lexicon, Scanner } from "./scanner.ts"

/** An entry of a document as it was written, in either language. `at` is the offset in the text, for errors. */
export interface Entry {
  readonly key: string
  readonly at: number
  /** The names between a block's key and its brace: `path "secret/*" {` has one. Always empty in JSON. */
  readonly labels: ReadonlyArray<{ readonly text: string; readonly at: number }>
  readonly value: DocumentValue
}

/** An object of a document, or the whole document. A key may occur more than once, as blocks of HCL do. `at` is its offset in the text. */
export interface DocumentObject {
  readonly kind: "object"
  readonly entries: ReadonlyArray<Entry>
  readonly at: number
}

/** A value of a document, with its offset in the text for error messages. */
export type DocumentValue =
  | DocumentObject
  | { readonly kind: "list"; readonly items: ReadonlyArray<DocumentValue>; readonly at: number }
  | { readonly kind: "string"; readonly value: string; readonly at: number }
  | { readonly kind: "number"; readonly value: number; readonly at: number }
  | { readonly kind: "boolean"; readonly value: boolean; readonly at: number }
  | { readonly kind: "null"; readonly at: number }

/** The maximum depth of nested lists and objects. Policies and configurations need a depth of four. */
const maxDepth = 32

/** How a language writes values, where HCL and JSON differ. */
interface Grammar {
  /** The words that are values. */
  readonly words: ReadonlyMap<string, boolean | null>
  /** The entries of an object after its opening brace, and the closing brace. */
  readonly entries: (scanner: Scanner, depth: number) => ReadonlyArray<Entry>
  /** The items of a list after its opening bracket, and the closing bracket. `item` reads one. */
  readonly items: (scanner: Scanner, item: () => DocumentValue) => ReadonlyArray<DocumentValue>
}

/** Reads a value. `depth` is the number of objects and lists around it. */
const readValue = (grammar: Grammar, scanner: Scanner, depth: number): DocumentValue => {
  const { kind, text, at } = scanner.next
  const word = kind === "identifier" ? grammar.words.get(text) : undefined
  if (word !== undefined) {
    scanner.take()
    return word === null ? { kind: "null", at } : { kind: "boolean", value: word, at }
  }
  switch (kind) {
    case "string":
      scanner.take()
      return { kind, value: text, at }
    case "number":
      scanner.take()
      return { kind, value: numberOf(text), at }
    case "{":
      scanner.take()
      return { kind: "object", entries: grammar.entries(scanner, depth), at }
    case "[":
      scanner.take()
      checkDepth(scanner, depth)
      return { kind: "list", items: grammar.items(scanner, () => readValue(grammar, scanner, depth + 1)), at }
    default:
      throw scanner.unexpected(policyTexts.aValue)
  }
}

/** Rejects an object or a list that is nested too deeply. */
const checkDepth = (scanner: Scanner, depth: number): void => {
  if (depth > maxDepth) throw scanner.error(scanner.next.at, policyTexts.tooDeep)
}

/** `Number` does not accept hexadecimal numbers with a sign. */
const numberOf = (text: string): number => (text.startsWith("-") ? -Number(text.slice(1)) : Number(text))

const hclLexicon: Lexicon = {
  comments: true,
  number: /^-?(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/,
  escapes: { '"': '"', "\\": "\\", n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" },
  codePoints: { u: 4, U: 8 },
  lowestInString: 0x01
}

/**
 * Reads HCL 1, as policies and configuration files use it: blocks, assignments, strings, numbers, booleans, lists, objects, and
 * comments. Commas between entries are optional. Heredocs are not supported.
 *
 * @param subject what the text is, for errors: `policy`
 * @throws DocumentError
 *
 * @example
 * ```ts
 * import { parseHcl } from "@enwrap/server/hcl"
 *
 * const [entry] = parseHcl('listener "tcp" { address = "127.0.0.1:8200" }', "configuration").entries
 * console.log(entry?.key, entry?.labels[0]?.text) // listener tcp
 * ```
 */
export const parseHcl = (text: string, subject: string): DocumentObject => {
  const scanner = new Scanner(text, hclLexicon, subject)
  return { kind: "object", entries: entriesUntil(scanner, "end", 0), at: 0 }
}

const entriesUntil = (scanner: Scanner, end: "}" | "end", depth: number): ReadonlyArray<Entry> => {
  checkDepth(scanner, depth)
  const entries: Array<Entry> = []
  while (!scanner.takeIf(end)) {
    entries.push(hclEntry(scanner, end, depth))
    scanner.takeIf(",")
  }
  return entries
}

const hclEntry = (scanner: Scanner, end: "}" | "end", depth: number): Entry => {
  if (!isName(scanner)) throw scanner.unexpected(end === "}" ? policyTexts.aNameOrBrace : policyTexts.aName)
  const key = scanner.take()
  const labels = []
  while (isName(scanner)) {
    const { text, at } = scanner.take()
    labels.push({ text, at })
  }
  if (scanner.next.kind === "=" && labels.length === 0) scanner.take()
  else if (scanner.next.kind !== "{") throw scanner.unexpected(labels.length === 0 ? policyTexts.equalsOrBrace : '"{"')
  return { key: key.text, at: key.at, labels, value: readValue(hclGrammar, scanner, depth + 1) }
}

const isName = (scanner: Scanner): boolean => scanner.next.kind === "identifier" || scanner.next.kind === "string"

const hclGrammar: Grammar = {
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

const jsonLexicon: Lexicon = {
  comments: false,
  number: /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/,
  escapes: { '"': '"', "\\": "\\", "/": "/", n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" },
  codePoints: { u: 4 },
  lowestInString: 0x20
}

/**
 * Reads a document written as JSON. `JSON.parse` is not enough: its errors have no line and column, it silently drops duplicate
 * keys, and `__proto__` has a meaning in its objects.
 *
 * @param subject what the text is, for errors: `policy`
 * @throws DocumentError
 *
 * @example
 * ```ts
 * import { parseJson } from "@enwrap/server/hcl"
 *
 * const [entry] = parseJson('{"ui": true}', "configuration").entries
 * console.log(entry?.key, entry?.at) // ui 1
 * ```
 */
export const parseJson = (text: string, subject: string): DocumentObject => {
  const scanner = new Scanner(text, jsonLexicon, subject)
  const { at } = scanner.expect("{", '"{"')
  const members = jsonEntries(scanner, 0)
  scanner.expect("end", scanner.endOfDocument)
  return { kind: "object", entries: members, at }
}

const jsonEntries = (scanner: Scanner, depth: number): ReadonlyArray<Entry> => {
  checkDepth(scanner, depth)
  const list: Array<Entry> = []
  if (scanner.takeIf("}")) return list
  do {
    const key = scanner.expect("string", policyTexts.aQuotedName)
    scanner.expect(":", '":"')
    list.push({ key: key.text, at: key.at, labels: [], value: readValue(jsonGrammar, scanner, depth + 1) })
  } while (scanner.takeIf(","))
  scanner.expect("}", policyTexts.commaOrBrace)
  return list
}

const jsonGrammar: Grammar = {
  words: new Map([
    ["true", true],
    ["false", false],
    ["null", null]
  ]),
  entries: jsonEntries,
  items: (scanner, item) => {
    const list: Array<DocumentValue> = []
    if (scanner.takeIf("]")) return list
    do list.push(item())
    while (scanner.takeIf(","))
    scanner.expect("]", policyTexts.commaOrBracket)
    return list
  }
}
