import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, it } from "vitest"
import { startSealableServer } from "../start-sealable-server.ts"
import { startServer, type StartedServer } from "../start-server.ts"
import { missingPython, pythonEnvironment } from "./python-environment.ts"

const run = promisify(execFile)
const script = fileURLToPath(new URL("hvac_client.py", import.meta.url))

/** Functions of hvac_client.py. */
const scenarios = [
  "wraps_and_unwraps_once",
  "wraps_a_read",
  "unwraps_once_in_a_race",
  "rewraps",
  "wraps_a_token_and_revokes_it",
  "revokes_with_the_accessor",
  "uses_kv_version_1",
  "uses_kv_version_2",
  "reads_the_status_of_the_server"
]

const missing = await missingPython()
if (missing !== undefined) {
  if (process.env["CI"] === "true") throw new Error(`hvac must be tested in continuous integration: ${missing}`)
  console.warn(`Skipping the tests of hvac, the Python client: ${missing}`)
}

describe.skipIf(missing !== undefined)("hvac", () => {
  let server: StartedServer
  let python: string
  beforeAll(async () => {
    ;[python, server] = await Promise.all([pythonEnvironment(), startServer()])
  }, 300_000)
  afterAll(() => server.close())

  for (const scenario of scenarios) {
    it(scenario.replaceAll("_", " "), async () => {
      const environment = { VAULT_ADDR: server.address, VAULT_TOKEN: server.rootToken, PYTHONDONTWRITEBYTECODE: "1" }
      // A failure shows the Python traceback.
      await run(python, [script, scenario], { env: { ...process.env, ...environment, NO_PROXY: "127.0.0.1" } })
    })
  }

  it("RW-SYS-31 RW-SYS-33 RW-SYS-36: initializes, unseals and seals a server, and replaces its keys", async () => {
    const uninitialized = await startSealableServer("uninitialized")
    try {
      const environment = { VAULT_ADDR: uninitialized.address, VAULT_TOKEN: "", PYTHONDONTWRITEBYTECODE: "1" }
      await run(python, [script, "initializes_unseals_and_replaces_keys"], {
        env: { ...process.env, ...environment, NO_PROXY: "127.0.0.1" }
      })
    } finally {
      await uninitialized.close()
    }
  })
})
