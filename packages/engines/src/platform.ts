/** What every platform has. It is typed here because engines are compiled without the types of any platform. */
interface Platform {
  readonly AbortController: new () => { readonly signal: Signal; readonly abort: () => void }
  readonly TextDecoder: new (
    label: string,
    options: { readonly fatal: boolean; readonly ignoreBOM: boolean }
  ) => { readonly decode: (bytes: Uint8Array) => string }
  readonly TextEncoder: new () => { readonly encode: (text: string) => Uint8Array<ArrayBuffer> }
  readonly URL: {
    new (text: string): { readonly origin: string; readonly pathname: string }
    readonly canParse: (text: string) => boolean
  }
}

/** Aborts a `fetch`. */
export interface Signal {
  readonly aborted: boolean
}

export const { AbortController, TextDecoder, TextEncoder, URL } = globalThis as unknown as Platform

const encoder = new TextEncoder()

/** The UTF-8 bytes of a string. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text)
