import type { Profile } from "./conformance-case.ts"
import type { CaseResult, Conclusion, Need, ProfileVerdict } from "./report.ts"
import { isViolation } from "./report.ts"

/** What the verdicts depend on, beside the results. */
export interface Claims {
  /** All profiles of the spec, in its order. */
  readonly all: ReadonlyArray<Profile>
  /** The profiles that the run was to test. */
  readonly requested: ReadonlyArray<Profile>
  /** Whether the caller named the profiles. If not, a profile that the server does not have is not claimed. */
  readonly named: boolean
  /** The prefix of the names that the run created, to leave them out of texts. */
  readonly prefix: string
}

/** Judges each profile of the spec. */
export function judgeProfiles(results: ReadonlyArray<CaseResult>, claims: Claims): ReadonlyArray<ProfileVerdict> {
  return claims.all.map((profile) =>
    judge(
      profile,
      results.filter((result) => result.profile === profile),
      claims
    )
  )
}

/** Whether the case tests something that the profile does not demand and the server does not have. */
const isInapplicable = (result: CaseResult): boolean =>
  result.verdict === "skipped" && result.missing !== undefined && result.missing !== result.profile

function judge(profile: Profile, results: ReadonlyArray<CaseResult>, claims: Claims): ProfileVerdict {
  const count = (holds: (result: CaseResult) => boolean): number => results.filter(holds).length
  const open = results.filter(
    (result) => result.level === "must" && result.verdict === "skipped" && !isInapplicable(result)
  )
  const counts = {
    passed: count((result) => result.verdict === "passed"),
    violations: count(isViolation),
    tolerated: count((result) => result.verdict === "failed" && !isViolation(result)),
    skipped: count((result) => result.verdict === "skipped" && !isInapplicable(result)),
    notApplicable: count(isInapplicable),
    inconclusive: count((result) => result.verdict === "error"),
    notSelected: count((result) => result.verdict === "disabled")
  }
  const known = count((result) => result.verdict === "failed" && result.knownFailure !== undefined)
  const make = (
    verdict: ProfileVerdict["verdict"],
    reason: string,
    needs: ReadonlyArray<Need> = []
  ): ProfileVerdict => ({
    profile,
    verdict,
    reason,
    counts,
    needs
  })
  if (!claims.requested.includes(profile)) return make("not claimed", "not requested")
  if (results.length === 0) return make("not claimed", "no cases")
  if (counts.violations > 0)
    return make("not conformant", `${cases(counts.violations)} failed`, needsOf(open, claims.prefix))
  const absent = results.filter((result) => result.verdict === "skipped" && result.missing === profile)
  if (!claims.named && absent.length > 0 && absent.length === open.length && counts.passed === 0)
    return make("not claimed", absent[0]?.reason ?? "", needsOf(absent, claims.prefix))
  const gaps = [
    ...(open.length > 0 ? [`${cases(open.length)} skipped`] : []),
    ...(counts.inconclusive > 0 ? [`${cases(counts.inconclusive)} inconclusive`] : []),
    ...(counts.notSelected > 0 ? [`${cases(counts.notSelected)} not selected`] : []),
    ...(counts.passed === 0 && open.length === 0 ? ["no case passed"] : [])
  ]
  if (gaps.length > 0) return make("incomplete", gaps.join(", "), needsOf(open, claims.prefix))
  const but = known > 0 ? `, except for ${known} known ${known === 1 ? "failure" : "failures"}` : ""
  return make("conformant", `${cases(counts.passed)} passed${but}`)
}

/** The reasons of skipped cases, the one of most cases first. Names of one run are left out, so that equal reasons are one. */
function needsOf(skipped: ReadonlyArray<CaseResult>, prefix: string): ReadonlyArray<Need> {
  const found = new Map<string, Array<string>>()
  for (const { id, reason = "" } of skipped) {
    const need = withoutNames(reason, prefix)
    found.set(need, [...(found.get(need) ?? []), id])
  }
  return [...found].map(([need, ids]) => ({ need, cases: ids })).sort((a, b) => b.cases.length - a.cases.length)
}

/** Replaces the names that a run created by what they have in common. */
export function withoutNames(text: string, prefix: string): string {
  const literal = prefix.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return text.replace(new RegExp(`(?:${literal}|enwrap-conformance)[\\w.%-]*`, "gi"), "enwrap-conformance-*")
}

/**
 * The conclusion of a run. Only whole profiles can be conformant: a run of a part of their cases has the conclusion
 * `passed` if all of them passed.
 */
export function conclude(
  results: ReadonlyArray<CaseResult>,
  verdicts: ReadonlyArray<ProfileVerdict>,
  { partial, stale }: { readonly partial: boolean; readonly stale: boolean }
): Conclusion {
  if (stale || results.some(isViolation)) return "not conformant"
  const unclaimed = new Set(verdicts.filter(({ verdict }) => verdict === "not claimed").map(({ profile }) => profile))
  const open = results
    .filter(({ profile }) => !unclaimed.has(profile))
    .some(
      (result) =>
        result.verdict === "error" ||
        (result.verdict === "skipped" && result.level === "must" && !isInapplicable(result))
    )
  if (partial) return open || !results.some((result) => result.verdict === "passed") ? "incomplete" : "passed"
  if (!verdicts.some(({ verdict }) => verdict === "conformant")) return "incomplete"
  return verdicts.some(({ verdict }) => verdict === "incomplete") ? "incomplete" : "conformant"
}

const cases = (count: number): string => `${count} ${count === 1 ? "case" : "cases"}`
