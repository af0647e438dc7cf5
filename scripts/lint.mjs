// `npm run lint`: every check of the sources that needs no build, side by side; prints only what is wrong.
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { environment } from "./npm.mjs"

const checks = {
  format: ["oxfmt", "--check"],
  oxlint: ["oxlint", "--deny-warnings"],
  borders: ["node", "scripts/check-borders.mjs"],
  knip: ["knip", "--no-progress", "--no-config-hints"],
  spec: ["redocly", "lint", "spec/openapi.yaml", "--config", "spec/redocly.yaml"]
}

const run = ([name, [tool, ...args]]) =>
  new Promise((done) => {
    const started = performance.now()
    const child = spawn(tool, args, {
      cwd: fileURLToPath(new URL("..", import.meta.url)),
      env: environment,
      shell: process.platform === "win32"
    })
    let output = ""
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text
      })
    }
    child.on("error", (error) => done({ name, failed: true, output: error.message, seconds: 0 }))
    child.on("close", (code) => {
      done({ name, failed: code !== 0, output, seconds: (performance.now() - started) / 1000 })
    })
  })

const results = await Promise.all(Object.entries(checks).map(run))
for (const { name, failed, output, seconds } of results) {
  if (failed) console.error(`\n${output.trimEnd()}`)
  console.log(`${failed ? "✗" : "✓"} ${name} (${seconds.toFixed(1)} s)`)
}
process.exit(results.some((result) => result.failed) ? 1 : 0)
