import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { conformanceMain } from "@enwrap/conformance"
import { scenarios } from "../../packages/conformance/src/clients/scenarios.ts"
import { missingPython, pythonEnvironment } from "./python-environment.ts"

const file = (name: string): string => fileURLToPath(new URL(`receivers/${name}`, import.meta.url))

const everything = scenarios.map(({ id }) => id)

/** For other clients: not those that take them ten seconds, nor most of those that any client passes. */
const few = everything.filter((id) => !["03", "04", "08", "10", "14", "16", "17", "18"].includes(id.slice(3)))

/** Judges a client. It has to fail the scenarios of its list, and no others. */
const expectJudged = async (
  known: string,
  command: ReadonlyArray<string>,
  ids: ReadonlyArray<string>
): Promise<void> => {
  let [out, err] = ["", ""]
  const flags = ["--timeout", "3", "--scenario", ids.join(","), "--known-failures", file(known)]
  const code = await conformanceMain(["client", ...flags, "--", ...command], {
    env: {},
    stdout: { write: (text) => void (out += text) },
    stderr: { write: (text) => void (err += text) }
  })
  expect(err).toBe("")
  expect(code, out).toBe(0)
}

const missing = await missingPython()
if (missing !== undefined) {
  if (process.env["CI"] === "true") throw new Error(`hvac must be judged in continuous integration: ${missing}`)
  console.warn(`Skipping the judgement of hvac, the Python client: ${missing}`)
}

describe("clients that receive tokens from hostile servers", () => {
  it.each(["node-client", "browser-client"])(
    "RW-SEC-1 RW-SEC-6: %s",
    (name) => expectJudged("enwrap.known.txt", [process.execPath, file(`${name}.mjs`)], everything),
    120_000
  )

  it(
    "node-vault fails as docs/judged-clients.md says",
    () => expectJudged("node-vault.known.txt", [process.execPath, file("node-vault.mjs")], few),
    120_000
  )

  it.skipIf(missing !== undefined)(
    "hvac fails as docs/judged-clients.md says",
    async () => expectJudged("hvac.known.txt", [await pythonEnvironment(), file("hvac_receiver.py")], few),
    300_000
  )
})
