// @ts-expect-error The package has no types.
import make from "libsodium"

/** The part of the raw library that is used here. Lengths and addresses are in bytes. */
export interface Sodium {
  /** The module's memory. A new array after the memory has grown. */
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
  /** HMAC-SHA256, in its use as the first step of HKDF. */
  readonly _crypto_kdf_hkdf_sha256_statebytes: () => number
  readonly _crypto_kdf_hkdf_sha256_extract_init: (state: number, salt: number, saltLength: number) => number
  readonly _crypto_kdf_hkdf_sha256_extract_update: (state: number, data: number, dataLength: number) => number
  readonly _crypto_kdf_hkdf_sha256_extract_final: (state: number, digest: number) => number
  /** Writes the ciphertext and 16 bytes of tag. Message and ciphertext may have the same address. */
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
  /** @returns 0 if the ciphertext is authentic; only then a message is written */
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

/** Loads libsodium as a WebAssembly module with its own memory. */
export const makeSodium: (options: object) => Promise<Sodium> = make
