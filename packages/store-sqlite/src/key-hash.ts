import { randomInt } from "node:crypto"

/**
 * Hashes of keys, for tables in memory. They differ in each process: callers choose some keys, and could otherwise choose many with
 * the same hash.
 */
const RANGE = 2 ** 32
const SEED = randomInt(RANGE)
const FACTOR = randomInt(RANGE) | 1

const mix = (hash: number, unit: number): number => Math.imul(hash ^ unit, FACTOR)

/** Spreads what the last units have changed over all bits. */
const finish = (hash: number): number => {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return twice ^ (twice >>> 16)
}

/** The hash of the bytes from one place on, and before another one. */
export const hashOfBytes = (bytes: Uint8Array, from: number, to: number): number => {
  let hash = SEED
  for (let i = from; i < to; i++) hash = mix(hash, bytes[i]!)
  return finish(hash)
}

/** The hash of a text. */
export const hashOfText = (text: string): number => {
  let hash = SEED
  for (let i = 0; i < text.length; i++) hash = mix(hash, text.charCodeAt(i))
  return finish(hash)
}
