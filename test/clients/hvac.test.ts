import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, it } from "vitest"
import { startServer, type StartedServer } from "../start-server.ts"
import { missingPython, pythonEnvironment } from "./python-environment.ts"

const run = promisify(execFile)
const script = fileURLToPath(new URL("hvac_client.py", import.meta.url))

/** Each is a function of hvac_client.py. */
const plays = [
  "wraps_and_unwraps_once",
  "wraps_a_read",
  "is_raced_for_one_token",
  "rewraps",
  "wraps_a_token_and_revokes_it",
  "revokes_by_the_accessor",
  "keeps_secrets_of_version_1",
  "keeps_secrets_of_version_2",
  "asks_after_the_server"
]

const missing = await missingPython()
if (missing !== undefined) {
  if (process.env["CI"] === "true") throw new Error(`Continuous integration tries every client: ${missing}`)
  console.warn(`hvac, the Python client, is not tried: ${missing}`)
}

describe.skipIf(missing !== undefined)("hvac", () => {
  let server: StartedServer
  let python: string
  beforeAll(async () => {
    ;[python, server] = await Promise.all([pythonEnvironment(), startServer()])
  }, 300_000)
  afterAll(() => server.close())

  for (const play of plays) {
    it(play.replaceAll("_", " "), async () => {
      const environment = { VAULT_ADDR: server.address, VAULT_TOKEN: server.rootToken, PYTHONDONTWRITEBYTECODE: "1" }
      // Fails with the traceback.
      await run(python, [script, play], { env: { ...process.env, ...environment, NO_PROXY: "127.0.0.1" } })
    })
  }
})
