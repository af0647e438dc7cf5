/** Parses and writes JSON: `JSON` itself, or a codec that keeps large numbers exact. */
export interface JsonCodec {
  readonly parse: (text: string) => unknown
  readonly stringify: (value: unknown) => string | undefined
}
