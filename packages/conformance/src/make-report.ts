import process from "node:process"
import { changesSince, type Baseline } from "./baseline.ts"
import { profiles as allProfiles } from "./cases/catalogue.ts"
import type { ConformanceCase, Family } from "./conformance-case.ts"
import { findingsOf } from "./finding.ts"
import type { KnownFailures } from "./known-failures.ts"
import { conclude, judgeProfiles } from "./profile-verdict.ts"
import { isViolation, verdicts as allVerdicts, type CaseResult, type Report, type Verdict } from "./report.ts"
import { describe } from "./run-case.ts"
import { describeUnselected, isPartial, profilesOf, whyUnselected, type Selection } from "./selection.ts"
import { SPEC_VERSION, suiteVersion } from "./versions.ts"

/** Judges the results of a run, and makes its report. */
export function makeReport({
  catalogue,
  results: ended,
  selection,
  knownFailures,
  baseline,
  startedAt,
  facts
}: {
  readonly catalogue: ReadonlyArray<Family>
  /** The results of the cases that ran, by id. */
  readonly results: ReadonlyMap<string, CaseResult>
  readonly selection: Selection
  readonly knownFailures: KnownFailures
  readonly baseline: Baseline | undefined
  readonly startedAt: Date
  readonly facts: Pick<Report, "target" | "server" | "seed" | "jobs" | "recheck" | "prefix" | "rootToken" | "outage">
}): Report {
  const families = catalogue.map(({ name, title, cases }) => ({
    name,
    title,
    results: cases.map((one) => ended.get(one.id) ?? disabled(one, selection))
  }))
  const results = families.flatMap((family) => family.results)
  const requested = profilesOf(selection)
  const staleKnownFailures = stale(knownFailures, results)
  const verdicts = judgeProfiles(results, {
    all: allProfiles,
    requested,
    named: selection.profiles !== undefined,
    prefix: facts.prefix
  })
  return {
    format: 2,
    suite: suiteVersion(),
    spec: SPEC_VERSION,
    ...facts,
    environment: { node: process.versions.node, platform: `${process.platform} ${process.arch}` },
    startedAt: startedAt.toISOString(),
    milliseconds: Date.now() - startedAt.getTime(),
    profiles: requested,
    conclusion: conclude(results, verdicts, { partial: isPartial(selection), stale: staleKnownFailures.length > 0 }),
    verdicts,
    findings: findingsOf(results, facts.prefix),
    counts: Object.fromEntries(
      allVerdicts.map((verdict) => [verdict, results.filter((result) => result.verdict === verdict).length])
    ) as Record<Verdict, number>,
    violations: results.filter(isViolation).length,
    staleKnownFailures,
    ...(baseline === undefined ? {} : { changes: changesSince(baseline, verdicts, results) }),
    families
  }
}

function disabled(one: ConformanceCase, selection: Selection): CaseResult {
  const why = whyUnselected(one, selection)
  const reason = why === undefined ? "not requested" : describeUnselected(one, why)
  return { ...describe(one), verdict: "disabled", milliseconds: 0, reason }
}

function stale(known: KnownFailures, results: ReadonlyArray<CaseResult>): ReadonlyArray<string> {
  return [...known.keys()].flatMap((id) => {
    const result = results.find((one) => one.id === id)
    if (result === undefined) return [`${id} matches no case: remove it from the known failures`]
    return result.verdict === "passed" ? [`${id} passes: remove it from the known failures`] : []
  })
}
