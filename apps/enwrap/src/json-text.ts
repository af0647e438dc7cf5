/** JSON values whose numbers keep the text they were written as, as `JSON.rawJSON` has it: `JSON.stringify` gives it back. */

interface RawNumber {
  readonly rawJSON: string
}

// What Node 22 has and ES2024's types have not.
const json = JSON as unknown as {
  readonly rawJSON: (text: string) => RawNumber
  readonly isRawJSON: (value: unknown) => value is RawNumber
  readonly parse: (
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown
  ) => unknown
}

/**
 * Parses JSON without losing a digit: `12345678901234567890` and `1.0` stay as they are.
 *
 * @throws SyntaxError for what is no JSON
 */
export const parseJson = (text: string): unknown =>
  json.parse(text, (_key, value, context) =>
    typeof value === "number" && context.source !== undefined ? json.rawJSON(context.source) : value
  )

/** Whether a value is a JSON object: no array, no null, no number. */
export const isJsonObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !json.isRawJSON(value)

/** The number that a parsed value stands for, if it is one. */
export const numberOf = (value: unknown): number | undefined =>
  json.isRawJSON(value) ? Number(value.rawJSON) : undefined

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
