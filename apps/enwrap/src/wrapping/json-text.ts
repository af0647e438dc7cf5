/** Not in TypeScript's library yet. */
const { isRawJSON } = JSON as unknown as { readonly isRawJSON: (value: unknown) => boolean }

/** Whether a value parsed by `exactJson` is a number that it keeps as text. */
export const isRawNumber = (value: unknown): boolean => isRawJSON(value)

/** Whether a value parsed by `exactJson` is an object. Numbers that `exactJson` keeps as text are not. */
export const isJsonObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isRawJSON(value)

/**
 * Indents valid JSON by two spaces per level. Numbers, keys, escapes and their order stay as they were written, at any
 * depth.
 */
export const indentJson = (text: string): string => {
  const parts: Array<string> = []
  let depth = 0
  let opened = false
  const newLine = (): string => "\n" + "  ".repeat(depth)
  // A string, another literal, or one punctuation character.
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\[^])*"|[^\s"{}[\],:]+|[{}[\],:]/g)) {
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
