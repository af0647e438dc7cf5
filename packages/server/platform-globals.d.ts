/**
 * The globals that every platform has, as far as the server core uses them. The core is compiled without the types of a platform,
 * so that nothing of Node or of a browser gets into it by mistake: what is not declared here does not compile. The tests are
 * compiled with the real types, and without this file.
 */
declare const TextEncoder: new () => {
  encode: (text: string) => Uint8Array
  encodeInto: (text: string, into: Uint8Array) => { readonly written: number }
}
declare const TextDecoder: new (
  label?: string,
  options?: { readonly ignoreBOM?: boolean }
) => { decode: (bytes: Uint8Array) => string }
declare const URL: new (url: string) => { readonly pathname: string; readonly search: string }
declare const Response: new (
  body: string | Uint8Array | null,
  init: { status: number; headers: Record<string, string> }
) => object
declare const crypto: { readonly getRandomValues: (array: Uint8Array) => Uint8Array }
