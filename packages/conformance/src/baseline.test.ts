import { expect, it } from "vitest"
import { failure, outcome, reportOf } from "../test/sample-report.ts"
import { changesSince, parseBaseline } from "./baseline.ts"
import { renderJson } from "./report/json.ts"

const before = reportOf([
  outcome("RWC-X-01"),
  outcome("RWC-X-02", failure),
  outcome("RWC-X-03", failure),
  outcome("RWC-X-04"),
  outcome("RWC-X-05")
])

it("says what fails now, what is fixed, what still fails, and what else changed", () => {
  const now = reportOf(
    [
      outcome("RWC-X-01", failure),
      outcome("RWC-X-02"),
      outcome("RWC-X-03", failure),
      outcome("RWC-X-04", { verdict: "skipped", reason: "needs a root token" }),
      outcome("RWC-X-05"),
      outcome("RWC-X-06", failure)
    ],
    {},
    { baseline: parseBaseline(renderJson(before)) }
  )
  expect(now.changes).toEqual({
    baseline: { target: "http://127.0.0.1:8200", startedAt: "2026-11-24T00:00:00.000Z", suite: "1.2.3" },
    verdicts: [],
    broken: ["RWC-X-01"],
    fixed: ["RWC-X-02"],
    stillFailing: ["RWC-X-03"],
    other: [{ id: "RWC-X-04", before: "passed", now: "skipped" }],
    added: ["RWC-X-06"]
  })
})

it("leaves out cases that one of the two runs did not select", () => {
  const all = reportOf([outcome("RWC-X-01"), outcome("RWC-X-02", failure)])
  const few = reportOf([outcome("RWC-X-01", { verdict: "disabled" }), outcome("RWC-X-02", { verdict: "disabled" })])
  for (const [now, then] of [
    [few, all],
    [all, few]
  ] as const) {
    const results = now.families.flatMap((family) => family.results)
    const { broken, other } = changesSince(parseBaseline(renderJson(then)), now.verdicts, results)
    expect([broken, other]).toEqual([[], []])
  }
})

it("says which verdicts changed", () => {
  const now = reportOf([outcome("RWC-X-01")], {}, { baseline: parseBaseline(renderJson(before)) })
  expect(now.changes?.verdicts).toEqual([{ profile: "core", before: "not conformant", now: "conformant" }])
})

it("says nothing about verdicts if one of the two runs selected cases", () => {
  const whole = reportOf([outcome("RWC-X-01", failure), outcome("RWC-X-02")])
  const part = reportOf([outcome("RWC-X-01", { verdict: "disabled" }), outcome("RWC-X-02")])
  for (const [now, then] of [
    [part, whole],
    [whole, part]
  ] as const) {
    const results = now.families.flatMap((family) => family.results)
    expect(changesSince(parseBaseline(renderJson(then)), now.verdicts, results).verdicts).toEqual([])
  }
})

it.each(["", "[]", "{}", '{"format":1,"families":[]}', '{"format":2}'])("rejects what is not a report: %s", (text) => {
  expect(() => parseBaseline(text)).toThrow(/not a report of this suite/)
})
