/** A JSON text that is passed on unchanged: numbers keep their digits, and keys their spelling. */
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

/** The JSON text of a value. {@link RawJson} is not changed. */
export const jsonText = (value: unknown): string => (value instanceof RawJson ? value.text : JSON.stringify(value))
