import { expect, it } from "vitest"
import { exitCodeOf, type CaseResult } from "./report.ts"
import { failure, outcome, reportOf } from "../test/sample-report.ts"
import type { Selection } from "./selection.ts"

const skipped = (reason: string, missing?: "tokens" | "pki"): Partial<CaseResult> => ({
  verdict: "skipped",
  reason,
  ...(missing === undefined ? {} : { missing })
})

/** The verdicts on the profiles that are claimed or incomplete, with the conclusion and the exit code. */
function judged(outcomes: ReadonlyArray<ReturnType<typeof outcome>>, selection: Selection = {}) {
  const report = reportOf(outcomes, {}, { selection })
  return {
    conclusion: report.conclusion,
    code: exitCodeOf(report),
    verdicts: Object.fromEntries(
      report.verdicts
        .filter(({ reason }) => reason !== "not requested" && reason !== "no cases")
        .map(({ profile, verdict }) => [profile, verdict])
    )
  }
}
const pki = { profile: "pki" } as const

it("is conformant if every case of the profile passed", () => {
  expect(judged([outcome("RWC-X-01"), outcome("RWC-X-02", {}, pki)])).toEqual({
    conclusion: "conformant",
    code: 0,
    verdicts: { core: "conformant", pki: "conformant" }
  })
})

it("is not conformant if one case failed, and says so for its profile only", () => {
  expect(judged([outcome("RWC-X-01", failure), outcome("RWC-X-02", {}, pki)])).toEqual({
    conclusion: "not conformant",
    code: 1,
    verdicts: { core: "not conformant", pki: "conformant" }
  })
})

it("is incomplete if a case was skipped for lack of a permission, and says which", () => {
  const outcomes = [outcome("RWC-X-01"), outcome("RWC-X-02", skipped("the given token is not permitted to GET x"))]
  expect(judged(outcomes)).toEqual({ conclusion: "incomplete", code: 3, verdicts: { core: "incomplete" } })
  expect(reportOf(outcomes).verdicts[0]).toMatchObject({
    reason: "1 case skipped",
    needs: [{ need: "the given token is not permitted to GET x", cases: ["RWC-X-02"] }]
  })
})

it("is incomplete if a case is inconclusive", () => {
  expect(judged([outcome("RWC-X-01"), outcome("RWC-X-02", { verdict: "error", reason: "gone" })])).toMatchObject({
    conclusion: "incomplete",
    code: 3
  })
})

it("does not claim a profile whose subject the server does not have, unless it was named", () => {
  const outcomes = [outcome("RWC-X-01"), outcome("RWC-X-02", skipped("needs the engine pki", "pki"), pki)]
  expect(judged(outcomes)).toEqual({
    conclusion: "conformant",
    code: 0,
    verdicts: { core: "conformant", pki: "not claimed" }
  })
  expect(judged(outcomes, { profiles: ["core", "pki"] })).toMatchObject({
    conclusion: "incomplete",
    verdicts: { core: "conformant", pki: "incomplete" }
  })
})

it("is conformant without what only another profile demands", () => {
  const outcomes = [outcome("RWC-X-01"), outcome("RWC-X-02", skipped("needs auth/token/create", "tokens"))]
  expect(judged(outcomes)).toMatchObject({ conclusion: "conformant", verdicts: { core: "conformant" } })
  expect(reportOf(outcomes).verdicts[0]?.counts).toMatchObject({ skipped: 0, notApplicable: 1 })
})

it("is no verdict if only some cases of a profile were selected", () => {
  const outcomes = [outcome("RWC-X-01"), outcome("RWC-X-02", { verdict: "disabled" })]
  expect(judged(outcomes, { cases: ["RWC-X-01"] })).toEqual({
    conclusion: "passed",
    code: 0,
    verdicts: { core: "incomplete" }
  })
  expect(judged(outcomes, { skip: ["RWC-X-02"] })).toMatchObject({ conclusion: "passed" })
  expect(judged([outcome("RWC-X-01", skipped("no"))], { cases: ["RWC-X-01"] })).toMatchObject({
    conclusion: "incomplete",
    code: 3
  })
})

it("does not count a SHOULD that was skipped or failed", () => {
  const should = { level: "should" } as const
  expect(
    judged([outcome("RWC-X-01"), outcome("RWC-X-02", skipped("no"), should), outcome("RWC-X-03", failure, should)])
  ).toMatchObject({ conclusion: "conformant", code: 0 })
})
