import { unsafe } from "@noble/ciphers/aes.js"
import { base62Value, hexDigitAt, writeBase62 } from "../values/encodings.ts"

const WORDS = 4
const WORD_BYTES = 4
const BYTE_BITS = 8
/** Hexadecimal digits of a word. */
const HEX = 2 * WORD_BYTES
/** Base62 digits of a word: 62^6 is above 2^32. */
const DIGITS = 6
const MOST = 62 ** DIGITS
const FIRST_DIGIT = 62 ** (DIGITS - 1)

/**
 * The number whose digits stand for a word. The first digit of a word is below five: the last one is added to it, so that each
 * digit of an accessor is equally likely.
 */
const spread = (word: number): number => {
  // Less than twice the largest number; a remainder would take longer.
  const number = word + (word % 62) * FIRST_DIGIT
  return number < MOST ? number : number - MOST
}
const gathered = (number: number): number => (number + (62 - (number % 62)) * FIRST_DIGIT) % MOST

/** Turns the id of a wrapping token into its accessor, and back. */
export interface AccessorCipher {
  /** 24 base62 characters. */
  readonly accessorOf: (id: string) => string
  /** The id with this accessor, whether or not there is such a token; `undefined` if no id has it. */
  readonly idOf: (accessor: string) => string | undefined
  /** Overwrites the keys. The cipher cannot be used after that. */
  readonly erase: () => void
}

type Block = readonly [number, number, number, number]

/** The word that eight hexadecimal digits stand for. `Number.parseInt` would take ten times as long. */
const wordAt = (id: string, index: number): number => {
  let word = 0
  for (let i = index * HEX; i < (index + 1) * HEX; i++) word = (word << 4) | hexDigitAt(id, i)
  return word >>> 0
}

const hexWord = (word: number): string => word.toString(16).padStart(HEX, "0")

const digitsOf = ([a, b, c, d]: Block): string => {
  const codes = Array<number>(WORDS * DIGITS)
  writeBase62(codes, 0, spread(a), DIGITS)
  writeBase62(codes, DIGITS, spread(b), DIGITS)
  writeBase62(codes, 2 * DIGITS, spread(c), DIGITS)
  writeBase62(codes, 3 * DIGITS, spread(d), DIGITS)
  return String.fromCharCode(...codes)
}

/** The words that an accessor stands for; `undefined` if one of them is too large to be a word. */
const blockOf = (accessor: string): Block | undefined => {
  if (accessor.length !== WORDS * DIGITS) return undefined
  const numbers = Array.from({ length: WORDS }, (_, i) => base62Value(accessor.slice(i * DIGITS, (i + 1) * DIGITS)))
  if (!numbers.every((number) => number !== undefined)) return undefined
  const words = numbers.map(gathered)
  return words.every((word) => word < 2 ** (WORD_BYTES * BYTE_BITS)) ? (words as unknown as Block) : undefined
}

/**
 * The accessor of a wrapping token is its id, encrypted as one block of AES-256. So the store needs no record to find a wrapping
 * token by its accessor, and an id in the store does not reveal the accessor. An id is a keyed hash: the same block is never
 * encrypted for two tokens, which is all that a single block needs to be safe.
 *
 * @param key 32 bytes
 */
export const makeAccessorCipher = (key: Uint8Array): AccessorCipher => {
  const forward = unsafe.expandKeyLE(key)
  const backward = unsafe.expandKeyDecLE(key)
  return {
    accessorOf: (id) => {
      const { s0, s1, s2, s3 } = unsafe.encrypt(forward, wordAt(id, 0), wordAt(id, 1), wordAt(id, 2), wordAt(id, 3))
      return digitsOf([s0 >>> 0, s1 >>> 0, s2 >>> 0, s3 >>> 0])
    },
    idOf: (accessor) => {
      const block = blockOf(accessor)
      if (block === undefined) return undefined
      const { s0, s1, s2, s3 } = unsafe.decrypt(backward, ...block)
      return [s0, s1, s2, s3].map((word) => hexWord(word >>> 0)).join("")
    },
    erase: () => {
      forward.fill(0)
      backward.fill(0)
    }
  }
}
