import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  decodeString,
  endOfNumber,
  endOfWhite,
  endOfWord,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE
} from "../../values/json/json-tokens.ts"
import { parseRfc3339 } from "../../values/rfc3339.ts"
import type { OpaqueData } from "./audit-facts.ts"
import { endOfValidString } from "./end-of-valid-string.ts"

export interface HashJsonOptions {
  readonly hash: (text: string) => string
  /** The names of members whose values are kept. */
  readonly kept: ReadonlyArray<string>
  readonly opaque: OpaqueData
  /** The members whose numbers stay, unless they are opaque; all by default. */
  readonly numeric?: ReadonlySet<string> | undefined
}

/**
 * The maximum number of values that are hashed. A hash is up to forty times as long as a value, and anyone can send a request with
 * many values, or have a stored secret with many read again and again. Further values are only hidden.
 */
const MAX_HASHED = 1000
const HIDDEN = "*"

/** An open object or list. The values of a list belong to the member that the list belongs to. */
interface Open {
  readonly isObject: boolean
  key: string | undefined
}

const isBlank = (code: number): boolean =>
  code === COMMA || code === COLON || code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09

/**
 * A JSON text with every string in it hashed. Names of members, `true`, `false` and `null` stay, and so do timestamps and numbers
 * outside of opaque data, as in the original. It does not create the values, so their depth does not matter.
 *
 * @param source valid JSON
 */
export const hashJson = (source: string, { hash, kept, numeric, opaque }: HashJsonOptions): string => {
  const open: Array<Open> = []
  let result = ""
  let copied = 0
  let hashed = 0
  const shown = (text: string): string => (++hashed > MAX_HASHED ? HIDDEN : hash(text))
  // Most texts have no escapes.
  const hasEscapes = source.includes("\\")
  const stringIn = (at: number, end: number): string =>
    hasEscapes ? decodeString(source.slice(at, end)) : source.slice(at + 1, end - 1)
  const isOpaque = (): boolean => opaque === "all" || (opaque === "data" && open[0]?.key === "data")
  const isNumeric = (): boolean => numeric === undefined || numeric.has(open[0]?.key ?? "")
  const isKept = (): boolean => kept.length > 0 && kept.includes(open.at(-1)?.key ?? "")

  for (let at = 0; at < source.length;) {
    const code = source.charCodeAt(at)
    if (isBlank(code)) at++
    else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      const isObject = code === OPEN_OBJECT
      open.push({ isObject, key: isObject ? undefined : open.at(-1)?.key })
      at++
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      open.pop()
      at++
    } else if (code === QUOTE) {
      const end = endOfValidString(source, at)
      const inner = open.at(-1)
      if (inner?.isObject === true && source.charCodeAt(endOfWhite(source, end)) === COLON) {
        // The innermost name decides what is kept, the outermost one what is opaque.
        if (kept.length > 0 || (open.length === 1 && opaque !== "all")) inner.key = stringIn(at, end)
      } else if (!isKept()) {
        const text = stringIn(at, end)
        if (isOpaque() || parseRfc3339(text) === undefined) {
          // Its quotes stay.
          result += source.slice(copied, at + 1) + shown(text)
          copied = end - 1
        }
      }
      at = end
    } else {
      const end = endOfWord(source, at) ?? endOfNumber(source, at)!
      const isNumber = code <= 0x39
      if (isNumber && (isOpaque() || !isNumeric()) && !isKept()) {
        result += `${source.slice(copied, at)}"${shown(source.slice(at, end))}"`
        copied = end
      }
      at = end
    }
  }
  return result + source.slice(copied)
}
