import { inspectSymbol } from "./redacted.ts"

/**
 * A response without an envelope: a certificate in PEM, a CRL in DER, or whatever an upstream server sent. The body may
 * be secret, so printing the object shows only a label.
 *
 * @example
 * ```ts
 * import { createClient, RawResponse } from "@enwrap/client"
 *
 * const client = createClient({ address: "http://127.0.0.1:8200", fetch })
 * const content = await client.unwrap<unknown>("s.the-wrapping-token")
 * if (content instanceof RawResponse) console.log(content.contentType, content.bytes().length)
 * ```
 *
 * @see RW-WE-11
 */
export class RawResponse {
  declare readonly status: number
  declare readonly contentType: string
  readonly #bytes: Uint8Array

  constructor(status: number, contentType: string, bytes: Uint8Array) {
    this.status = status
    this.contentType = contentType
    this.#bytes = bytes
  }

  /** The body, byte for byte. */
  bytes(): Uint8Array {
    return this.#bytes
  }

  /** The body decoded as UTF-8. */
  text(): string {
    return new TextDecoder().decode(this.#bytes)
  }

  toString(): string {
    return `<raw response: ${this.contentType}>`
  }

  toJSON(): string {
    return this.toString()
  }

  [inspectSymbol](): string {
    return this.toString()
  }
}
