// @ts-expect-error The package has no types of its own.
import make from "libsodium"

/** The part of the raw library that is used here. Lengths and places are in bytes. */
export interface Sodium {
  /** All of the module's memory. Another array once the memory has grown. */
  readonly HEAPU8: Uint8Array
  readonly _malloc: (length: number) => number
  /** BLAKE2b. */
  readonly _crypto_generichash: (
    digest: number,
    digestLength: number,
    data: number,
    dataLength: number,
    dataLengthHigh: 0,
    key: number,
    keyLength: number
  ) => number
  readonly _crypto_generichash_statebytes: () => number
  readonly _crypto_generichash_init: (state: number, key: number, keyLength: number, digestLength: number) => number
  readonly _crypto_generichash_update: (state: number, data: number, dataLength: number, dataLengthHigh: 0) => number
  readonly _crypto_generichash_final: (state: number, digest: number, digestLength: number) => number
  /** Writes the ciphertext and 16 bytes of tag. A text and what becomes of it may have the same place. */
  readonly _crypto_aead_chacha20poly1305_ietf_encrypt: (
    ciphertext: number,
    ciphertextLength: 0,
    message: number,
    messageLength: number,
    messageLengthHigh: 0,
    associated: number,
    associatedLength: number,
    associatedLengthHigh: 0,
    secretNonce: 0,
    nonce: number,
    key: number
  ) => number
  /** @returns 0 where the text is authentic; only then is there a message */
  readonly _crypto_aead_chacha20poly1305_ietf_decrypt: (
    message: number,
    messageLength: 0,
    secretNonce: 0,
    ciphertext: number,
    ciphertextLength: number,
    ciphertextLengthHigh: 0,
    associated: number,
    associatedLength: number,
    associatedLengthHigh: 0,
    nonce: number,
    key: number
  ) => number
}

/** Loads libsodium: a WebAssembly module with memory of its own. */
export const makeSodium: (options: object) => Promise<Sodium> = make
