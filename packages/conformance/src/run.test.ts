import { describe, expect, it } from "vitest"
import type { ConformanceCase } from "./conformance-case.ts"
import type { Context } from "./context.ts"
import { expectAt, expectStatus } from "./expect.ts"
import { exitCodeOf } from "./report.ts"
import { renderText } from "./report/text.ts"
import type { RunOptions } from "./run-options.ts"
import { NoResponse, type WireResponse } from "./transport.ts"
import { json, wrapInfo, scripted, one, passes, run, results } from "../test/scripted-run.ts"

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

  it("names the violated requirement first, if it is not the subject of the case", async () => {
    const report = await run([
      one("RWC-X-01", async ({ send }) => {
        expectAt(await send({ method: "GET", path: "x" }), "data", 1, "RW-ENV-2")
      })
    ])
    expect(results(report)[0]).toMatchObject({ verdict: "failed", requirements: ["RW-ENV-2", "RW-SU-1"] })
  })

  it("skips a case with its reason, and is incomplete then", async () => {
    const report = await run([one("RWC-X-01", async ({ skip }) => skip("not here")), one("RWC-X-02", passes)])
    expect(results(report)).toMatchObject([{ verdict: "skipped", reason: "not here" }, { verdict: "passed" }])
    expect(report).toMatchObject({ conclusion: "incomplete", violations: 0 })
    expect(exitCodeOf(report)).toBe(3)
  })

  it("reports a bug in the suite as an error, and the run as incomplete", async () => {
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
    expect(report.conclusion).toBe("incomplete")
    expect(exitCodeOf(report)).toBe(3)
  })

  it("is incomplete if all cases were skipped", async () => {
    expect(exitCodeOf(await run([one("RWC-X-01", async ({ skip }) => skip("no"))]))).toBe(3)
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
    expect(results(await run(cases, { transport: failing("ETIMEDOUT") }))[0]).toMatchObject({
      verdict: "error",
      reason: expect.stringContaining("pass a longer --timeout")
    })
  })
})

describe("if the server goes away", () => {
  const sending = async ({ send }: Context): Promise<void> =>
    expectStatus(await send({ method: "GET", path: "x" }), 200)
  const cases = ["01", "02", "03", "04"].map((number) => one(`RWC-X-${number}`, sending))
  /** A server that answers a number of requests of cases. */
  const answering = (count: number, afterwards: () => WireResponse) => {
    let left = count
    const wrap = () => (left < 0 ? afterwards() : json(200, wrapInfo("s.wrapwrapwrapwrapwrap")))
    return scripted(
      { "GET x": () => (left-- > 0 ? json(200, {}) : afterwards()), "POST sys/wrapping/wrap": wrap },
      () => (left < 0 ? afterwards() : json(404, { errors: [] }))
    ).transport
  }

  it.each([
    [
      "is killed",
      () => {
        throw new NoResponse("ECONNRESET", "socket hang up")
      },
      "no response: ECONNRESET"
    ],
    ["is sealed", () => json(503, { sealed: true, errors: ["Vault is sealed"] }), "it is sealed"]
  ])("and %s, the case is inconclusive, the others do not run, and the run is incomplete", async (_, away, problem) => {
    const transport = answering(1, away)
    const report = await run(cases, { jobs: 1, inOrder: true, transport })
    const message = `the server went away (${problem}) during the requests of RWC-X-02 (GET x)`
    const rest = { verdict: "skipped", reason: `the server went away during the run (${problem})` }
    expect(results(report)).toMatchObject([
      { verdict: "passed" },
      { verdict: "error", reason: message, exchanges: [{}] },
      rest,
      rest
    ])
    expect(report).toMatchObject({ outage: message, conclusion: "incomplete" })
    expect(exitCodeOf(report)).toBe(3)
    expect(renderText(report, { colour: false })).toContain(
      `\nIncomplete. T${message.slice(1)}. If nobody stopped it, one of these cases may be the cause`
    )
  })

  it("and violated a requirement before, it is not conformant", async () => {
    const fault = one("RWC-X-00", async ({ send }) => expectStatus(await send({ method: "GET", path: "x" }), 201))
    const transport = answering(1, () => json(503, { sealed: true }))
    const report = await run([fault, ...cases], { jobs: 1, inOrder: true, transport })
    expect(report.conclusion).toBe("not conformant")
    expect(renderText(report, { colour: false })).toContain("\nNot conformant. The server went away (it is sealed)")
  })
})

