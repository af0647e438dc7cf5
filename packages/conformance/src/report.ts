import type { Profile } from "./conformance-case.ts"

/**
 * The verdict on a case.
 *
 * - `passed`: the server meets the requirements.
 * - `failed`: the server violates a requirement.
 * - `skipped`: the case cannot run on this server with this token.
 * - `disabled`: the case was not requested.
 * - `error`: the case is inconclusive, because the server became unreachable or the suite has a bug.
 */
export type Verdict = "passed" | "failed" | "skipped" | "disabled" | "error"

export const verdicts: ReadonlyArray<Verdict> = ["passed", "failed", "skipped", "disabled", "error"]

/** A request and its response, with secrets replaced. */
export interface ReportedExchange {
  readonly request: {
    readonly method: string
    readonly path: string
    readonly headers: Readonly<Record<string, string>>
    readonly body?: string
  }
  readonly response?: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  }
  readonly noResponse?: string
  /** Set on the exchange that shows the failure. */
  readonly decisive?: true
}

/** The result of one case. */
export interface CaseResult {
  readonly id: string
  readonly title: string
  readonly requirements: ReadonlyArray<string>
  readonly profile: Profile
  readonly level: "must" | "should"
  readonly verdict: Verdict
  readonly why: string
  readonly milliseconds: number
  /** Why the case has this verdict; absent if it passed. */
  readonly reason?: string
  readonly expected?: string
  readonly got?: string
  /** Set if the case was skipped because the server lacks something: the profile of what it lacks. */
  readonly missing?: Profile
  /** The reason from the known failures, if they list the case. */
  readonly knownFailure?: string
  /** The exchanges of a case that ended with `failed` or `error`. */
  readonly exchanges?: ReadonlyArray<ReportedExchange>
}

/** The results of the cases about one subject. */
export interface FamilyResult {
  readonly name: string
  readonly title: string
  readonly results: ReadonlyArray<CaseResult>
}

/** Why cases of a profile were skipped: a permission, an option or a mount that would let them run. */
export interface Need {
  readonly need: string
  /** The ids of the cases. */
  readonly cases: ReadonlyArray<string>
}

/**
 * The verdict on a profile.
 *
 * - `conformant`: every MUST that the suite tests is met.
 * - `not conformant`: at least one MUST is violated.
 * - `incomplete`: none is known to be violated, but some cases did not run.
 * - `not claimed`: the profile was not requested; or no profile was named, and the server does not have its subject.
 */
export interface ProfileVerdict {
  readonly profile: Profile
  readonly verdict: "conformant" | "not conformant" | "incomplete" | "not claimed"
  /** Why, in a few words. */
  readonly reason: string
  readonly counts: {
    readonly passed: number
    readonly violations: number
    /** Failures that do not count: those of a SHOULD, and known ones. */
    readonly tolerated: number
    readonly skipped: number
    /** Skipped, because they need something of another profile that the server does not have. */
    readonly notApplicable: number
    readonly inconclusive: number
    readonly notSelected: number
  }
  /** What would let the skipped cases run; that of most cases first. */
  readonly needs: ReadonlyArray<Need>
}

/** Failures that probably have one cause: the same deviation, in responses of the same endpoint or the same requirement. */
export interface Finding {
  /** What the server did instead, in a sentence. */
  readonly title: string
  readonly level: "must" | "should"
  /** The requirements that the cases test; that of most cases first. */
  readonly requirements: ReadonlyArray<string>
  /** The requests whose responses deviate, such as `POST sys/wrapping/unwrap`, with the number of cases. */
  readonly endpoints: ReadonlyArray<{ readonly endpoint: string; readonly cases: number }>
  /** The ids of the cases. The first one shows the failure with the fewest requests. */
  readonly cases: ReadonlyArray<string>
}

