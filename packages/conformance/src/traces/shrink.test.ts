import { expect, it } from "vitest"
import type { Trace, TraceRequest } from "./trace.ts"
import type { Operation } from "./model.ts"
import { shrink } from "./shrink.ts"

const request = (number: number, op: Operation, token: number): TraceRequest => ({
  number,
  op,
  token,
  ttl: 0,
  inside: false,
  allowed: true,
  way: "body"
})

const trace: Trace = [
  { together: [request(0, "wrap", -1)] },
  { together: [request(1, "lookup", 0), request(2, "find", 0)] },
  "wait",
  { together: [request(3, "rewrap", 0)] },
  { together: [request(4, "unwrap", 3), request(5, "lookup", 3), request(6, "unwrap", 3)] }
]

const requestsOf = (of: Trace): ReadonlyArray<TraceRequest> =>
  of.flatMap((round) => (round === "wait" ? [] : round.together))

it("keeps only what a failure needs, and asks for the token before a rewrap that is left out", async () => {
  const fails = (of: Trace): Promise<boolean> =>
    Promise.resolve(
      requestsOf(of).some(({ op }) => op === "wrap") && requestsOf(of).filter(({ op }) => op === "unwrap").length === 2
    )
  const shortest = await shrink(trace, undefined, fails, 10_000)
  expect(requestsOf(shortest).map(({ op, token, way }) => [op, token, way])).toEqual([
    ["wrap", -1, "header"],
    ["unwrap", 0, "header"],
    ["unwrap", 0, "header"]
  ])
  expect(shortest).not.toContain("wait")
})

it("stops in time", async () => {
  let time = 0
  const fails = (): Promise<boolean> => Promise.resolve((time += 100) > 0)
  await shrink(trace, undefined, fails, 250, () => time)
  expect(time).toBeLessThan(500)
})
