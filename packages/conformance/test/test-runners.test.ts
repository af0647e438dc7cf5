/** The cases of the suite as tests of other test runners, against Enwrap. (Vitest itself runs those at the end.) */
import { execFile } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { conformanceCases } from "@enwrap/conformance"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

let server: RunningServer
beforeAll(async () => {
  server = await startEnwrap()
})
afterAll(() => server.close())

const suite = fileURLToPath(new URL("../src/index.ts", import.meta.url))

it("run with node:test, one by one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "conformance-"))
  try {
    const file = join(folder, "server.test.mjs")
    const options = JSON.stringify({ url: server.url, token: server.rootToken, cases: ["RWC-SU-0*", "RWC-PO-07"] })
    await writeFile(
      file,
      `import { test } from "node:test"
import { conformanceCases } from ${JSON.stringify(suite)}
for (const { id, title, run } of conformanceCases(${options})) test(\`\${id}: \${title}\`, { concurrency: true }, run)
`
    )
    const { code, output } = await new Promise<{ code: unknown; output: string }>((resolve) =>
      // The variable tells a process that it is a test of another runner.
      execFile(
        process.execPath,
        ["--test", "--test-reporter=tap", file],
        { env: { ...process.env, NODE_TEST_CONTEXT: undefined } },
        (error, stdout, stderr) => resolve({ code: error?.code ?? 0, output: stdout + stderr })
      )
    )
    expect(code, output).toBe(0)
    expect(output).toMatch(/^ok \d+ - RWC-SU-01: rejects a second unwrap by header$/m)
    expect(output).toMatch(/^# pass (9|1\d)$/m)
  } finally {
    await rm(folder, { recursive: true })
  }
})

describe("with Vitest, one by one", () => {
  const tests = conformanceCases({
    url: () => server.url,
    token: () => server.rootToken,
    cases: ["RWC-LK-0*", "RWC-CB-01"]
  })
  for (const { id, run, title } of tests) it(`${id}: ${title}`, run)
})
