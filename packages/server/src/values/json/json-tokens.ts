/**
 * Finds the ends of JSON tokens. Each function gets the position where a token begins, and returns the first position after it.
 * They compare character codes, since a body of 32 MiB may have a token in every second character.
 */

export const QUOTE = 0x22
export const COMMA = 0x2c
export const COLON = 0x3a
export const OPEN_LIST = 0x5b
export const CLOSE_LIST = 0x5d
export const OPEN_OBJECT = 0x7b
export const CLOSE_OBJECT = 0x7d
const PLUS = 0x2b
const MINUS = 0x2d
const POINT = 0x2e
const ZERO = 0x30
const NINE = 0x39
export const BACKSLASH = 0x5c
const LOWER_U = 0x75

/** The characters after a backslash, except for `u`. */
const ESCAPED: ReadonlySet<number> = new Set([...'"\\/bfnrt'].map((character) => character.charCodeAt(0)))
const WORDS = ["true", "false", "null"]

export const endOfWhite = (source: string, at: number): number => {
  let end = at
  for (;;) {
    const code = source.charCodeAt(end)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return end
    end++
  }
}

/** `undefined` if there is no string, or it does not end. */
export const endOfString = (source: string, at: number): number | undefined => {
  if (source.charCodeAt(at) !== QUOTE) return undefined
  let end = at + 1
  for (;;) {
    const code = source.charCodeAt(end)
    if (code === QUOTE) return end + 1
    if (code === BACKSLASH) {
      const escaped = source.charCodeAt(end + 1)
      if (ESCAPED.has(escaped)) end += 2
      else if (escaped === LOWER_U && areHex(source, end + 2)) end += 6
      else return undefined
    } else if (code >= 0x20) end++
    else return undefined // A control character, or NaN at the end of the text.
  }
}

/** Whether there are four hexadecimal digits at a position. */
const areHex = (source: string, at: number): boolean => {
  for (let index = at; index < at + 4; index++) {
    const code = source.charCodeAt(index)
    const lower = code | 0x20
    if (!(code >= ZERO && code <= NINE) && !(lower >= 0x61 && lower <= 0x66)) return false
  }
  return true
}

const endOfDigits = (source: string, at: number): number => {
  let end = at
  for (;;) {
    const code = source.charCodeAt(end)
    if (!(code >= ZERO && code <= NINE)) return end
    end++
  }
}

/** `undefined` if there is no number. Otherwise it returns the end of the longest prefix that is a number. */
export const endOfNumber = (source: string, at: number): number | undefined => {
  const first = source.charCodeAt(at) === MINUS ? at + 1 : at
  let end = source.charCodeAt(first) === ZERO ? first + 1 : endOfDigits(source, first)
  if (end === first) return undefined
  if (source.charCodeAt(end) === POINT) {
    const fraction = endOfDigits(source, end + 1)
    if (fraction > end + 1) end = fraction
  }
  if ((source.charCodeAt(end) | 0x20) === 0x65) {
    const sign = source.charCodeAt(end + 1)
    const exponent = sign === PLUS || sign === MINUS ? end + 2 : end + 1
    const digits = endOfDigits(source, exponent)
    if (digits > exponent) end = digits
  }
  return end
}

/** `undefined` if there is neither `true` nor `false` nor `null`. */
export const endOfWord = (source: string, at: number): number | undefined => {
  const word = WORDS.find((each) => source.startsWith(each, at))
  return word === undefined ? undefined : at + word.length
}

/** The value of a string token. Most have no escapes. */
export const decodeString = (literal: string): string =>
  literal.includes("\\") ? (JSON.parse(literal) as string) : literal.slice(1, -1)
