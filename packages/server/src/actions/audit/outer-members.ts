import { CLOSE_LIST, CLOSE_OBJECT, COLON, COMMA, OPEN_LIST, OPEN_OBJECT, QUOTE } from "../../values/json/json-tokens.ts"
import { endOfValidString } from "./end-of-valid-string.ts"

/**
 * The outermost members of an object that the server itself has written, without white space and escapes in their names: the text of
 * each value. It does not create the values: numbers keep their digits, and their depth does not matter.
 */
export const outerMembers = (source: string): ReadonlyMap<string, string> => {
  const members = new Map<string, string>()
  let depth = 0
  let name = ""
  let from = -1
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at)
    if (code === QUOTE) {
      const end = endOfValidString(source, at)
      if (depth === 1 && source.charCodeAt(end) === COLON && from === -1) {
        name = source.slice(at + 1, end - 1)
        from = end + 1
      }
      at = end - 1
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) depth++
    else if (code === CLOSE_OBJECT || code === CLOSE_LIST) depth--
    const isEnd = depth === 1 ? source.charCodeAt(at + 1) === COMMA : depth === 0
    if (isEnd && from !== -1) {
      members.set(name, source.slice(from, depth === 0 ? at : at + 1))
      from = -1
    }
  }
  return members
}