it("says that a body is not JSON, and not that its fields are absent", async () => {
  const { transport } = scripted({
    "GET x": () => ({ status: 200, headers: { "content-type": "application/json" }, text: '{"data":{"a":"b"}}}' }),
    "GET certificate": () => ({ status: 200, headers: { "content-type": "application/pkix-cert" }, text: "MII" })
  })
  const reading = (path: string) =>
    one("RWC-X-01", async ({ send }) => expectAt(await send({ method: "GET", path }), "data.a", "b"))
  expect(results(await run([reading("x")], { transport }))[0]).toMatchObject({
    verdict: "failed",
    reason: "the body of the response to GET x is not JSON",
    got: expect.stringContaining("}}}")
  })
  expect(results(await run([reading("certificate")], { transport }))[0]).toMatchObject({ reason: "data.a is absent" })
})

describe("side by side", () => {
  const jobsOf = async (jobs: number, more: Partial<ConformanceCase> = {}): Promise<number> => {
    let [now, most] = [0, 0]
    const cases = Array.from({ length: 6 }, (_, i) =>
      one(
        `RWC-X-0${i}`,
        async ({ send }) => {
          most = Math.max(most, ++now)
          for (let i = 0; i < 5; i++) await send({ method: "GET", path: "x" })
          now--
        },
        more
      )
    )
    await run(cases, { jobs })
    return most
  }
  it("runs as many cases at the same time as there are jobs", async () => {
    expect(await jobsOf(1)).toBe(1)
    expect(await jobsOf(4)).toBe(4)
  })
  it("runs cases that wait beside the others, and exclusive ones alone", async () => {
    expect(await jobsOf(2, { waits: 1_000 })).toBe(6)
    expect(await jobsOf(6, { exclusive: true })).toBe(1)
  })
  it("runs a case that waits once more if it fails beside others, and counts the second result", async () => {
    let plays = 0
    const late = one(
      "RWC-X-01",
      async ({ send }) => expectStatus(await send({ method: "GET", path: "x" }), ++plays === 2 ? 404 : 200),
      { waits: 1_000 }
    )
    expect(results(await run([late, one("RWC-X-02", passes)]))[0]).toMatchObject({ verdict: "passed" })
    plays = 0
    const tooLate = one("RWC-X-01", async ({ skip }) => (++plays === 2 ? undefined : skip("too late")), {
      waits: 1_000
    })
    expect(results(await run([tooLate]))[0]).toMatchObject({ verdict: "passed" })
    plays = 2
    expect(results(await run([late]))[0]).toMatchObject({ verdict: "failed" })
    expect(plays).toBe(4)
  })
  it("starts the cases with the longest waits first, then long ones, and gives none of the places to a wait", async () => {
    const begun: Array<string> = []
    const begins = (id: string, more: Partial<ConformanceCase> = {}) =>
      one(id, async ({ wait }) => (begun.push(id), wait(1)), more)
    await run(
      [
        begins("RWC-X-01"),
        begins("RWC-X-02", { waits: 1_000 }),
        begins("RWC-X-03", { exclusive: true }),
        begins("RWC-X-04", { long: true }),
        begins("RWC-X-05", { waits: 5_000 })
      ],
      { jobs: 1 }
    )
    expect(begun).toEqual(["RWC-X-05", "RWC-X-02", "RWC-X-04", "RWC-X-01", "RWC-X-03"])
  })
  it("tries tokens that have ended for seven seconds, for four if only core is tested, or as long as asked", async () => {
    const cases = (rechecks: Array<number>) => [
      one("RWC-X-01", async ({ recheck }) => void rechecks.push(recheck)),
      one("RWC-X-02", passes, { profile: "kv" })
    ]
    for (const [options, milliseconds] of [
      [{}, 7_000],
      [{ profiles: ["core"] }, 4_000],
      [{ profiles: ["core"], recheck: 60_000 }, 60_000]
    ] as const) {
      const rechecks: Array<number> = []
      expect(await run(cases(rechecks), options)).toMatchObject({ recheck: milliseconds })
      expect(rechecks).toEqual([milliseconds])
    }
    await expect(run(cases([]), { recheck: 3_999 })).rejects.toMatchObject({ code: "usage" })
  })
  it("starts cases in an order that the seed determines", async () => {
    const orderOf = async (seed: number): Promise<ReadonlyArray<string>> => {
      const order: Array<string> = []
      const cases = Array.from({ length: 9 }, (_, i) => one(`RWC-X-0${i}`, passes))
      const report = await run(cases, { seed, jobs: 1 }, ({ id }) => order.push(id))
      expect(report).toMatchObject({ seed, jobs: 1 })
      expect(results(report).map(({ id }) => id)).toEqual(cases.map(({ id }) => id))
      return order
    }
    expect(await orderOf(1)).toEqual(await orderOf(1))
    expect(await orderOf(1)).not.toEqual(await orderOf(2))
  })
})

