import { execFile } from "node:child_process"
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, it } from "vitest"
import { missingPython, pythonEnvironment } from "./python-environment.ts"

const run = promisify(execFile)
const enwrap = fileURLToPath(new URL("../../apps/enwrap/bin/enwrap.js", import.meta.url))

const HVAC = "2.4.0"

/** Modules of hvac's tests that take a few seconds. docs/clients.md has the results of all of them. */
const modules = ["test_seal", "test_key", "test_lease", "test_quota"].map(
  (name) => `tests.integration_tests.api.system_backend.${name}`
)

/**
 * hvac's tests start a program with the name `vault`, with the configuration of the tests, and read its version. The version
 * selects the tests: the responses are those of a server of this age.
 */
const vaultProgram = `#!/bin/sh
if [ "$1" = "-version" ]; then echo "Vault v1.20.0"; exit; fi
exec '${process.execPath}' '${enwrap}' "$@"
`

const missing =
  process.env["CI"] === "true"
    ? await missingPython()
    : "set CI=true, and install python3 with its venv module; they are downloaded from PyPI"
if (missing !== undefined) {
  if (process.env["CI"] === "true") throw new Error(`hvac's tests must run in continuous integration: ${missing}`)
  console.warn(`Skipping hvac's own tests: ${missing}`)
}

describe.skipIf(missing !== undefined)("hvac's own tests", () => {
  const folder = mkdtempSync(join(tmpdir(), "enwrap-hvac-"))
  afterAll(() => rmSync(folder, { recursive: true }))

  let python: string
  beforeAll(async () => {
    python = await pythonEnvironment({
      name: "hvac-tests",
      requirements: new URL("hvac-tests-requirements.txt", import.meta.url),
      module: "poetry.core"
    })
    const download = ["download", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation"]
    await run(python, ["-m", "pip", ...download, "--no-binary=hvac", `--dest=${folder}`, `hvac==${HVAC}`])
    await run(python, ["-m", "tarfile", "-e", join(folder, `hvac-${HVAC}.tar.gz`), folder])
    const program = join(folder, "vault")
    writeFileSync(program, vaultProgram)
    chmodSync(program, 0o755)
  }, 300_000)

  it("RW-SYS-33 RW-SYS-34 RW-SYS-35: start the command with TLS, and initialize, unseal and seal it", async () => {
    await run(python, ["-m", "unittest", ...modules], {
      cwd: join(folder, `hvac-${HVAC}`),
      env: { ...process.env, PATH: `${folder}${delimiter}${process.env["PATH"]}`, NO_PROXY: "127.0.0.1,localhost" }
    })
  }, 120_000)
})
