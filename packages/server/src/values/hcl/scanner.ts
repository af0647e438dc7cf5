import { policyTexts } from "@enwrap/protocol"
import { DocumentError, positionAt } from "./document-error.ts"

export type TokenKind = "identifier" | "string" | "number" | "{" | "}" | "[" | "]" | "," | "=" | ":" | "end"

export interface Token {
  readonly kind: TokenKind
  /** The text of an identifier or number, the value of a string; otherwise the kind. */
  readonly text: string
  readonly at: number
}

/** The lexical differences between HCL and JSON. */
export interface Lexicon {
  readonly comments: boolean
  readonly number: RegExp
  readonly escapes: Readonly<Record<string, string>>
  /** The number of hexadecimal digits after the letter of an escape. */
  readonly codePoints: Readonly<Record<string, number>>
  /** The lowest UTF-16 code unit that can be in a string without an escape. */
  readonly lowestInString: number
}

const space = /[ \t\r\n\uFEFF]*/y
const lineComment = /(?:#|\/\/)[^\n]*/y
const identifier = /[\p{L}_][\p{L}\p{N}_.-]*/uy
const numberLike = /-?[0-9][\w.+-]*/y
/** The characters of a string, except for escapes. */
// oxlint-disable-next-line no-control-regex -- it must stop at control characters
const plain = /[^"\\\u0000-\u001f]+/y
const punctuation = new Set<string>(["{", "}", "[", "]", ",", "=", ":"])

/** Splits a document into tokens, with one token of lookahead. */
export class Scanner {
  readonly document: string
  readonly #lexicon: Lexicon
  readonly #subject: string
  #offset = 0
  #next: Token

  /** @param subject what the document is, for errors: `policy` */
  constructor(document: string, lexicon: Lexicon, subject: string) {
    this.document = document
    this.#subject = subject
    this.#lexicon = lexicon
    this.#next = this.#scan()
  }

  /** The next token, which is not consumed. */
  get next(): Token {
    return this.#next
  }

  /** Consumes the next token. */
  take(): Token {
    const token = this.#next
    if (token.kind !== "end") this.#next = this.#scan()
    return token
  }

  /** Consumes the next token if it is of this kind. */
  takeIf(kind: TokenKind): boolean {
    if (this.#next.kind !== kind) return false
    this.take()
    return true
  }

  /** Consumes the next token, which must be of this kind. */
  expect(kind: TokenKind, expected: string): Token {
    if (this.#next.kind !== kind) throw this.unexpected(expected)
    return this.take()
  }

  unexpected(expected: string): DocumentError {
    const { kind, text, at } = this.#next
    const found = kind === "end" ? this.endOfDocument : kind === "string" ? policyTexts.aString : JSON.stringify(text)
    return this.error(at, policyTexts.expected(expected, found))
  }

  /** What is found or expected at the end. */
  get endOfDocument(): string {
    return policyTexts.endOf(this.#subject)
  }

  error(at: number, text: string): DocumentError {
    return new DocumentError({ message: text, ...positionAt(this.document, at) })
  }

  #scan(): Token {
    this.#skipSpace()
    const at = this.#offset
    const character = this.document[at]
    if (character === undefined) return { kind: "end", text: "", at }
    if (punctuation.has(character)) {
      this.#offset++
      return { kind: character as TokenKind, text: character, at }
    }
    if (character === '"') return { kind: "string", text: this.#string(), at }
    if (character === "<" && this.document[at + 1] === "<") throw this.error(at, policyTexts.heredoc)
    const name = this.#match(identifier)
    if (name !== undefined) return { kind: "identifier", text: name, at }
    const number = this.#match(numberLike)
    if (number !== undefined) {
      if (!this.#lexicon.number.test(number)) throw this.error(at, policyTexts.notANumber(number))
      return { kind: "number", text: number, at }
    }
    throw this.error(at, policyTexts.unexpectedCharacter(String.fromCodePoint(this.document.codePointAt(at)!)))
  }

  #match(expression: RegExp): string | undefined {
    expression.lastIndex = this.#offset
    const found = expression.exec(this.document)?.[0]
    if (found !== undefined) this.#offset += found.length
    return found
  }

  #skipSpace(): void {
    do this.#match(space)
    while (this.#lexicon.comments && (this.#match(lineComment) !== undefined || this.#skipBlockComment()))
  }

  #skipBlockComment(): boolean {
    const at = this.#offset
    if (!this.document.startsWith("/*", at)) return false
    const end = this.document.indexOf("*/", at + 2)
    if (end < 0) throw this.error(at, policyTexts.unterminatedComment)
    this.#offset = end + 2
    return true
  }

  #string(): string {
    const start = this.#offset++
    let value = ""
    for (;;) {
      value += this.#match(plain) ?? ""
      const at = this.#offset
      const character = this.document[at]
      if (character === undefined || character === "\n") throw this.error(start, policyTexts.unterminatedString)
      this.#offset++
      if (character === '"') return value
      if (character.charCodeAt(0) < this.#lexicon.lowestInString) throw this.error(at, policyTexts.controlCharacter)
      value += character === "\\" ? this.#escaped(at) : character
    }
  }

  #escaped(at: number): string {
    const letter = this.document[this.#offset++] ?? ""
    if (Object.hasOwn(this.#lexicon.escapes, letter)) return this.#lexicon.escapes[letter]!
    if (!Object.hasOwn(this.#lexicon.codePoints, letter)) throw this.error(at, policyTexts.unknownEscape)
    const length = this.#lexicon.codePoints[letter]!
    const digits = this.document.slice(this.#offset, this.#offset + length)
    const codePoint = new RegExp(`^[0-9a-fA-F]{${length}}$`).test(digits) ? Number.parseInt(digits, 16) : Number.NaN
    if (!(codePoint <= 0x10ffff)) throw this.error(at, policyTexts.codePoint(letter, length))
    this.#offset += length
    return String.fromCodePoint(codePoint)
  }
}
