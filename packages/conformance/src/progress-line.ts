import { isViolation, type CaseResult } from "./report.ts"
import type { Progress } from "./run-options.ts"

/** Erases the line, and moves to its beginning. */
export const ERASE = "\r\u001b[K"

const WIDTH = 24

/** Returns a function that renders the line of progress after each result. */
export function makeProgressLine(): (result: CaseResult, progress: Progress) => string {
  let failed = 0
  return (result, { ended, total }) => {
    if (isViolation(result)) failed++
    const filled = Math.floor((ended / total) * WIDTH)
    const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled)
    return `${ERASE}${bar} ${ended}/${total} cases${failed > 0 ? `, ${failed} failed` : ""}  ${result.id}`
  }
}
