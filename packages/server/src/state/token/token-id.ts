import { base62, randomBase62 } from "../../values/encodings.ts"

/**
 * A token is `s.ew`, 24 random base62 characters (142 bits) and 6 characters of checksum. It matches the original's documented
 * pattern `[sbr]\.[a-zA-Z0-9]{24,}`, secret scanners recognise it, and a mistyped one is refused without a read of the store.
 */
const SERVICE_PREFIX = "s."
const PREFIX = `${SERVICE_PREFIX}ew`
const RANDOM_LENGTH = 24
const CHECKSUM_LENGTH = 6
/** The length of a token of this server. */
export const TOKEN_LENGTH = PREFIX.length + RANDOM_LENGTH + CHECKSUM_LENGTH

/** An accessor is 24 base62 characters, as in the original. */
const ACCESSOR_LENGTH = 24

type RandomBytes = (length: number) => Uint8Array

const CRC_TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value >>> 0
})

/** CRC-32 (IEEE) of ASCII characters. */
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

/** Lengths of the original's root tokens, without and with a server-side prefix: clients choose one-time passwords of these. */
const OTHER_LENGTHS = [26, 28]

/** Whether `newTokenOfLength` can create a token with this many characters. */
export const isTokenLength = (length: number): boolean => length === TOKEN_LENGTH || OTHER_LENGTHS.includes(length)

/** A token of one of the lengths that `isTokenLength` accepts. A shorter one has no checksum, and no less random characters. */
export const newTokenOfLength = (randomBytes: RandomBytes, length: number): string => {
  if (length === TOKEN_LENGTH) return newToken(randomBytes)
  const token = SERVICE_PREFIX + randomBase62(randomBytes, length - SERVICE_PREFIX.length)
  return isMistyped(token) ? newTokenOfLength(randomBytes, length) : token
}

export const newAccessor = (randomBytes: RandomBytes): string => randomBase62(randomBytes, ACCESSOR_LENGTH)

/** A batch token is this prefix and its encrypted entry. */
export const BATCH_PREFIX = "b."

/**
 * Why a string cannot be the root token, if it cannot: it would be mistaken for another kind of token.
 *
 * @example
 * ```ts
 * import { rootTokenProblem } from "@enwrap/server"
 *
 * console.log(rootTokenProblem("root")) // undefined
 * console.log(rootTokenProblem("b.root") !== undefined) // true
 * ```
 */
export const rootTokenProblem = (token: string): string | undefined => {
  if (token.startsWith(BATCH_PREFIX))
    return `the root token cannot begin with ${BATCH_PREFIX}: it would be taken for a batch token.`
  return isMistyped(token)
    ? `the root token cannot begin with ${PREFIX}: it would be taken for a mistyped token of this server.`
    : undefined
}

/** Whether a string looks like a token of this server but cannot be one: a character is missing, doubled or wrong. */
export const isMistyped = (token: string): boolean =>
  token.startsWith(PREFIX) &&
  (token.length !== TOKEN_LENGTH || !token.endsWith(checksum(token.slice(0, -CHECKSUM_LENGTH))))
