import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { StayAwake } from "./stay-awake.ts"

/** What the next turn of the event loop will run, and the time in milliseconds. */
let next: Array<() => void> = []
let now = 0

beforeEach(() => {
  next = []
  vi.stubGlobal("setImmediate", (run: () => void) => void next.push(run))
  vi.spyOn(performance, "now").mockImplementation(() => now)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** The turns of the event loop, of 30 µs each, until it may sleep. */
const turns = (): number => {
  let count = 0
  for (let run = next.shift(); run !== undefined; run = next.shift()) {
    count++
    now += 0.03
    run()
  }
  return count
}

test("a busy event loop stays awake for a tenth of a millisecond after each step", () => {
  const awake = new StayAwake(() => true, 2)
  awake.extend()
  expect(turns()).toBe(4)
  awake.extend()
  now += 0.09
  awake.extend()
  expect(next).toHaveLength(1)
  expect(turns()).toBe(4)
})

test("it may sleep at once if it is not busy, or is not busy any more", () => {
  let isBusy = false
  const awake = new StayAwake(() => isBusy, 2)
  awake.extend()
  expect(turns()).toBe(0)
  isBusy = true
  awake.extend()
  isBusy = false
  expect(turns()).toBe(1)
})

test("it does not keep the only processor from another thread", () => {
  const awake = new StayAwake(() => true, 1)
  awake.extend()
  expect(turns()).toBe(0)
})