describe("selection", () => {
  const cases = [
    one("RWC-X-01", passes),
    one("RWC-X-02", passes, { profile: "strict" }),
    one("RWC-X-03", passes, { waits: 1_000 }),
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
  it("runs the cases that a pattern matches, and leaves out those to skip", async () => {
    const many = [...cases, one("RWC-Y-01", passes), one("RWC-Y-02", passes)]
    const passedOf = async (options: Partial<RunOptions>) =>
      results(await run(many, options)).flatMap(({ id, verdict }) => (verdict === "passed" ? [id] : []))
    expect(await passedOf({ cases: ["rwc-y-*"] })).toEqual(["RWC-Y-01", "RWC-Y-02"])
    expect(await passedOf({ cases: ["RWC-?-01"], skip: ["RWC-Y-*"] })).toEqual(["RWC-X-01"])
    await expect(passedOf({ cases: ["RWC.X.01"] })).rejects.toMatchObject({ message: /RWC.X.01/ })
    await expect(passedOf({ skip: ["RWC-Z-*"] })).rejects.toMatchObject({ code: "usage" })
  })
  it("calls onResult as cases end, and reports in the order of the catalogue", async () => {
    const reported: Array<string> = []
    const report = await run(
      [one("RWC-X-01", async ({ wait }) => wait(50), { waits: 1_000 }), one("RWC-X-02", passes)],
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
    expect(report.verdicts[0]).toMatchObject({
      verdict: "conformant",
      reason: "1 case passed, except for 1 known failure"
    })
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

it.each([
  ["HPE_INVALID_CONSTANT", "Parse Error: Expected HTTP/", "responded with something that is not valid HTTP"],
  ["EBADCODING", "the body is not gzip", "responded with something that is not valid HTTP"],
  ["ECONNRESET", "socket hang up", "did not respond"]
])("says whether a server responded at all: %s", async (code, message, what) => {
  const asking = one("RWC-X-01", async ({ send }) => void (await send({ method: "GET", path: "x" })))
  const fails = (): WireResponse => {
    throw new NoResponse(code, message)
  }
  const report = await run([asking], { transport: scripted({ "GET x": fails }).transport })
  expect(results(report)[0]).toMatchObject({ verdict: "failed", reason: `the server ${what} (${code}: ${message})` })
})
