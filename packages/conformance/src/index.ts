/**
 * The conformance suite of the response-wrapping protocol. It uses only HTTP, and shares no code with the server, the
 * clients or the mocks, so it can test any implementation in any language.
 */
export { parseBaseline, type Baseline } from "./baseline.ts"
export type { ConformanceTest, ConformanceTestOptions, TestContext } from "./conformance-test.ts"
export { conformanceCases } from "./conformance-tests.ts"
export { conformanceMain, type CommandDefaults, type CommandIo, type ConformanceArguments } from "./command.ts"
export { conformanceFlags, type ConformanceFlag } from "./flags.ts"
export type { Signals } from "./interrupt.ts"
export { families } from "./cases/catalogue.ts"
export type { ConformanceCase, Family, Profile } from "./conformance-case.ts"
export { parseKnownFailures, type KnownFailures } from "./known-failures.ts"
export { renderBadge, renderShields } from "./report/badge.ts"
export { renderHtml } from "./report/html.ts"
export { renderJson } from "./report/json.ts"
export { renderJunit } from "./report/junit.ts"
export { renderSarif } from "./report/sarif.ts"
export { renderText, type TextOptions } from "./report/text.ts"
export {
  exitCodeOf,
  isViolation,
  type CaseResult,
  type Changes,
  type Conclusion,
  type FamilyResult,
  type Finding,
  type Need,
  type ProfileVerdict,
  type Report,
  type ReportedExchange,
  type Verdict
} from "./report.ts"
export { runConformance } from "./run.ts"
export type { Progress, RunOptions } from "./run-options.ts"
export { RunError } from "./run-error.ts"
export type { TlsOptions } from "./transport.ts"
