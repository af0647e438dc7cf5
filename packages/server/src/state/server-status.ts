import type { Crypto } from "../ports/crypto/port.ts"
import { base64Bytes, hex } from "../values/text.ts"

/** The name and the id of the cluster, which is this one server. */
export interface ClusterIdentity {
  readonly name: string
  readonly id: string
}

const KEY_BYTES = 32
/**
 * The maximum length of a key in characters, twice what hexadecimal needs. Keys are sent without a token, so longer ones are
 * not decoded.
 */
const MAX_KEY_LENGTH = 128

/** Whether the server is sealed. A sealed server rejects all requests until it is given the unseal key. It keeps its keys. */
export interface Seal {
  readonly isSealed: () => boolean
  /** Hexadecimal. */
  readonly unsealKey: string
  readonly seal: () => void
  /** Returns `false` if the key is wrong. */
  readonly unseal: (key: Uint8Array) => boolean
}

export const makeSeal = ({ equal }: Pick<typeof Crypto.Service, "equal">, unsealKey: Uint8Array): Seal => {
  let sealed = false
  return {
    isSealed: () => sealed,
    unsealKey: hex(unsealKey),
    seal: () => {
      sealed = true
    },
    unseal: (key) => {
      if (!equal(key, unsealKey)) return false
      sealed = false
      return true
    }
  }
}

const hexBytes = (text: string): Uint8Array | undefined =>
  text.length % 2 === 0 && /^[0-9a-fA-F]+$/.test(text)
    ? Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    : undefined

/** Decodes a key in hexadecimal or base64; `undefined` for a string that cannot be a key. */
export const unsealKeyBytes = (text: string): Uint8Array | undefined =>
  text.length > MAX_KEY_LENGTH
    ? undefined
    : [hexBytes(text), base64Bytes(text)].find((bytes) => bytes?.length === KEY_BYTES)
