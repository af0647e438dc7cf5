/**
 * A JSON text that passes through as it is: numbers keep their digits, keys their bytes.
 *
 * @example
 * ```ts
 * import { type EngineResponse, RawJson } from "@enwrap/server/engine"
 *
 * export const response: EngineResponse = { data: new RawJson('{"big":12345678901234567890}') }
 * ```
 */
export class RawJson {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** What a response may carry: plain values, or text that passes through. */
export type Json =
  | null
  | boolean
  | number
  | string
  | RawJson
  | ReadonlyArray<unknown>
  | { readonly [key: string]: unknown }

/**
 * The text of a value; text that passes through is not touched.
 *
 * @example
 * ```ts
 * import { jsonText, RawJson } from "@enwrap/server/engine"
 *
 * console.log(jsonText({ a: 1 }), jsonText(new RawJson("1.0"))) // {"a":1} 1.0
 * ```
 */
export const jsonText = (value: unknown): string => (value instanceof RawJson ? value.text : JSON.stringify(value))
