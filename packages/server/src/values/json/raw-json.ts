/** A JSON text that passes through as it is: numbers keep their digits, keys their bytes. */
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

/** The text of a value; text that passes through is not touched. */
export const jsonText = (value: unknown): string => (value instanceof RawJson ? value.text : JSON.stringify(value))
