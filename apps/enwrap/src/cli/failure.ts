/** Exit codes of the process: 0 success, 1 failure, 2 usage error, 3 an incomplete run of the conformance suite. */
export type ExitCode = 0 | 1 | 2 | 3

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

/** The text to print for a failure: the message, then one indented line for each piece of advice. */
export const printFailure = (failure: Failure): string =>
  [`enwrap: ${failure.message}`, ...failure.advice.map((line) => `  ${line}`)].join("\n") + "\n"
