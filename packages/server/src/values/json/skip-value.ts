import type { Excess, JsonBudget } from "./json-budget.ts"
import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  endOfNumber,
  endOfString,
  endOfWhite,
  endOfWord,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE
} from "./json-tokens.ts"

/**
 * Finds the end of a JSON value that begins at a position, after optional white space; `undefined` if there is no value. It keeps
 * only the nesting of the value, and counts the value against a budget.
 */
export const skipValue = (source: string, from: number, budget: JsonBudget): number | undefined | Excess => {
  /** The closing character of each open list or object. */
  const open: Array<number> = []
  let at = from

  /** Skips a key and its colon. */
  const skipKey = (): Excess | "malformed" | undefined => {
    const end = endOfString(source, endOfWhite(source, at))
    if (end === undefined) return "malformed"
    at = endOfWhite(source, end)
    if (source.charCodeAt(at) !== COLON) return "malformed"
    at++
    return budget.string()
  }

  for (;;) {
    at = endOfWhite(source, at)
    const code = source.charCodeAt(at)
    const excess = budget.value() ?? (code === QUOTE ? budget.string() : undefined)
    if (excess !== undefined) return excess
    if (code === OPEN_LIST || code === OPEN_OBJECT) {
      const tooDeep = budget.level(open.length)
      if (tooDeep !== undefined) return tooDeep
      const close = code === OPEN_LIST ? CLOSE_LIST : CLOSE_OBJECT
      open.push(close)
      at = endOfWhite(source, at + 1)
      if (source.charCodeAt(at) !== close) {
        const problem = code === OPEN_OBJECT ? skipKey() : undefined
        if (problem !== undefined) return problem === "malformed" ? undefined : problem
        continue
      }
      at++
      open.pop()
    } else {
      const end = code === QUOTE ? endOfString(source, at) : (endOfNumber(source, at) ?? endOfWord(source, at))
      if (end === undefined) return undefined
      at = end
    }
    // A value has ended, and perhaps the values that contain it.
    for (;;) {
      const close = open.at(-1)
      if (close === undefined) return at
      at = endOfWhite(source, at)
      const next = source.charCodeAt(at)
      if (next !== COMMA && next !== close) return undefined
      at++
      if (next === close) {
        open.pop()
        continue
      }
      const problem = close === CLOSE_OBJECT ? skipKey() : undefined
      if (problem !== undefined) return problem === "malformed" ? undefined : problem
      break
    }
  }
}
