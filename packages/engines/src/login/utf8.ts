// What every platform has; declared here because engines are compiled without any platform's types.
declare const TextEncoder: new () => { encode: (text: string) => Uint8Array }

const encoder = new TextEncoder()

export const utf8 = (text: string): Uint8Array => encoder.encode(text)
