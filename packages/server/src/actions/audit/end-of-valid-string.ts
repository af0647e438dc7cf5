import { BACKSLASH } from "../../values/json/json-tokens.ts"

const isEscaped = (source: string, at: number): boolean => {
  let before = at - 1
  while (source.charCodeAt(before) === BACKSLASH) before--
  return (at - before) % 2 === 0
}

/**
 * The end of a string that begins at a position of a text that is known to be JSON. It is found without looking at each character.
 *
 * @throws SyntaxError if the string does not end
 */
export const endOfValidString = (source: string, at: number): number => {
  let end = at
  do {
    end = source.indexOf('"', end + 1)
    if (end === -1) throw new SyntaxError("unterminated")
  } while (isEscaped(source, end))
  return end + 1
}
