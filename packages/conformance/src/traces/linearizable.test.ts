import { describe, expect, it } from "vitest"
import { firstContradiction, isLinearizable, type Observed } from "./linearizable.ts"
import { accessorOf, only, type Answer, type Operation } from "./model.ts"

/** A request that was sent and answered at these times. */
const observed = (
  number: number,
  op: Operation,
  token: number,
  [invoked, returned]: readonly [number, number],
  answer: Answer
): Observed => ({
  request: { number, op, token, ttl: op === "wrap" ? 300 : 0, inside: false, allowed: true },
  answer,
  invoked,
  returned
})

const wrapped = (number: number, path = 0): Answer => ({
  ...only("wrapped"),
  accessor: accessorOf(number),
  path,
  ttl: 300
})
const opened: Answer = { ...only("opened"), secret: 0 }
const refused = only("refused")
const wrap = observed(0, "wrap", -1, [0, 1], wrapped(0))

describe("isLinearizable", () => {
  it("accepts one winner of parallel unwraps, whoever was answered first", () => {
    const loser = observed(1, "unwrap", 0, [2, 4], refused)
    expect(isLinearizable([wrap, loser, observed(2, "unwrap", 0, [3, 6], opened)], [])).toBe(true)
  })

  it("RW-SU-3: rejects two winners, and no winner", () => {
    const both = [observed(1, "unwrap", 0, [2, 4], opened), observed(2, "unwrap", 0, [3, 6], opened)]
    expect(isLinearizable([wrap, ...both], [])).toBe(false)
    expect(isLinearizable([wrap, ...both.map((one) => ({ ...one, answer: refused }))], [])).toBe(false)
  })

  it("rejects an effect before its request was sent", () => {
    const early = observed(1, "unwrap", 0, [2, 3], refused)
    expect(isLinearizable([wrap, early, observed(2, "unwrap", 0, [4, 5], opened)], [])).toBe(false)
  })

  it("lets a request without an answer have happened, or not, or later", () => {
    const lost = { ...observed(1, "unwrap", 0, [2, Infinity], only("lost")) }
    const after = (answer: Answer): Observed => observed(2, "unwrap", 0, [4, 5], answer)
    expect(isLinearizable([wrap, lost, after(refused)], [])).toBe(true)
    expect(isLinearizable([wrap, lost, after(opened)], [])).toBe(true)
    const found: Answer = { ...only("found"), path: 0, ttl: 300 }
    const later = [observed(2, "lookup", 0, [4, 5], found), observed(3, "lookup", 0, [6, 7], refused)]
    expect(isLinearizable([wrap, lost, ...later], [])).toBe(true)
    expect(
      isLinearizable(
        [wrap, lost, ...later.toReversed().map((one, i) => ({ ...one, invoked: 4 + 2 * i, returned: 5 + 2 * i }))],
        []
      )
    ).toBe(false)
  })

  it("RW-RW-8: rejects a rewrap and an unwrap that both succeeded", () => {
    const race = [observed(1, "rewrap", 0, [2, 5], wrapped(1)), observed(2, "unwrap", 0, [3, 4], opened)]
    expect(isLinearizable([wrap, ...race], [])).toBe(false)
    expect(isLinearizable([wrap, race[0] as Observed, observed(3, "unwrap", 1, [6, 7], opened)], [])).toBe(true)
  })

  it("RW-TTL-1 RW-TTL-2: a token ends within the period in which it expires", () => {
    const expiries = [{ token: 0, from: 10, to: 20 }]
    const unwrap = (at: number, answer: Answer): ReadonlyArray<Observed> => [
      wrap,
      observed(1, "unwrap", 0, [at, at + 1], answer)
    ]
    expect(isLinearizable(unwrap(5, refused), expiries)).toBe(false)
    expect(isLinearizable(unwrap(15, refused), expiries)).toBe(true)
    expect(isLinearizable(unwrap(15, opened), expiries)).toBe(true)
    expect(isLinearizable(unwrap(25, opened), expiries)).toBe(false)
  })
})

it("names the first wrong answer, and what the model would have answered", () => {
  const history = [
    wrap,
    observed(1, "unwrap", 0, [2, 3], opened),
    observed(2, "unwrap", 0, [4, 5], opened),
    observed(3, "lookup", 0, [6, 7], refused)
  ]
  expect(firstContradiction(history, [])).toEqual({ index: 2, expected: [refused] })
  expect(firstContradiction(history.slice(0, 2), [])).toBeUndefined()
})
