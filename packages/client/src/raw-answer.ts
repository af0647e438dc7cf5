import { inspectSymbol } from "./redacted.ts"

/**
 * An answer that is no envelope: a certificate in PEM, a CRL in DER, whatever an upstream sent. It may be a secret, so it
 * prints as a label.
 *
 * @see RW-WE-11
 */
export class RawAnswer {
  readonly status: number
  readonly contentType: string
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

  /** The body as UTF-8. */
  text(): string {
    return new TextDecoder().decode(this.#bytes)
  }

  toString(): string {
    return `<raw answer: ${this.contentType}>`
  }

  toJSON(): string {
    return this.toString()
  }

  [inspectSymbol](): string {
    return this.toString()
  }
}
