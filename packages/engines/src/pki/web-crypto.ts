/** The parts of WebCrypto for keys and signatures. It works off the event loop, so that no request waits while a key is generated. */
export interface WebKey {
  readonly algorithm: { readonly name: string }
  readonly extractable: boolean
  readonly type: "private" | "public" | "secret"
  readonly usages: Array<
    "decrypt" | "deriveBits" | "deriveKey" | "encrypt" | "sign" | "unwrapKey" | "verify" | "wrapKey"
  >
}

export interface WebKeyPair {
  readonly privateKey: WebKey
  readonly publicKey: WebKey
}

/** `{ name: "ECDSA", namedCurve: "P-256" }` */
export type WebAlgorithm = { readonly name: string } & Readonly<Record<string, unknown>>

interface WebCrypto {
  readonly subtle: {
    readonly generateKey: (algorithm: WebAlgorithm, extractable: boolean, usages: Array<string>) => Promise<unknown>
    readonly exportKey: (format: "pkcs8" | "spki", key: WebKey) => Promise<ArrayBuffer>
    readonly importKey: (
      format: "pkcs8",
      data: Uint8Array,
      algorithm: WebAlgorithm,
      extractable: boolean,
      usages: Array<string>
    ) => Promise<WebKey>
    readonly sign: (algorithm: WebAlgorithm, key: WebKey, data: Uint8Array) => Promise<ArrayBuffer>
  }
}

declare const crypto: WebCrypto

export const subtle = (): WebCrypto["subtle"] => crypto.subtle
