/** The process's exit codes: 0 ended as asked, 1 failed, 2 used wrongly. */
export type ExitCode = 0 | 1 | 2

/** A command that could not do what was asked: what went wrong, and in `advice` the likely cause and what to do next. */
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

/** A command that was used wrongly. */
export const usageFailure = (message: string, ...advice: ReadonlyArray<string>): Failure =>
  new Failure(message, advice, 2)

/** A failure as it is shown, one line for each thing said. */
export const printFailure = (failure: Failure): string =>
  [`enwrap: ${failure.message}`, ...failure.advice.map((line) => `  ${line}`)].join("\n") + "\n"
