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

/** The report of a run, from which every format is rendered. Contains no secrets. */
export interface Report {
  readonly format: 1
  readonly target: string
  readonly startedAt: string
  readonly milliseconds: number
  /** The prefix of every name that the run created on the server. */
  readonly prefix: string
  /** Whether the token had the policy `root`. Without it, some cases are skipped. */
  readonly rootToken: boolean
  readonly profiles: ReadonlyArray<Profile>
  /** `unknown` if no case failed, but some were inconclusive or none passed. */
  readonly conclusion: "conformant" | "not conformant" | "unknown"
  readonly counts: Readonly<Record<Verdict, number>>
  /** The number of failures that make the server non-conformant. */
  readonly violations: number
  /** Known failures that passed or match no case. They make the run fail. */
  readonly staleKnownFailures: ReadonlyArray<string>
  readonly families: ReadonlyArray<FamilyResult>
}

/**
 * Returns the exit code for a report: 0 if the server is conformant, 1 if it is not, 2 if the run was inconclusive.
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
export function exitCodeOf(report: Report): 0 | 1 | 2 {
  return report.conclusion === "conformant" ? 0 : report.conclusion === "not conformant" ? 1 : 2
}

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
