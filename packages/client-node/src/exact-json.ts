import { InvalidArgumentError, type JsonCodec } from "@enwrap/client"

/**
 * Parses and writes JSON without changing its numbers. Use it as the `json` of a client whose secrets have large numbers.
 *
 * A number that JavaScript would write differently, such as `12345678901234567890` or `1.0`, is parsed to raw JSON (see
 * `JSON.rawJSON`), and `stringify` writes it unchanged. All other numbers are parsed to numbers.
 *
 * It needs Node.js 22 or newer. A client with it cannot be created on older versions.
 *
 * @example
 * ```ts
 * import { exactJson, fromEnv } from "@enwrap/client-node"
 *
 * const client = fromEnv(process.env, { json: exactJson })
 * const { data } = await client.unwrap("s.the-wrapping-token")
 * console.log(exactJson.stringify(data))
 * ```
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

/**
 * Rejects the codec where the platform does not have what it needs, before anything is sent.
 *
 * @throws InvalidArgumentError if `JSON.rawJSON` does not exist
 */
export const checkCodec = (json: JsonCodec | undefined): void => {
  if (json === exactJson && typeof (JSON as { readonly rawJSON?: unknown }).rawJSON !== "function")
    throw new InvalidArgumentError("exactJson needs Node.js 22 or newer, which has JSON.rawJSON")
}

/** Supported by Node, but not yet declared by TypeScript's library. */
const { parse, rawJSON } = JSON as unknown as {
  readonly parse: (
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown
  ) => unknown
  readonly rawJSON: (text: string) => unknown
}
