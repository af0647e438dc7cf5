import type { Crypto } from "../ports/crypto/port.ts"
import { base64Bytes, hex } from "../values/text.ts"

/** What a cluster of this one server is called. */
export interface ClusterIdentity {
  readonly name: string
  readonly id: string
}

const KEY_BYTES = 32
/** Of a key as text: twice what hexadecimal needs. Anybody may send a longer one, and it is not decoded. */
const MAX_KEY_LENGTH = 128

/**
 * Whether the server is sealed. Sealing keeps everybody out until the unseal key is given; as the server keeps everything in
 * its own memory, what is there stays there.
 */
export interface Seal {
  readonly isSealed: () => boolean
  /** Hexadecimal. */
  readonly unsealKey: string
  readonly seal: () => void
  /** False where the key is not the right one. */
  readonly unseal: (key: Uint8Array) => boolean
}

export const makeSeal = (crypto: typeof Crypto.Service): Seal => {
  const unsealKey = crypto.randomBytes(KEY_BYTES)
  let sealed = false
  return {
    isSealed: () => sealed,
    unsealKey: hex(unsealKey),
    seal: () => {
      sealed = true
    },
    unseal: (key) => {
      if (!crypto.equal(key, unsealKey)) return false
      sealed = false
      return true
    }
  }
}

const hexBytes = (text: string): Uint8Array | undefined =>
  text.length % 2 === 0 && /^[0-9a-fA-F]+$/.test(text)
    ? Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    : undefined

/** A key as people type it, in hexadecimal or base64; `undefined` for what cannot be one. */
export const unsealKeyBytes = (text: string): Uint8Array | undefined =>
  text.length > MAX_KEY_LENGTH
    ? undefined
    : [hexBytes(text), base64Bytes(text)].find((bytes) => bytes?.length === KEY_BYTES)
