/**
 * The conformance suite of the response-wrapping protocol. It uses only HTTP, and shares no code with the server, the
 * clients or the mocks, so it can test any implementation in any language.
 */
export { conformanceMain, type CommandIo, type ConformanceArguments } from "./command.ts"
export { conformanceFlags, type ConformanceFlag } from "./flags.ts"
export type { Signals } from "./interrupt.ts"
export { families } from "./cases/catalogue.ts"
export type { ConformanceCase, Family, Profile } from "./conformance-case.ts"
export { parseKnownFailures, type KnownFailures } from "./known-failures.ts"
export { renderJson } from "./report/json.ts"
export { renderJunit } from "./report/junit.ts"
export { renderText } from "./report/text.ts"
export {
  exitCodeOf,
  isViolation,
  type CaseResult,
  type FamilyResult,
  type Report,
  type ReportedExchange,
  type Verdict
} from "./report.ts"
export { runConformance, type RunOptions } from "./run.ts"
export { RunError } from "./run-error.ts"
