import { makeRandom } from "../random.ts"

/** Random choices that depend only on the seed. */
export interface Random {
  /** A whole number from 0 to `below` - 1. */
  readonly int: (below: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <A>(from: ReadonlyArray<A>) => A
}

export function randomOf(seed: number): Random {
  const next = makeRandom(seed)
  const int = (below: number): number => Math.floor(next() * below)
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (from) => from[int(from.length)] as (typeof from)[number]
  }
}
