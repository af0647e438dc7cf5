import { expect, it } from "vitest"
import { exchange, failure, outcome, reportOf, sample } from "../../test/sample-report.ts"
import type { ReportedExchange } from "../report.ts"
import { renderText } from "./text.ts"

const text = renderText(sample, { colour: false })

it("is plain, and shows only what matters", () => {
  expect(text).not.toContain("\u001b")
  expect(text).not.toContain("RWC-X-01")
  expect(text).not.toContain("RWC-X-07")
})

it("names the server, the suite, the spec, the time, the seed and the environment", () => {
  for (const part of [
    "Conformance of http://127.0.0.1:8200",
    "server version: 2.6.2",
    "suite: @enwrap/conformance 1.2.3",
    "spec: 0.1.0",
    "time: 2026-11-24T00:00:00.000Z",
    "seed: 42",
    "environment: Node.js 26.10.0, linux x64"
  ])
    expect(text).toContain(part)
})

it("shows what is wrong: the requirement, the expected and actual values, and the decisive exchange", () => {
  expect(text).toContain("1. POST sys/wrapping/unwrap: the error has the wrong message: 1 case")
  expect(text).toMatch(/ RW-SU-1: \w/)
  expect(text).toContain('       expected  ["a"]\n')
  expect(text).toContain('       got       ["b\\u0000"]\n')
  expect(text).toContain(
    '       > POST /v1/first: 200\n       > POST /v1/sys/wrapping/unwrap\n       > x-vault-token: <the given token>\n       > {"token":"<wrapping token 1>"}\n       < 500\n       < {"errors":["b"]}'
  )
  expect(text).toContain("< no response: ECONNREFUSED: no")
})

it("names the requirement of a group of failures only if all of its cases test it", () => {
  const requirements = (...of: ReadonlyArray<ReadonlyArray<string>>) =>
    renderText(reportOf(of.map((requirements, i) => outcome(`RWC-X-0${i}`, failure, { requirements }))), {
      colour: false
    }).match(/^ {5}RW-\S+(?=: )/gm)
  expect(requirements(["RW-RW-1", "RW-SU-2"], ["RW-SU-2"])).toEqual(["     RW-SU-2"])
  expect(requirements(["RW-RW-1"], ["RW-RW-1"], ["RW-TTL-1"])).toBeNull()
})

it("says that a response came, if it is not HTTP", () => {
  const exchanges = [{ ...exchange("x", 204, ""), noResponse: "HPE_INVALID_CONSTANT: Parse Error" }]
  const { response: _, ...bare } = exchanges[0] as ReportedExchange
  const lines = renderText(reportOf([outcome("RWC-X-02", { ...failure, exchanges: [bare] })]), { colour: false })
  expect(lines).toContain("< not a valid response: HPE_INVALID_CONSTANT: Parse Error")
})

it("says how long tokens were tried only if they were", () => {
  const facts = (id: string) => renderText(reportOf([outcome(id)]), { colour: false })
  expect(facts("RWC-X-01")).not.toContain("tried for")
  expect(facts("RWC-EN-01")).toContain("used, revoked and expired tokens tried for: 7 s")
})

it("names the last three requests before the one that shows the failure, and counts the others", () => {
  const wrap = exchange("sys/wrapping/wrap", 200, "{}")
  const wrapping = { ...wrap, request: { ...wrap.request, headers: { "x-vault-wrap-ttl": "300" } } }
  const none: ReportedExchange = { request: wrap.request, noResponse: "ECONNRESET: no" }
  const [a, b, last] = ["a", "b", "sys/wrapping/lookup"].map((path) => exchange(path, 400, "{}"))
  const exchanges = [a, b, wrapping, exchange("c", 403, "{}"), none, last] as ReadonlyArray<ReportedExchange>
  const lines = renderText(reportOf([outcome("RWC-X-02", { ...failure, exchanges })]), { colour: false })
  expect(lines).toContain(
    [
      "(2 earlier requests)",
      "> POST /v1/sys/wrapping/wrap with x-vault-wrap-ttl: 300: 200",
      "> POST /v1/c: 403",
      "> POST /v1/sys/wrapping/wrap: no response",
      "> POST /v1/sys/wrapping/lookup\n"
    ].join("\n       ")
  )
})

