// `npm test`: installs missing dependencies, then runs all checks and tests. Arguments are passed to Vitest.
// The last line of the output is `N passed, N failed`, printed by summary-reporter.ts.
import { ensureInstalled } from "./ensure-installed.mjs"
import { npm, npmCommand, runInParallel } from "./npm.mjs"

ensureInstalled()
const script = (name) => npmCommand("run", "--silent", name)
const failed = await runInParallel({
  "generated code": script("generate:check"),
  build: script("build"),
  types: script("typecheck"),
  lint: script("lint")
})
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(", ")}. The tests were not run.`)
  process.exit(1)
}
process.exit(npm("run", "--silent", "test:run", "--", ...process.argv.slice(2)))
