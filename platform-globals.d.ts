/**
 * The globals that every platform has, as far as the server core and the engines use them. Both are compiled without the types of
 * a platform, so that nothing of Node or of a browser gets into them by mistake: what is not declared here does not compile.
 */
declare const TextEncoder: new () => {
  encode: (text: string) => Uint8Array
  encodeInto: (text: string, into: Uint8Array) => { readonly written: number }
}
declare const TextDecoder: new (
  label?: string,
  options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean }
) => { decode: (bytes: Uint8Array) => string }
declare const URL: {
  new (url: string): {
    readonly hostname: string
    readonly origin: string
    readonly pathname: string
    readonly search: string
  }
  readonly canParse: (url: string) => boolean
}
declare const Response: new (
  body: string | Uint8Array | null,
  init: { status: number; headers: Record<string, string> }
) => object
declare const performance: { readonly now: () => number }
declare const crypto: { readonly getRandomValues: (array: Uint8Array) => Uint8Array }
