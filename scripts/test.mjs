// `npm test`: installs missing dependencies, then runs all checks and tests. Arguments are passed to Vitest.
// The last line of the output is `N passed, N failed`, printed by summary-reporter.ts.
import { ensureInstalled } from "./ensure-installed.mjs"
import { npm, npmCommand, runInParallel } from "./npm.mjs"

ensureInstalled()
const script = (name) => npmCommand("run", "--silent", name)
const steps = [
  { "generated code": script("generate:check"), build: script("build"), types: script("typecheck") },
  // It checks the packages that were built.
  { lint: script("lint") }
]
const failed = []
for (const step of steps) {
  if (failed.length === 0) failed.push(...(await runInParallel(step)))
}
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(", ")}. The tests were not run.`)
  process.exit(1)
}
process.exit(npm("run", "--silent", "test:run", "--", ...process.argv.slice(2)))
