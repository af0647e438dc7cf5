import type { JsonCodec } from "@enwrap/client"

/**
 * JSON whose numbers stay as they were written: `12345678901234567890` and `1.0` are parsed to raw JSON (see
 * `JSON.rawJSON`), which `stringify` writes back unchanged. Numbers that a JavaScript number holds as written are numbers.
 *
 * @see RW-CP-5
 */
export const exactJson: JsonCodec = {
  parse: (text) =>
    parse(text, (_key, value, { source }) =>
      typeof value === "number" && source !== undefined && String(value) !== source ? rawJSON(source) : value
    ),
  stringify: (value) => JSON.stringify(value)
}

/** What every Node of ours has and TypeScript's library does not know yet. */
const { parse, rawJSON } = JSON as unknown as {
  readonly parse: (
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown
  ) => unknown
  readonly rawJSON: (text: string) => unknown
}
