import { randomInt } from "node:crypto"

/** Seeds are whole numbers from 0 to this one. */
export const MAX_SEED = 2 ** 32 - 1

/** Returns a seed that nobody chose. */
export const randomSeed = (): number => randomInt(MAX_SEED + 1)

/**
 * Returns a source of numbers from 0 to 1, without 1. The same seed repeats the same numbers, on every machine. Not for
 * secrets. The generator is mulberry32.
 */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Returns the values in a random order. */
export function shuffled<A>(values: ReadonlyArray<A>, random: () => number): ReadonlyArray<A> {
  const keyed = values.map((value) => ({ value, key: random() }))
  return keyed.sort((a, b) => a.key - b.key).map(({ value }) => value)
}

/** The prefix of every name that a run with this seed creates on the server. */
export const prefixOf = (seed: number): string =>
  `enwrap-conformance-${Math.floor(makeRandom(seed)() * 2 ** 32)
    .toString(16)
    .padStart(8, "0")}`