/** What is different from an earlier report. */
export interface Changes {
  readonly baseline: { readonly target: string; readonly startedAt: string; readonly suite: string }
  readonly verdicts: ReadonlyArray<{ readonly profile: Profile; readonly before: string; readonly now: string }>
  /** The ids of cases that fail now, and did not. */
  readonly broken: ReadonlyArray<string>
  /** The ids of cases that failed, and pass now. */
  readonly fixed: ReadonlyArray<string>
  /** The ids of cases that failed before, and still do. */
  readonly stillFailing: ReadonlyArray<string>
  /** The ids of cases with another change of their verdict, such as from passed to skipped. */
  readonly other: ReadonlyArray<{ readonly id: string; readonly before: Verdict; readonly now: Verdict }>
  /** The ids of cases that the earlier suite did not have. */
  readonly added: ReadonlyArray<string>
}

/**
 * The conclusion of a run.
 *
 * - `conformant`: the server is conformant to every profile that it claims.
 * - `not conformant`: at least one MUST is violated.
 * - `incomplete`: cases were skipped or inconclusive, so that the run is no verdict.
 * - `passed`: only a part of the cases of the profiles was selected, and all of them passed.
 */
export type Conclusion = "conformant" | "not conformant" | "incomplete" | "passed"

/** The report of a run, from which every format is rendered. Contains no secrets. */
export interface Report {
  readonly format: 2
  /** The version of `@enwrap/conformance`. */
  readonly suite: string
  /** The version of spec/protocol.md that the suite tests. */
  readonly spec: string
  readonly target: string
  /** The version of the server, as it says itself. */
  readonly server: string | null
  readonly environment: {
    readonly node: string
    readonly platform: string
  }
  readonly startedAt: string
  readonly milliseconds: number
  /** The seed of the order of the cases and of the names. */
  readonly seed: number
  /** How many cases ran at the same time. */
  readonly jobs: number
  /** How many milliseconds after its creation a token that had ended was still tried. */
  readonly recheck: number
  /** The prefix of every name that the run created on the server. */
  readonly prefix: string
  /** Whether the token had the policy `root`. Without it, some cases are skipped. */
  readonly rootToken: boolean
  /** The profiles that were requested. */
  readonly profiles: ReadonlyArray<Profile>
  readonly conclusion: Conclusion
  /** The verdict on each profile of the spec. */
  readonly verdicts: ReadonlyArray<ProfileVerdict>
  /** What is wrong with the server, the likely cause of most failures first. */
  readonly findings: ReadonlyArray<Finding>
  readonly counts: Readonly<Record<Verdict, number>>
  /** The number of failures that make the server non-conformant. */
  readonly violations: number
  /** Known failures that passed or match no case. They make the run fail. */
  readonly staleKnownFailures: ReadonlyArray<string>
  /** What happened, if the server went away during the run and did not come back: the other cases did not run. */
  readonly outage?: string
  /** What is different from the baseline, if there is one. */
  readonly changes?: Changes
  readonly families: ReadonlyArray<FamilyResult>
}

const EXIT_CODES: Readonly<Record<Conclusion, 0 | 1 | 3>> = {
  conformant: 0,
  passed: 0,
  "not conformant": 1,
  incomplete: 3
}

/**
 * Returns the exit code for a report: 0 if the server is conformant, or if all cases of a selection passed; 1 if it is
 * not conformant; 3 if the run was incomplete. (2 is for runs without a report.)
 *
 * @example
 * ```ts
 * import { exitCodeOf, runConformance } from "@enwrap/conformance"
 * import process from "node:process"
 *
 * const report = await runConformance({ url: "http://127.0.0.1:8200", token: "s.example" })
 * process.exitCode = exitCodeOf(report)
 * ```
 */
export const exitCodeOf = (report: Report): 0 | 1 | 3 => EXIT_CODES[report.conclusion]

/**
 * Returns whether a result makes the server non-conformant: a `must` that failed, and is not a known failure.
 *
 * @example
 * ```ts
 * import { isViolation, runConformance } from "@enwrap/conformance"
 *
 * const report = await runConformance({ url: "http://127.0.0.1:8200", token: "s.example" })
 * for (const { results } of report.families)
 *   for (const result of results.filter(isViolation)) console.error(result.id, result.title, result.reason)
 * ```
 */
export function isViolation(result: CaseResult): boolean {
  return result.verdict === "failed" && result.level === "must" && result.knownFailure === undefined
}

/** All results of a report, in the order of the catalogue. */
export const resultsOf = (report: Report): ReadonlyArray<CaseResult> =>
  report.families.flatMap((family) => family.results)
