import { BACKSLASH, CLOSE_OBJECT, COLON, COMMA, OPEN_OBJECT, QUOTE } from "./json-tokens.ts"
import type { Payload } from "./payload.ts"

/** A longer text is not scanned twice if it turns out to be another kind of object. */
const LONGEST = 4096

/** The position after a string without escapes; -1 if there is no such string. */
const endOfPlainString = (source: string, at: number): number => {
  if (source.charCodeAt(at) !== QUOTE) return -1
  for (let end = at + 1; ; end++) {
    const code = source.charCodeAt(end)
    if (code === QUOTE) return end + 1
    // A control character, NaN at the end of the text, or an escape.
    if (!(code >= 0x20) || code === BACKSLASH) return -1
  }
}

/**
 * Scans an object of strings without escapes, white space and duplicate keys, as most secrets are, in a third of the time of
 * `scanObject`. `undefined` for all other texts, whether they are JSON or not.
 *
 * @param maxStrings keys and values
 */
export const scanPlain = (source: string, maxStrings: number): Payload | undefined => {
  if (source.length > LONGEST || source.charCodeAt(0) !== OPEN_OBJECT) return undefined
  const members = new Map<string, string>()
  let at = 0
  for (let count = 1; 2 * count <= maxStrings; count++) {
    const from = at + 1
    const colon = endOfPlainString(source, from)
    if (colon < 0 || source.charCodeAt(colon) !== COLON) return undefined
    at = endOfPlainString(source, colon + 1)
    if (at < 0) return undefined
    members.set(source.slice(from + 1, colon - 1), source.slice(colon + 1, at))
    if (source.charCodeAt(at) === COMMA) continue
    const isEnd = source.charCodeAt(at) === CLOSE_OBJECT && at === source.length - 1
    return isEnd && members.size === count ? { text: source, members } : undefined
  }
  return undefined
}
