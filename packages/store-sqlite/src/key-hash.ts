import { randomInt } from "node:crypto"

const RANGE = 2 ** 32
const KEY_0 = randomInt(RANGE) | 0
const KEY_1 = randomInt(RANGE) | 0

const FINAL_ROUNDS = 3

/** Up to four bytes, the first one lowest. */
const lastBytes = (bytes: Uint8Array, from: number, to: number): number => {
  let word = 0
  for (let at = from; at < to; at++) word |= bytes[at]! << (8 * (at - from))
  return word
}

/**
 * The hash of the bytes from one place on, and before another one: HalfSipHash-1-3 (https://github.com/veorq/SipHash), whose key is
 * different in each process. Callers choose some keys. With a hash that only multiplies and uses exclusive or, even a secret one,
 * they could choose thousands with the same hash.
 */
export const hashOfBytes = (bytes: Uint8Array, from: number, to: number): number => {
  let v0 = KEY_0
  let v1 = KEY_1
  let v2 = 0x6c796765 ^ KEY_0
  let v3 = 0x74656462 ^ KEY_1
  const words = (to - from) >> 2
  // A round for each word, one for the rest with the size, and those in the end.
  for (let i = 0, at = from; i <= words + FINAL_ROUNDS; i++, at += 4) {
    let word = 0
    if (i < words) word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
    else if (i === words) word = lastBytes(bytes, at, to) | ((to - from) << 24)
    else if (i === words + 1) v2 ^= 0xff
    v3 ^= word
    v0 = (v0 + v1) | 0
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0
    v2 = (v2 + v3) | 0
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2
    v0 = (((v0 << 16) | (v0 >>> 16)) + v3) | 0
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0
    v2 = (v2 + v1) | 0
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2
    v2 = (v2 << 16) | (v2 >>> 16)
    v0 ^= word
  }
  return v1 ^ v3
}
