import * as Effect from "effect/Effect"
import { byCodePoint } from "./code-point-order.ts"

/** How many strings are sorted at once, so that other work does not wait for more than a moment. */
const AT_ONCE = 500

/** Sorts any number of strings by code point, in steps between which other work can run. */
export const sortedInSteps = Effect.fnUntraced(function* (all: ReadonlyArray<string>) {
  // Each bucket has what is between two of them.
  const bounds: Array<string> = []
  for (let i = AT_ONCE; i < all.length; i += AT_ONCE) bounds.push(all[i]!)
  bounds.sort(byCodePoint)
  const buckets: Array<Array<string>> = [[], ...bounds.map(() => [])]
  for (const [i, one] of all.entries()) {
    buckets[firstAfter(bounds, one)]!.push(one)
    if (i % AT_ONCE === 0) yield* Effect.yieldNow
  }
  const sorted: Array<string> = []
  for (const bucket of buckets) {
    for (const one of bucket.sort(byCodePoint)) sorted.push(one)
    yield* Effect.yieldNow
  }
  return sorted
})

/** The index of the first bound that is after a string; the number of bounds if there is none. */
const firstAfter = (bounds: ReadonlyArray<string>, one: string): number => {
  let low = 0
  let high = bounds.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (byCodePoint(bounds[middle]!, one) > 0) high = middle
    else low = middle + 1
  }
  return low
}
