import type { Crypto } from "@enwrap/server"
import type { Sodium } from "./sodium.ts"

const KEY_BYTES = 32
const DIGEST_BYTES = 64
/** Data up to this length is hashed in one call, longer data in pieces. */
const PIECE_BYTES = 8192
/** The address of the state of a hash in pieces must be a multiple of this. */
const ALIGNMENT = 64

/** The keyed hash of the {@link Crypto} port, by libsodium. All calls share one block of its memory, and erase what they used. */
export const makeKeyedHash = (sodium: Sodium): (typeof Crypto.Service)["keyedHash"] => {
  const stateBytes = sodium._crypto_generichash_statebytes()
  const start = sodium._malloc(ALIGNMENT + stateBytes + DIGEST_BYTES + KEY_BYTES + PIECE_BYTES)
  const stateAt = start + ALIGNMENT - (start % ALIGNMENT)
  const digestAt = stateAt + stateBytes
  const keyAt = digestAt + DIGEST_BYTES
  const dataAt = keyAt + KEY_BYTES

  const hashInPieces = (data: Uint8Array): void => {
    sodium._crypto_generichash_init(stateAt, keyAt, KEY_BYTES, DIGEST_BYTES)
    for (let at = 0; at < data.length; at += PIECE_BYTES) {
      const piece = data.subarray(at, at + PIECE_BYTES)
      sodium.HEAPU8.set(piece, dataAt)
      sodium._crypto_generichash_update(stateAt, dataAt, piece.length, 0)
    }
    sodium._crypto_generichash_final(stateAt, digestAt, DIGEST_BYTES)
    sodium.HEAPU8.fill(0, stateAt, digestAt)
  }

  return (key, data) => {
    const memory = sodium.HEAPU8
    memory.set(key, keyAt)
    if (data.length > PIECE_BYTES) hashInPieces(data)
    else {
      memory.set(data, dataAt)
      sodium._crypto_generichash(digestAt, DIGEST_BYTES, dataAt, data.length, 0, keyAt, KEY_BYTES)
    }
    const digest = memory.slice(digestAt, keyAt)
    memory.fill(0, digestAt, dataAt + Math.min(data.length, PIECE_BYTES))
    return digest
  }
}
