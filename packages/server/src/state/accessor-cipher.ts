import { AES } from "@stablelib/aes"
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

/** The word that eight hexadecimal digits stand for. `Number.parseInt` would take ten times as long. */
const wordAt = (id: string, index: number): number => {
  let word = 0
  for (let i = index * HEX; i < (index + 1) * HEX; i++) word = (word << 4) | hexDigitAt(id, i)
  return word >>> 0
}

const hexWord = (word: number): string => word.toString(16).padStart(HEX, "0")

/** The words that an accessor stands for; `undefined` if one of them is too large to be a word. */
const wordsOf = (accessor: string): ReadonlyArray<number> | undefined => {
  if (accessor.length !== WORDS * DIGITS) return undefined
  const numbers = Array.from({ length: WORDS }, (_, i) => base62Value(accessor.slice(i * DIGITS, (i + 1) * DIGITS)))
  if (!numbers.every((number) => number !== undefined)) return undefined
  const words = numbers.map(gathered)
  return words.every((word) => word < 2 ** (WORD_BYTES * BYTE_BITS)) ? words : undefined
}

/**
 * The accessor of a wrapping token is its id, encrypted as one block of AES-256. So the store needs no record to find a wrapping
 * token by its accessor, and an id in the store does not reveal the accessor. An id is a keyed hash: the same block is never
 * encrypted for two tokens, which is all that a single block needs to be safe.
 *
 * The library's tables have a few kilobytes, so they stay in the processor's caches. Tables of half a megabyte, as another library has,
 * are faster for many blocks, but take several times as long for a single one.
 *
 * @param key 32 bytes
 */
export const makeAccessorCipher = (key: Uint8Array): AccessorCipher => {
  const aes = new AES(key)
  const block = new Uint8Array(WORDS * WORD_BYTES)
  const words = new DataView(block.buffer)
  return {
    accessorOf: (id) => {
      for (let i = 0; i < WORDS; i++) words.setUint32(i * WORD_BYTES, wordAt(id, i), true)
      aes.encryptBlock(block, block)
      const codes = Array<number>(WORDS * DIGITS)
      for (let i = 0; i < WORDS; i++)
        writeBase62(codes, i * DIGITS, spread(words.getUint32(i * WORD_BYTES, true)), DIGITS)
      return String.fromCharCode(...codes)
    },
    idOf: (accessor) => {
      const encrypted = wordsOf(accessor)
      if (encrypted === undefined) return undefined
      for (const [i, word] of encrypted.entries()) words.setUint32(i * WORD_BYTES, word, true)
      aes.decryptBlock(block, block)
      return Array.from({ length: WORDS }, (_, i) => hexWord(words.getUint32(i * WORD_BYTES, true))).join("")
    },
    erase: () => {
      aes.clean()
      block.fill(0)
    }
  }
}
