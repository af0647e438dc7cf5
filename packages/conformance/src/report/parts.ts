import { plainText } from "../plain-text.ts"
import {
  isViolation,
  resultsOf,
  type CaseResult,
  type Conclusion,
  type Finding,
  type Need,
  type ProfileVerdict,
  type Report
} from "../report.ts"
import { isUnreadable } from "../transport.ts"

/** The conclusion of a report, in a sentence or two. */
export function conclusionOf(report: Report): string {
  const { outage } = report
  if (outage === undefined) return judgementOf(report)
  const what = `${outage.slice(0, 1).toUpperCase()}${outage.slice(1)}.`
  const next =
    "If nobody stopped it, one of these cases may be the cause: start it again, and run them with --case and --jobs 1."
  return report.conclusion === "incomplete" ? `Incomplete. ${what} ${next}` : `${judgementOf(report)} ${what} ${next}`
}

function judgementOf(report: Report): string {
  const claimed = report.verdicts.filter(({ verdict }) => verdict === "conformant")
  const known = resultsOf(report).filter(
    ({ knownFailure, verdict }) => knownFailure !== undefined && verdict === "failed"
  )
  switch (report.conclusion) {
    case "conformant":
      return known.length === 0
        ? `Conformant to ${listed(claimed.map(({ profile }) => profile))}.`
        : `Conformant to ${listed(claimed.map(({ profile }) => profile))}, except for ${counted(known.length, "known failure")}.`
    case "not conformant":
      return report.violations > 0 || report.staleKnownFailures.length === 0
        ? "Not conformant."
        : `Not conformant, only because the known failures are out of date: ${report.staleKnownFailures.join("; ")}.`
    case "incomplete":
      if (resultsOf(report).some(({ reason = "" }) => reason.startsWith("internal error in the suite")))
        return "Incomplete: some cases are inconclusive. Run the suite again; if the result is the same, report a bug in the suite."
      return report.counts.error > 0
        ? "Incomplete: some cases are inconclusive. The report says why. Run the suite again."
        : "Incomplete: some cases could not run. The report lists what they need."
    case "passed":
      return "All selected cases passed. A verdict on a profile needs all of its cases."
  }
}

/** The profiles that a report shows together, because nothing was tested in them: not requested, or without a selected case. */
export function untestedOf(verdicts: ReadonlyArray<ProfileVerdict>): {
  readonly unclaimed: ReadonlyArray<ProfileVerdict>
  readonly unselected: ReadonlyArray<ProfileVerdict>
} {
  return {
    unclaimed: verdicts.filter(({ counts, verdict }) => verdict === "not claimed" && counts.skipped === 0),
    unselected: verdicts.filter(({ counts: { notSelected, ...ran }, verdict }) => {
      const hasRun = Object.values(ran).some((count) => count > 0)
      return verdict === "incomplete" && notSelected > 0 && !hasRun
    })
  }
}

/** The verdict on a profile, as a report shows it: a run of selected cases is not a verdict that lacks something. */
export function shownVerdictOf({ counts, verdict }: ProfileVerdict): ProfileVerdict["verdict"] | "no verdict" {
  const isOnlySelected = counts.notSelected > 0 && counts.skipped === 0 && counts.inconclusive === 0
  return verdict === "incomplete" && isOnlySelected ? "no verdict" : verdict
}

/** The conclusion in a word or two. */
export const CONCLUSIONS: Readonly<Record<Conclusion, string>> = {
  conformant: "conformant",
  "not conformant": "not conformant",
  incomplete: "incomplete",
  passed: "selected cases passed"
}

/** The requirements that every case of a finding tests: any other is that of some of them only. */
export const sharedRequirementsOf = (
  { cases, requirements }: Finding,
  results: ReadonlyMap<string, CaseResult>
): ReadonlyArray<string> =>
  requirements.filter((requirement) =>
    cases.every((id) => results.get(id)?.requirements.includes(requirement) === true)
  )

/** Why there is no response, or none that can be read. */
export const noResponseOf = (cause: string): string =>
  `${isUnreadable(cause) ? "not a valid response" : "no response"}: ${plainText(cause)}`

/** What the run was: a list of facts, each with its name. */
export function factsOf(report: Report): ReadonlyArray<readonly [string, string]> {
  const { environment, jobs, recheck, milliseconds, rootToken, seed, server, spec, startedAt, suite } = report
  return [
    ["server version", server ?? "unknown"],
    ["suite", `@enwrap/conformance ${suite}`],
    ["spec", spec],
    ["time", startedAt],
    ["duration", `${(milliseconds / 1000).toFixed(1)} s`],
    ["token", rootToken ? "root" : "not root"],
    ["seed", String(seed)],
    ["jobs", String(jobs)],
    ...(resultsOf(report).some(({ id, verdict }) => RECHECKED.test(id) && verdict !== "disabled")
      ? [["used, revoked and expired tokens tried for", `${recheck / 1_000} s`] as const]
      : []),
    ["environment", `Node.js ${environment.node}, ${environment.platform}`]
  ]
}

/** The cases that try tokens again after they have ended. */
const RECHECKED = /^RWC-EN-/

/** The number of cases with each outcome, in words. */
export function summaryOf(report: Report): string {
  const failed = resultsOf(report).filter((result) => result.verdict === "failed")
  const known = failed.filter((result) => result.knownFailure !== undefined).length
  const should = failed.filter((result) => result.knownFailure === undefined && result.level === "should").length
  const { passed, skipped, error, disabled } = report.counts
  return [
    `${passed} passed`,
    `${report.violations} failed`,
    ...(should > 0 ? [`${should} failed (SHOULD, not counted)`] : []),
    ...(known > 0 ? [`${known} known to fail`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(error > 0 ? [`${error} inconclusive`] : []),
    ...(disabled > 0 ? [`${disabled} not selected`] : [])
  ].join(", ")
}

/** What would let skipped cases run, over all profiles; that of most cases first. */
export function needsOf(report: Report): ReadonlyArray<Need> {
  const found = new Map<string, Array<string>>()
  for (const { need, cases } of report.verdicts.flatMap(({ needs }) => needs))
    found.set(need, [...(found.get(need) ?? []), ...cases])
  return [...found].map(([need, cases]) => ({ need, cases })).sort((a, b) => b.cases.length - a.cases.length)
}

/** The results by id. */
export const resultsById = (report: Report): ReadonlyMap<string, CaseResult> =>
  new Map(resultsOf(report).map((result) => [result.id, result]))

/** The failures that are not counted, with the reason. */
export function toleratedOf(report: Report): ReadonlyArray<{ readonly result: CaseResult; readonly reason: string }> {
  return resultsOf(report)
    .filter((result) => result.verdict === "failed" && !isViolation(result) && result.knownFailure !== undefined)
    .map((result) => ({ result, reason: result.knownFailure ?? "" }))
}

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`

const listed = (names: ReadonlyArray<string>): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`
