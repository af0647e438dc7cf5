import type { Judgement } from "./judge.ts"

/** The judgement of a scenario, and why it is known to fail. */
export interface ClientResult extends Judgement {
  readonly knownFailure?: string
}

/** A known failure that does not fail any more must be removed from the list. */
export const isAsKnown = ({ deviations, knownFailure }: ClientResult): boolean =>
  deviations.length === 0 ? knownFailure === undefined : knownFailure !== undefined

/** Prints the judgements for a terminal. */
export function renderJudgements(results: ReadonlyArray<ClientResult>): string {
  const lines = results.flatMap(({ id, title, deviations, knownFailure }) => {
    const failed = deviations.length > 0
    const mark = !failed ? "passed" : knownFailure === undefined ? "FAILED" : "known "
    return [
      `${mark}  ${id}  ${title}`,
      ...deviations.map((deviation) => `               ${deviation}`),
      ...(knownFailure === undefined
        ? []
        : [`               ${failed ? `known: ${knownFailure}` : "passes: remove it from the known failures"}`])
    ]
  })
  const failed = results.filter((one) => !isAsKnown(one)).length
  const known = results.filter((one) => isAsKnown(one) && one.knownFailure !== undefined).length
  const passed = results.length - failed - known
  return `${lines.join("\n")}\n\n${passed} passed, ${failed} failed, ${known} known to fail\n`
}