it("has one line for all profiles without a selected case, and no verdict on the others", () => {
  const kv = { profile: "kv" } as const
  const outcomes = [
    outcome("RWC-X-01"),
    outcome("RWC-X-02", { verdict: "disabled" }),
    outcome("RWC-X-03", { verdict: "disabled" }, kv)
  ]
  const selected = renderText(reportOf(outcomes, {}, { selection: { cases: ["RWC-X-01"] } }), { colour: false })
  expect(selected).toMatch(/· core +no verdict +1 case not selected\n {2}· no case selected: kv\n/)
  expect(selected).not.toContain("incomplete")
})

it("says that only the known failures are out of date, if that is why", () => {
  const stale = { knownFailures: new Map([["RWC-X-01", "a reason"]]) }
  expect(renderText(reportOf([outcome("RWC-X-01")], {}, stale), { colour: false })).toMatch(
    /\nNot conformant, only because the known failures are out of date: RWC-X-01 passes: remove it from the known failures\.\n$/
  )
})

it("tells failures apart that are not counted", () => {
  expect(text).toContain("(SHOULD, not counted): 1 case")
  expect(text).toContain("RWC-X-04  title & <RWC-X-04>: ticket 12")
  expect(text).toContain("RWC-X-77 matches no case")
  expect(text).toContain(
    "1 passed, 1 failed, 1 failed (SHOULD, not counted), 1 known to fail, 1 skipped, 1 inconclusive, 1 not selected, in 3.2 s"
  )
})

it("ends with the verdict on each profile, and the conclusion", () => {
  expect(text).toMatch(/✘ core +not conformant +1 case failed\n/)
  expect(text).toMatch(/\n {2}· not claimed: accessor, .*, strict\n/)
  expect(text).toMatch(/\nNot conformant\.\n$/)
})

it("says what would let skipped cases run", () => {
  const skipped = (id: string) =>
    outcome(id, {
      verdict: "skipped",
      reason: `the given token is not permitted to GET sys/policies/acl/enwrap-conformance-00000000-${id.toLowerCase()}-1`
    })
  const incomplete = renderText(reportOf([outcome("RWC-X-01"), skipped("RWC-X-02"), skipped("RWC-X-03")]), {
    colour: false
  })
  expect(incomplete).toContain(
    "  2 cases: the given token is not permitted to GET sys/policies/acl/enwrap-conformance-*\n"
  )
  expect(incomplete).toMatch(/\? core +incomplete +2 cases skipped\n/)
  expect(incomplete).not.toContain("Conformant")
})

it("has a line for each case that ran, if requested", () => {
  const verbose = renderText(sample, { colour: false, verbose: true })
  expect(verbose).toContain("  ✔ RWC-X-01  title & <RWC-X-01>\n")
  expect(verbose).toContain("  ✘ RWC-X-02  title & <RWC-X-02>: the error has the wrong message\n")
  expect(verbose).not.toContain("RWC-X-07")
})

it("is coloured if requested", () => {
  expect(renderText(sample, { colour: true })).toContain("\u001b[31m✘")
})

it("makes what a server could send to a terminal visible", () => {
  const hostile = "\u001b[2J\u009b31mConformant.\r\u202e\u0007"
  const report = reportOf([
    outcome("RWC-X-02", {
      ...failure,
      reason: hostile,
      expected: hostile,
      got: hostile,
      exchanges: [
        {
          request: { method: "GET", path: `x/${hostile}`, headers: { a: hostile }, body: hostile },
          response: { status: 200, headers: { b: hostile }, body: hostile },
          noResponse: hostile
        }
      ]
    })
  ])
  expect(renderText(report, { colour: false, verbose: true })).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u)
  expect(renderText(report, { colour: false })).toContain("\\u001b[2J\\u009b31mConformant.\\u000d\\u202e\\u0007")
})
