/** Not in TypeScript's library yet. */
const { isRawJSON } = JSON as unknown as { readonly isRawJSON: (value: unknown) => boolean }

/** Whether a value parsed by `exactJson` is a number that it keeps as text. */
export const isRawNumber = (value: unknown): boolean => isRawJSON(value)

/** Whether a value parsed by `exactJson` is an object. Numbers that `exactJson` keeps as text are not. */
export const isJsonObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isRawJSON(value)

/** A quote, another literal, or one punctuation character. */
const tokenStart = /"|[^\s"{}[\],:]+|[{}[\],:]/g

/** The tokens of valid JSON. A pattern for whole strings would need more stack than there is for a long one. */
function* tokensOf(text: string): Generator<string> {
  const pattern = new RegExp(tokenStart)
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match[0] === '"') {
      pattern.lastIndex = endOfString(text, match.index)
      yield text.slice(match.index, pattern.lastIndex)
    } else yield match[0]
  }
}

/** The position after the string that begins at a position. A quote after an odd number of backslashes does not end it. */
const endOfString = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0
    while (text[end - 1 - backslashes] === "\\") backslashes++
    if (backslashes % 2 === 0) return end + 1
  }
  return text.length
}

/**
 * Indents valid JSON by two spaces per level. Numbers, keys, escapes and their order stay as they were written, at any
 * depth.
 */
export const indentJson = (text: string): string => {
  const parts: Array<string> = []
  let depth = 0
  let opened = false
  const newLine = (): string => "\n" + "  ".repeat(depth)
  for (const token of tokensOf(text)) {
    const closes = token === "}" || token === "]"
    if (closes) depth--
    if (closes !== opened) parts.push(newLine())
    opened = token === "{" || token === "["
    if (opened) depth++
    parts.push(token === ":" ? ": " : token)
    if (token === ",") parts.push(newLine())
  }
  return parts.join("")
}
