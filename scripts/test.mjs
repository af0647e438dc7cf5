// `npm test`: installs what is missing, then checks everything. Further arguments go to Vitest.
// The last line is `N passed, N failed`, printed by summary-reporter.ts.
import { ensureInstalled } from "./ensure-installed.mjs"
import { npm } from "./npm.mjs"

ensureInstalled()
for (const step of ["generate:check", "build", "typecheck", "lint"]) {
  const started = performance.now()
  const status = npm("run", "--silent", step)
  if (status !== 0) {
    console.error(`\n\`npm run ${step}\` failed (exit code ${status}); the tests were not run.`)
    process.exit(status)
  }
  console.log(`✓ ${step} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
}
process.exit(npm("run", "--silent", "test:run", "--", ...process.argv.slice(2)))
