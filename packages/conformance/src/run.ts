import type { CaseResult, Report } from "./report.ts"
import type { Progress, RunOptions } from "./run-options.ts"
import { runSuite } from "./run-suite.ts"

/**
 * Runs the suite against a server, and returns the report.
 *
 * Cases run side by side, those that wait for a TTL beside the others, and those that concern the whole server alone and
 * last. A case that waits for a TTL and does not pass runs once more, when no others run; the second result counts. The
 * report is always in the order of the catalogue. Everything that the suite creates on the server is removed at the end.
 * If the server goes away and does not come back, the other cases do not run, and the report is incomplete.
 *
 * @param options - The server, the token, and which cases to run.
 * @param onResult - Called with each result as soon as its case has ended.
 * @returns The report, without secrets, for `renderText`, `renderHtml`, `renderJson` and `exitCodeOf`.
 * @throws RunError - If the suite cannot run. The message says what to do next.
 *
 * @example
 * ```ts
 * import { renderText, runConformance } from "@enwrap/conformance"
 *
 * const report = await runConformance({
 *   url: "http://127.0.0.1:8200",
 *   token: "s.example",
 *   profiles: ["core", "rewrap"]
 * })
 * console.log(report.conclusion)
 * console.log(renderText(report, { colour: false }))
 * ```
 */
export async function runConformance(
  options: RunOptions,
  onResult?: (result: CaseResult, progress: Progress) => void
): Promise<Report> {
  return runSuite(options, {}, onResult)
}
