import { base62, randomBase62 } from "../../values/text.ts"

/**
 * Tokens look like `s.ew` + 24 random base62 characters (142 bits) + 6 of checksum: they fit the original's documented
 * pattern `[sbr]\.[a-zA-Z0-9]{24,}`, scanners recognise them, and a mistyped one is refused without a look into the store.
 */
const PREFIX = "s.ew"
const RANDOM_LENGTH = 24
const CHECKSUM_LENGTH = 6
const TOKEN_LENGTH = PREFIX.length + RANDOM_LENGTH + CHECKSUM_LENGTH

/** Accessors look like the original's: 24 base62 characters. */
const ACCESSOR_LENGTH = 24

type RandomBytes = (length: number) => Uint8Array

const CRC_TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value >>> 0
})

/** CRC-32 (IEEE) over characters that are all ASCII. */
const crc32 = (text: string): number => {
  let value = 0xffffffff
  for (let i = 0; i < text.length; i++) value = CRC_TABLE[(value ^ text.charCodeAt(i)) & 0xff]! ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}

const checksum = (body: string): string => base62(crc32(body), CHECKSUM_LENGTH)

export const newToken = (randomBytes: RandomBytes): string => {
  const body = PREFIX + randomBase62(randomBytes, RANDOM_LENGTH)
  return body + checksum(body)
}

export const newAccessor = (randomBytes: RandomBytes): string => randomBase62(randomBytes, ACCESSOR_LENGTH)

/** Batch tokens carry what they are, sealed, behind this. */
export const BATCH_PREFIX = "b."

/**
 * What keeps a text from being the root token, if anything does: it would be taken for another kind of token.
 *
 * @example
 * ```ts
 * import { rootTokenProblem } from "@enwrap/server"
 *
 * console.log(rootTokenProblem("root")) // undefined
 * console.log(rootTokenProblem("b.root")) // the root token cannot begin with b.: batch tokens do.
 * ```
 */
export const rootTokenProblem = (token: string): string | undefined => {
  if (token.startsWith(BATCH_PREFIX)) return `the root token cannot begin with ${BATCH_PREFIX}: batch tokens do.`
  return isMistyped(token)
    ? `the root token cannot begin with ${PREFIX}: it would be taken for a token of the server's that was mistyped.`
    : undefined
}

/** Whether a text looks like one of our tokens and cannot be one: a letter is missing, doubled or wrong. */
export const isMistyped = (token: string): boolean =>
  token.startsWith(PREFIX) &&
  (token.length !== TOKEN_LENGTH || !token.endsWith(checksum(token.slice(0, -CHECKSUM_LENGTH))))
