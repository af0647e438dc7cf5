/**
 * A JSON text that is passed on unchanged: numbers keep their digits, and keys their spelling.
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

/** The data of a response: plain values, or {@link RawJson}. */
export type Json =
  | null
  | boolean
  | number
  | string
  | RawJson
  | ReadonlyArray<unknown>
  | { readonly [key: string]: unknown }

/**
 * The JSON text of a value. {@link RawJson} is not changed.
 *
 * @example
 * ```ts
 * import { jsonText, RawJson } from "@enwrap/server/engine"
 *
 * console.log(jsonText({ a: 1 }), jsonText(new RawJson("1.0"))) // {"a":1} 1.0
 * ```
 */
export const jsonText = (value: unknown): string => (value instanceof RawJson ? value.text : JSON.stringify(value))
