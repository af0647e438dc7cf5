/**
 * JSON with numbers as literals. `JSON.parse` changes 12345678901234567890 to another number, so a suite that used it
 * would not notice a server that does the same.
 */
export type ExactJson =
  | null
  | boolean
  | string
  | ExactNumber
  | ReadonlyArray<ExactJson>
  | { readonly [key: string]: ExactJson }

/** A number, as the literal in the JSON text. */
export class ExactNumber {
  readonly literal: string
  constructor(literal: string) {
    this.literal = literal
  }
}

// The third argument of the reviver (Node 21) has the source text of a primitive. TypeScript does not declare it yet.
type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown
const parseWith = JSON.parse as (text: string, reviver: Reviver) => unknown

/** Parses JSON, and keeps number literals. Throws a SyntaxError like `JSON.parse`. */
export function parseExact(text: string): ExactJson {
  return parseWith(text, (_key, value, { source }) =>
    typeof value === "number" ? new ExactNumber(source ?? String(value)) : value
  ) as ExactJson
}

/** Prints JSON in a canonical form: sorted keys, number literals unchanged. */
export function printExact(value: ExactJson): string {
  if (value instanceof ExactNumber) return value.literal
  if (Array.isArray(value)) return `[${value.map(printExact).join(",")}]`
  if (typeof value === "object" && value !== null) {
    const members = value as { readonly [key: string]: ExactJson }
    const inOrder = Object.keys(members).sort()
    return `{${inOrder.map((key) => `${JSON.stringify(key)}:${printExact(members[key] as ExactJson)}`).join(",")}}`
  }
  return JSON.stringify(value)
}

/** Returns an own member of an object; undefined if there is none. */
export function memberOf(value: ExactJson | undefined, key: string): ExactJson | undefined {
  if (typeof value !== "object" || value === null || value instanceof ExactNumber || !Object.hasOwn(value, key))
    return undefined
  return (value as { readonly [key: string]: ExactJson })[key]
}
