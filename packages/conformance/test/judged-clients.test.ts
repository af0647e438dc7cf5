import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { conformanceMain } from "@enwrap/conformance"
import { judge } from "../src/clients/judge.ts"
import { scenarios } from "../src/clients/scenarios.ts"

const RECEIVER = fileURLToPath(new URL("reference-receiver.mjs", import.meta.url))

async function client(...argv: ReadonlyArray<string>) {
  let [out, err] = ["", ""]
  const code = await conformanceMain(["client", ...argv], {
    env: {},
    stdout: { write: (text) => void (out += text) },
    stderr: { write: (text) => void (err += text) }
  })
  return { code, out, err }
}

const withFault = (fault: string): ReadonlyArray<string> => [
  "--",
  process.execPath,
  "-e",
  `process.env.FAULT=${JSON.stringify(fault)};import(${JSON.stringify(RECEIVER)})`
]

/** A fault, a scenario that finds it, and what it says. */
const faults: ReadonlyArray<readonly [string, string, string]> = [
  ["sends it again", "CL-07", "it sent 2 unwraps instead of one"],
  ["sends it again", "CL-11", "its outcome is invalid; expected unknown or failed"],
  ["does not look it up", "CL-02", "its outcome is received, with forged data; expected tampered"],
  ["does not look it up", "CL-03", "it sent 1 unwraps instead of none"],
  ["calls everything invalid", "CL-07", "its outcome is invalid"],
  ["follows redirects", "CL-12", "it sent the token to another server"],
  ["puts the token in a URL", "CL-01", "it sent the token in a URL"],
  ["takes every answer", "CL-15", "its outcome is received"],
  ["logs answers", "CL-22", "it printed the token to standard error"],
  ["logs answers", "CL-01", "it printed the secret to standard error"],
  ...(process.platform === "linux"
    ? [["passes the token to another program", "CL-01", "the token is among the arguments of a process"] as const]
    : [])
]

describe("enwrap conformance client", () => {
  it("RW-SEC-6: passes a client that does everything right", async () => {
    const { code, out } = await client("--timeout", "3", "--jobs", "8", "--", process.execPath, RECEIVER)
    expect(out).toContain(`${scenarios.length} passed, 0 failed`)
    expect(code, out).toBe(0)
  }, 120_000)

  it.each(faults)(
    "RW-SEC-1 RW-SEC-6: finds a client that %s, in %s",
    async (fault, scenario, deviation) => {
      const { code, out } = await client("--scenario", scenario, "--timeout", "2", ...withFault(fault))
      expect(out).toContain(deviation)
      expect(code).toBe(1)
    },
    120_000
  )

  it("finds a client that waits for ever", async () => {
    const command = withFault("waits for ever").slice(1)
    for (const id of ["CL-16", "CL-17", "CL-18"]) {
      const scenario = scenarios.find((one) => one.id === id)
      if (scenario === undefined) throw new Error(`there is no scenario ${id}`)
      const { deviations } = await judge(scenario, { command, timeoutSeconds: 1, graceMs: 500 })
      expect(deviations).toContain("it did not exit in time")
    }
  }, 120_000)

  it("does not wait for a process that the client left behind", async () => {
    const pipes = () => process.getActiveResourcesInfo().filter((one) => one === "PipeWrap").length
    const before = pipes()
    const leave = `const { spawn } = require("node:child_process")
for (const detached of [true, false]) spawn("sleep", ["10"], { detached, stdio: "inherit" })`
    const command = [process.execPath, "-e", leave]
    const { deviations } = await judge(scenarios[0]!, { command, timeoutSeconds: 1, graceMs: 500 })
    expect(deviations).toContain("it did not exit in time")
    await expect.poll(pipes).toBeLessThanOrEqual(before)
  }, 120_000)

  it("accepts a known failure, and refuses one that passes", async () => {
    const folder = await mkdtemp(join(tmpdir(), "enwrap-known-"))
    const file = join(folder, "known.txt")
    await writeFile(file, "CL-01 logs what it receives\n")
    const flags = ["--scenario", "CL-01", "--known-failures", file]
    expect(await client(...flags, ...withFault("logs answers"))).toMatchObject({
      code: 0,
      out: expect.stringContaining("known: logs what it receives") as unknown
    })
    expect(await client(...flags, "--", process.execPath, RECEIVER)).toMatchObject({
      code: 1,
      out: expect.stringContaining("remove it from the known failures") as unknown
    })
    await rm(folder, { recursive: true })
  }, 120_000)

  it("says what is missing or wrong in its arguments", async () => {
    expect(await client()).toMatchObject({ code: 2, err: expect.stringContaining("no command") as unknown })
    expect(await client("--scenario", "CL-99", "--", "true")).toMatchObject({
      code: 2,
      err: expect.stringContaining("there is no scenario CL-99") as unknown
    })
    expect(await client("--output", "report.json", "--", "true")).toMatchObject({
      code: 2,
      err:
        "enwrap conformance: conformance client has no flag --output\n" +
        "Run `enwrap conformance client --help` for usage.\n"
    })
    let said = ""
    const io = { env: {}, stdout: { write: () => undefined }, stderr: { write: (text: string) => void (said += text) } }
    expect(await conformanceMain(["http://127.0.0.1:1", "--token", "t", "--scenario", "CL-01"], io)).toBe(2)
    expect(said).toContain("--scenario is a flag of `enwrap conformance client`")
    expect(await client("--", "no-such-command-of-enwrap")).toMatchObject({
      code: 2,
      err: expect.stringContaining("cannot run no-such-command-of-enwrap (ENOENT)") as unknown
    })
  })
})
