import { unsafe } from "@noble/ciphers/aes.js"

const BYTES = 256
const WORDS = 4
const REDUCTION = 0x11b

/** With keys of zeros and without a whole round, the cipher is its table of substitutes. */
const NO_ROUNDS = new Uint32Array(2 * WORDS)
const SUBSTITUTES = Uint8Array.from({ length: BYTES }, (_, byte) => unsafe.encrypt(NO_ROUNDS, byte, 0, 0, 0).s0 & 0xff)

const doubled = (byte: number): number => (byte << 1) ^ (byte >> 7 ? REDUCTION : 0)

/** What a byte in the first row adds to its column in a round: for the other rows, it is rotated. The first row is the lowest byte. */
const COLUMNS = Uint32Array.from(SUBSTITUTES, (byte) => {
  const twice = doubled(byte)
  return ((twice ^ byte) << 24) | (byte << 16) | (byte << 8) | twice
})

const mixed = (a: number, b: number, c: number, d: number): number => {
  const second = COLUMNS[(b >>> 8) & 0xff]!
  const third = COLUMNS[(c >>> 16) & 0xff]!
  const fourth = COLUMNS[d >>> 24]!
  return (
    COLUMNS[a & 0xff]! ^
    ((second << 8) | (second >>> 24)) ^
    ((third << 16) | (third >>> 16)) ^
    ((fourth << 24) | (fourth >>> 8))
  )
}

const substituted = (a: number, b: number, c: number, d: number): number =>
  SUBSTITUTES[a & 0xff]! |
  (SUBSTITUTES[(b >>> 8) & 0xff]! << 8) |
  (SUBSTITUTES[(c >>> 16) & 0xff]! << 16) |
  (SUBSTITUTES[d >>> 24]! << 24)

/** The words of a block, in which the first byte is the lowest. */
export type Block = readonly [number, number, number, number]

/**
 * Encrypts one block with AES, with a key that `expandKeyLE` has expanded. `unsafe.encrypt` does the same with tables of 640 KiB, which
 * are in no cache of the processor when a single block is encrypted: that takes ten times as long as with these, of 1.25 KiB.
 */
export const encryptBlock = (keys: Uint32Array, [first, second, third, fourth]: Block): Block => {
  let a = first ^ keys[0]!
  let b = second ^ keys[1]!
  let c = third ^ keys[2]!
  let d = fourth ^ keys[3]!
  const last = keys.length - WORDS
  for (let at = WORDS; at < last; at += WORDS) {
    const nextA = keys[at]! ^ mixed(a, b, c, d)
    const nextB = keys[at + 1]! ^ mixed(b, c, d, a)
    const nextC = keys[at + 2]! ^ mixed(c, d, a, b)
    d = keys[at + 3]! ^ mixed(d, a, b, c)
    a = nextA
    b = nextB
    c = nextC
  }
  return [
    (keys[last]! ^ substituted(a, b, c, d)) >>> 0,
    (keys[last + 1]! ^ substituted(b, c, d, a)) >>> 0,
    (keys[last + 2]! ^ substituted(c, d, a, b)) >>> 0,
    (keys[last + 3]! ^ substituted(d, a, b, c)) >>> 0
  ]
}
