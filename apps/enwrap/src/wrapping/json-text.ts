/** Not yet in TypeScript's library. */
const { isRawJSON } = JSON as unknown as { readonly isRawJSON: (value: unknown) => boolean }

/** Whether a value that `exactJson` parsed is an object: no array, no null, no number that it keeps as text. */
export const isJsonObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isRawJSON(value)

/**
 * Indents a JSON text by two spaces a level, and changes nothing else: every number, key and escape stays as it was
 * written, however deep it stands. What is no JSON comes back indented nonsense, so give it none.
 */
export const indentJson = (text: string): string => {
  const parts: Array<string> = []
  let depth = 0
  let opened = false
  const newLine = (): string => "\n" + "  ".repeat(depth)
  // A string, a run of anything that needs no care, or one mark of punctuation.
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
