import { CLOSE_LIST, CLOSE_OBJECT, COLON, COMMA, OPEN_LIST, OPEN_OBJECT, QUOTE } from "../../values/json/json-tokens.ts"
import { endOfValidString } from "./end-of-valid-string.ts"

/**
 * Some of the outermost members of an object that the server itself has written, without white space and escapes in their names: the
 * text of each value, in the order of the names. It does not create the values: numbers keep their digits, and their depth does not
 * matter.
 */
export const outerMembers = (source: string, names: ReadonlyArray<string>): ReadonlyArray<string | undefined> => {
  const members: Array<string | undefined> = names.map(() => undefined)
  let depth = 0
  /** Which of the names the present member has. */
  let index = -1
  /** Where the value of the present member begins. */
  let from = -1
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at)
    if (code === QUOTE) {
      const end = endOfValidString(source, at)
      if (depth === 1 && source.charCodeAt(end) === COLON && from === -1) {
        const length = end - at - 2
        index = -1
        for (let i = 0; i < names.length; i++)
          if (names[i]!.length === length && source.startsWith(names[i]!, at + 1)) index = i
        from = end + 1
      }
      at = end - 1
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) depth++
    else if (code === CLOSE_OBJECT || code === CLOSE_LIST) depth--
    const isEnd = depth === 1 ? source.charCodeAt(at + 1) === COMMA : depth === 0
    if (isEnd && from !== -1) {
      if (index !== -1) members[index] = source.slice(from, depth === 0 ? at : at + 1)
      from = -1
    }
  }
  return members
}
