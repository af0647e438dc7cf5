import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { conformanceMain } from "@enwrap/conformance"
import { scenarios } from "../../packages/conformance/src/clients/scenarios.ts"
import { missingPython, pythonEnvironment } from "./python-environment.ts"

const file = (name: string): string => fileURLToPath(new URL(`receivers/${name}`, import.meta.url))

const everything = scenarios.map(({ id }) => id)

/** For other clients: what they fail, except what takes them ten seconds, and some that they pass. */
const few = ["01", "02", "07", "12", "13", "15", "19", "22", "23"].map((number) => `CL-${number}`)

/** Judges a client. It has to fail the scenarios of its list, and no others. */
const expectJudged = async (
  known: string | undefined,
  command: ReadonlyArray<string>,
  ids: ReadonlyArray<string>
): Promise<void> => {
  let [out, err] = ["", ""]
  const flags = ["--timeout", "3", "--scenario", ids.join(",")]
  if (known !== undefined) flags.push("--known-failures", file(known))
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
    (name) => expectJudged(undefined, [process.execPath, file(`${name}.mjs`)], everything),
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
