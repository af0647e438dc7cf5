import { expect, it } from "vitest"
import { makeRandom, MAX_SEED, prefixOf, randomSeed, shuffled } from "./random.ts"

it("repeats the numbers of a seed, and has others for another seed", () => {
  const take = (seed: number) => Array.from({ length: 5 }, makeRandom(seed))
  expect(take(1)).toEqual(take(1))
  expect(take(1)).not.toEqual(take(2))
  for (const value of take(MAX_SEED)) expect(value >= 0 && value < 1).toBe(true)
})

it("shuffles: another order for another seed, and every value once", () => {
  const values = Array.from({ length: 20 }, (_, i) => i)
  const [first, second] = [shuffled(values, makeRandom(1)), shuffled(values, makeRandom(2))]
  expect(first).not.toEqual(second)
  expect([...first].sort((a, b) => a - b)).toEqual(values)
})

it("names what a run creates by its seed", () => {
  expect(prefixOf(7)).toBe(prefixOf(7))
  expect(prefixOf(7)).not.toBe(prefixOf(8))
  expect(prefixOf(randomSeed())).toMatch(/^enwrap-conformance-[0-9a-f]{8}$/)
})
