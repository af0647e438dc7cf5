import { CLOSE_LIST, CLOSE_OBJECT, COMMA, OPEN_LIST, OPEN_OBJECT, QUOTE } from "../../values/json/json-tokens.ts"
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
  const endMember = (end: number): void => {
    if (index !== -1) members[index] = source.slice(from, end)
    from = index = -1
  }
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at)
    if (code === QUOTE) {
      const end = endOfValidString(source, at)
      if (depth === 1 && from === -1) {
        const length = end - at - 2
        for (let i = 0; i < names.length; i++)
          if (names[i]!.length === length && source.startsWith(names[i]!, at + 1)) index = i
        // After the colon.
        from = end + 1
      }
      at = end - 1
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) depth++
    else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      if (--depth === 0) endMember(at)
    } else if (code === COMMA && depth === 1) endMember(at)
  }
  return members
}
