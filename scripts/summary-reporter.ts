import { writeSync } from "node:fs"
import type { Reporter, TestModule } from "vitest/node"

/** Prints `N passed, N failed` (and `, N skipped`, if any) as the last line of a test run. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandledErrors: ReadonlyArray<unknown>, reason: string): void {
    const counts = countTests(modules)
    counts.failed += unhandledErrors.length
    // A run that failed for another reason must not look like a success.
    if (reason !== "passed" && counts.failed === 0) counts.failed = 1
    process.once("exit", () => writeSync(1, `${summaryLine(counts)}\n`))
  }
}

export interface TestCounts {
  passed: number
  failed: number
  skipped: number
}

export const summaryLine = ({ passed, failed, skipped }: TestCounts): string =>
  `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`

const countTests = (modules: ReadonlyArray<TestModule>): TestCounts => {
  const counts: TestCounts = { passed: 0, failed: 0, skipped: 0 }
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      // A test that is still pending did not finish: count it as failed.
      counts[state === "pending" ? "failed" : state] += 1
    }
    // A file that does not load and a hook that throws are failures without a failed test.
    counts.failed += module.errors().length
    for (const suite of module.children.allSuites()) counts.failed += suite.errors().length
  }
  return counts
}
