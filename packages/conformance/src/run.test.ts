import { describe, expect, it } from "vitest"
import { expectStatus } from "./expect.ts"
import { exitCodeOf } from "./report.ts"
import type { RunOptions } from "./run.ts"
import { NoResponse } from "./transport.ts"
import { scripted, one, passes, run, results } from "../test/scripted-run.ts"

describe("verdicts", () => {
  it("passes a case that returns", async () => {
    const report = await run([one("RWC-X-01", passes)])
    expect(results(report)).toMatchObject([{ id: "RWC-X-01", verdict: "passed" }])
    expect(report).toMatchObject({
      conclusion: "conformant",
      violations: 0,
      rootToken: true,
      target: "http://vault.example:8200"
    })
    expect(exitCodeOf(report)).toBe(0)
  })

  it("fails a case whose check fails, with the expected and actual values and the decisive exchange", async () => {
    const report = await run([
      one("RWC-X-01", async ({ send }) => {
        await send({ method: "GET", path: "first" })
        expectStatus(await send({ method: "GET", path: "second" }), 200)
        await send({ method: "GET", path: "never" })
      })
    ])
    const [result] = results(report)
    expect(result).toMatchObject({
      verdict: "failed",
      expected: "200",
      got: '404 {"errors":[]}',
      reason: "GET second returned the wrong status"
    })
    expect(result?.exchanges?.map((exchange) => [exchange.request.path, exchange.decisive])).toEqual([
      ["first", undefined],
      ["second", true]
    ])
    expect(exitCodeOf(report)).toBe(1)
  })

  it("skips a case with its reason, and does not count it", async () => {
    const report = await run([one("RWC-X-01", async ({ skip }) => skip("not here")), one("RWC-X-02", passes)])
    expect(results(report)).toMatchObject([{ verdict: "skipped", reason: "not here" }, { verdict: "passed" }])
    expect(exitCodeOf(report)).toBe(0)
  })

  it("reports a bug in the suite as an error, and the run as inconclusive", async () => {
    const report = await run([
      one("RWC-X-01", async () => {
        throw new TypeError("x is not a function")
      }),
      one("RWC-X-02", passes)
    ])
    expect(results(report)[0]).toMatchObject({
      verdict: "error",
      reason: expect.stringContaining("x is not a function")
    })
    expect(report.conclusion).toBe("unknown")
    expect(exitCodeOf(report)).toBe(2)
  })

  it("is inconclusive if all cases were skipped", async () => {
    expect(exitCodeOf(await run([one("RWC-X-01", async ({ skip }) => skip("no"))]))).toBe(2)
  })

  it("reports a failed should without counting it", async () => {
    const report = await run([
      one("RWC-X-01", async ({ send }) => expectStatus(await send({ method: "GET", path: "x" }), 200), {
        level: "should"
      }),
      one("RWC-X-02", passes)
    ])
    expect(report).toMatchObject({ violations: 0, counts: { failed: 1 }, conclusion: "conformant" })
  })

  it("fails a case if the server drops the connection, but not if it is unreachable", async () => {
    const failing = (code: string) =>
      scripted({
        "GET x": () => {
          throw new NoResponse(code, "gone")
        }
      }).transport
    const cases = [one("RWC-X-01", async ({ send }) => void (await send({ method: "GET", path: "x" })))]
    expect(results(await run(cases, { transport: failing("ECONNRESET") }))[0]).toMatchObject({
      verdict: "failed",
      exchanges: [{ noResponse: "ECONNRESET: gone" }]
    })
    expect(results(await run(cases, { transport: failing("ECONNREFUSED") }))[0]).toMatchObject({ verdict: "error" })
  })
})

describe("selection", () => {
  const cases = [
    one("RWC-X-01", passes),
    one("RWC-X-02", passes, { profile: "strict" }),
    one("RWC-X-03", passes, { slow: true }),
    one("RWC-X-04", passes, { profile: "rewrap" })
  ]
  const verdictsOf = async (options: Partial<RunOptions>) =>
    results(await run(cases, options)).map((result) => result.verdict)

  it("runs everything except strict by default", async () => {
    expect(await verdictsOf({})).toEqual(["passed", "disabled", "passed", "passed"])
  })
  it("runs the requested profiles", async () => {
    expect(await verdictsOf({ profiles: ["strict", "rewrap"] })).toEqual(["disabled", "passed", "disabled", "passed"])
  })
  it("excludes slow cases", async () => {
    expect(await verdictsOf({ slow: false })).toEqual(["passed", "disabled", "disabled", "passed"])
  })
  it("runs single cases of any profile", async () => {
    expect(await verdictsOf({ cases: ["RWC-X-02"] })).toEqual(["disabled", "passed", "disabled", "disabled"])
  })
  it("rejects an unknown case, and an empty selection", async () => {
    await expect(verdictsOf({ cases: ["RWC-X-99"] })).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining("RWC-X-99")
    })
    await expect(verdictsOf({ profiles: ["kv"] })).rejects.toMatchObject({ code: "usage" })
  })
  it("calls onResult as cases end, and reports in the order of the catalogue", async () => {
    const reported: Array<string> = []
    const report = await run(
      [one("RWC-X-01", async ({ wait }) => wait(50), { slow: true }), one("RWC-X-02", passes)],
      { wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
      (result) => reported.push(result.id)
    )
    expect(reported).toEqual(["RWC-X-02", "RWC-X-01"])
    expect(results(report).map((result) => result.id)).toEqual(["RWC-X-01", "RWC-X-02"])
  })
})

describe("known failures", () => {
  const failing = one("RWC-X-01", async ({ send }) => expectStatus(await send({ method: "GET", path: "x" }), 200))
  it("still run, but do not count", async () => {
    const report = await run([failing, one("RWC-X-02", passes)], { knownFailures: new Map([["RWC-X-01", "ticket 1"]]) })
    expect(results(report)[0]).toMatchObject({ verdict: "failed", knownFailure: "ticket 1" })
    expect(exitCodeOf(report)).toBe(0)
  })
  it("fail the run when they pass", async () => {
    const report = await run([one("RWC-X-02", passes)], { knownFailures: new Map([["RWC-X-02", "ticket 1"]]) })
    expect(report.staleKnownFailures).toEqual([expect.stringContaining("RWC-X-02 passes")])
    expect(exitCodeOf(report)).toBe(1)
  })
  it("fail the run when they match nothing", async () => {
    const report = await run([one("RWC-X-02", passes)], { knownFailures: new Map([["RWC-X-77", "ticket 1"]]) })
    expect(report.staleKnownFailures).toEqual([expect.stringContaining("RWC-X-77 matches no case")])
    expect(exitCodeOf(report)).toBe(1)
  })
})
