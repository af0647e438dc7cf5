import { policyTexts } from "@enwrap/protocol"
import { type DocumentValue, type Entry, maxDepth } from "./document.ts"
import type { Scanner } from "./scanner.ts"

/** How a language writes values, where HCL and JSON differ. */
export interface Grammar {
  /** The words that are values. */
  readonly words: ReadonlyMap<string, boolean | null>
  /** The entries of an object after its opening brace, and the closing brace. */
  readonly entries: (scanner: Scanner, depth: number) => ReadonlyArray<Entry>
  /** The items of a list after its opening bracket, and the closing bracket. `item` reads one. */
  readonly items: (scanner: Scanner, item: () => DocumentValue) => ReadonlyArray<DocumentValue>
}

/** Reads a value. `depth` is the number of objects and lists around it. */
export const readValue = (grammar: Grammar, scanner: Scanner, depth: number): DocumentValue => {
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

/** Refuses an object or a list inside of too many others. */
export const checkDepth = (scanner: Scanner, depth: number): void => {
  if (depth > maxDepth) throw scanner.error(scanner.next.at, policyTexts.tooDeep)
}

/** `Number` reads no hexadecimal numbers with a sign. */
const numberOf = (text: string): number => (text.startsWith("-") ? -Number(text.slice(1)) : Number(text))
