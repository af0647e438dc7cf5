import type { ConformanceCase } from "../src/conformance-case.ts"
import { makeReport } from "../src/make-report.ts"
import type { CaseResult, Report, ReportedExchange } from "../src/report.ts"
import { describe } from "../src/run-case.ts"
import { one, passes } from "./scripted-run.ts"

/** A case and what became of it. */
export const outcome = (
  id: string,
  more: Partial<CaseResult> = {},
  of: Partial<ConformanceCase> = {}
): readonly [ConformanceCase, Partial<CaseResult>] => [
  one(id, passes, { title: `title & <${id}>`, requirements: ["RW-SU-1", "RW-SU-2"], ...of }),
  more
]

export const exchange = (
  path: string,
  status: number,
  body: string,
  more: Partial<ReportedExchange> = {}
): ReportedExchange => ({
  request: {
    method: "POST",
    path,
    headers: { "x-vault-request": "true", "x-vault-token": "<the given token>" },
    body: '{"token":"<wrapping token 1>"}'
  },
  response: { status, headers: { "content-type": "application/json" }, body },
  ...more
})

/** A failure of a second unwrap. */
export const failure: Partial<CaseResult> = {
  verdict: "failed",
  reason: "the error has the wrong message",
  expected: '["a"]',
  got: '["b\u0000"]',
  exchanges: [
    exchange("first", 200, "{}"),
    exchange("sys/wrapping/unwrap", 500, '{"errors":["b"]}\n', { decisive: true })
  ]
}

/** The report of a run with these outcomes. */
export function reportOf(
  outcomes: ReadonlyArray<readonly [ConformanceCase, Partial<CaseResult>]>,
  more: Partial<Report> = {},
  options: Partial<Parameters<typeof makeReport>[0]> = {}
): Report {
  const report = makeReport({
    catalogue: [{ name: "X", title: "Single use", cases: outcomes.map(([one]) => one) }],
    results: new Map(
      outcomes
        .filter(([, { verdict }]) => verdict !== "disabled")
        .map(([one, result]) => [one.id, { ...describe(one), verdict: "passed", milliseconds: 12, ...result }])
    ),
    selection: {},
    knownFailures: new Map(),
    baseline: undefined,
    startedAt: new Date("2026-11-24T00:00:00.000Z"),
    facts: {
      target: "http://127.0.0.1:8200",
      server: "2.6.2",
      seed: 42,
      jobs: 16,
      recheck: 7_000,
      prefix: "enwrap-conformance-00000000",
      rootToken: true
    },
    ...options
  })
  return {
    ...report,
    suite: "1.2.3",
    environment: { node: "26.10.0", platform: "linux x64" },
    milliseconds: 3_210,
    ...more
  }
}

/** A report with every kind of result. */
export const sample: Report = reportOf(
  [
    outcome("RWC-X-01"),
    outcome("RWC-X-02", failure),
    outcome("RWC-X-03", failure, { level: "should" }),
    outcome("RWC-X-04", { ...failure, knownFailure: "ticket 12" }),
    outcome("RWC-X-05", {
      verdict: "skipped",
      reason: "the given token is not permitted to GET sys/policies/acl/enwrap-conformance-00000000-rwc-x-05-1-policy"
    }),
    outcome("RWC-X-06", {
      verdict: "error",
      reason: "the runner failed",
      exchanges: [{ request: { method: "GET", path: "x", headers: {} }, noResponse: "ECONNREFUSED: no" }]
    }),
    outcome("RWC-X-07", { verdict: "disabled" }, { profile: "strict" })
  ],
  {},
  { knownFailures: new Map([["RWC-X-77", "ticket 1"]]) }
)
