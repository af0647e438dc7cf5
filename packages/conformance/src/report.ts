import type { Profile } from "./conformance-case.ts"

/**
 * `passed`, `failed`; `skipped`: cannot be played on this server with this token, and says why; `disabled`: was not
 * asked for; `error`: the runner is at fault, or the server went away, so that nothing is known.
 */
export type Verdict = "passed" | "failed" | "skipped" | "disabled" | "error"

export const verdicts: ReadonlyArray<Verdict> = ["passed", "failed", "skipped", "disabled", "error"]

/** A request and its answer, without secrets. */
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
  /** This one shows the failure. */
  readonly decisive?: true
}

export interface CaseResult {
  readonly id: string
  readonly title: string
  readonly requirements: ReadonlyArray<string>
  readonly profile: Profile
  readonly level: "must" | "should"
  readonly verdict: Verdict
  readonly why: string
  readonly milliseconds: number
  /** Of everything but `passed`. */
  readonly reason?: string
  readonly expected?: string
  readonly got?: string
  /** The reason from the file of known failures, if the case is in it. */
  readonly knownFailure?: string
  /** Of `failed` and `error`. */
  readonly exchanges?: ReadonlyArray<ReportedExchange>
}

export interface FamilyResult {
  readonly name: string
  readonly title: string
  readonly results: ReadonlyArray<CaseResult>
}

/** The outcome of a run: every format is printed from it. Holds no secret. */
export interface Report {
  readonly format: 1
  readonly target: string
  readonly startedAt: string
  readonly milliseconds: number
  /** Begins the name of everything that the run made on the server. */
  readonly prefix: string
  /** Whether the token had the policy `root`; without it, some cases are skipped. */
  readonly rootToken: boolean
  readonly profiles: ReadonlyArray<Profile>
  /** `unknown`: no case failed, but something could not be decided. */
  readonly conclusion: "conformant" | "not conformant" | "unknown"
  readonly counts: Readonly<Record<Verdict, number>>
  /** Failed cases that make the server non-conformant: `must`, and not known. */
  readonly violations: number
  /** What is wrong with the file of known failures: entries that pass, or match nothing. */
  readonly staleKnownFailures: ReadonlyArray<string>
  readonly families: ReadonlyArray<FamilyResult>
}

/** 0 conformant, 1 not, 2 could not tell. */
export function exitCodeOf(report: Report): 0 | 1 | 2 {
  return report.conclusion === "conformant" ? 0 : report.conclusion === "not conformant" ? 1 : 2
}

/** A failure that counts. */
export function isViolation(result: CaseResult): boolean {
  return result.verdict === "failed" && result.level === "must" && result.knownFailure === undefined
}
