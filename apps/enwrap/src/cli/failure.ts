import { visibleText } from "./visible-text.ts"

/**
 * Exit codes of the process: 0 success, 1 failure, 2 usage error. The others are the verdicts of `unwrap --expected-path`:
 * 3 intercepted, 4 tampered, 5 unknown, 6 refused, 7 unreachable. For `conformance`, 3 is an incomplete verdict.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7

/** A failed command: the message says what went wrong, `advice` gives the likely cause and what to do next. */
export class Failure extends Error {
  readonly exitCode: ExitCode
  readonly advice: ReadonlyArray<string>

  constructor(message: string, advice: ReadonlyArray<string> = [], exitCode: ExitCode = 1) {
    super(message)
    this.name = "Failure"
    this.advice = advice
    this.exitCode = exitCode
  }
}

/** A usage error: exit code 2. */
export const usageFailure = (message: string, ...advice: ReadonlyArray<string>): Failure =>
  new Failure(message, advice, 2)

/**
 * Ends a command that has done all that was asked for before its request was sent, as with `--output-curl`. It is thrown, since
 * the command waits for a response that never comes.
 */
export class Finished extends Error {}

/** The text to print for a failure: the message, then one indented line for each piece of advice. */
export const printFailure = (failure: Failure): string =>
  [`enwrap: ${visibleText(failure.message)}`, ...failure.advice.map((line) => `  ${visibleText(line)}`)].join("\n") +
  "\n"
