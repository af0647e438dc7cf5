/**
 * JSON in which numbers stay the text that was written. `JSON.parse` makes 12345678901234567890 another number, and a
 * suite that reads answers with it would not notice that the server did too.
 */
export type ExactJson =
  | null
  | boolean
  | string
  | ExactNumber
  | ReadonlyArray<ExactJson>
  | { readonly [key: string]: ExactJson }

/** A number literal as it stands in the text. */
export class ExactNumber {
  readonly literal: string
  constructor(literal: string) {
    this.literal = literal
  }
}

// The reviver's third argument (Node 21) gives the source text of a primitive; TypeScript's library does not know it yet.
type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown
const parseWith = JSON.parse as (text: string, reviver: Reviver) => unknown

/** Parses JSON with every number kept as its literal. Throws a SyntaxError as `JSON.parse` does. */
export function parseExact(text: string): ExactJson {
  return parseWith(text, (_key, value, { source }) =>
    typeof value === "number" ? new ExactNumber(source ?? String(value)) : value
  ) as ExactJson
}

/** Prints with sorted keys and literal numbers, so that two texts that mean the same print the same. */
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

/** The member of an object, own members only; undefined where there is none. */
export function memberOf(value: ExactJson | undefined, key: string): ExactJson | undefined {
  if (typeof value !== "object" || value === null || value instanceof ExactNumber || !Object.hasOwn(value, key))
    return undefined
  return (value as { readonly [key: string]: ExactJson })[key]
}
