/** Runs the command as a process, and interrupts it while cases are running. */
import { spawn } from "node:child_process"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, it } from "vitest"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

let server: RunningServer
beforeAll(async () => {
  server = await startEnwrap()
})
afterAll(() => server.close())

const command = fileURLToPath(new URL("../src/command.ts", import.meta.url))
const SCRIPT = `import { conformanceMain } from ${JSON.stringify(command)}
process.exitCode = await conformanceMain(process.argv.slice(1), process)`

/** Returns the login methods and policies that the suite created. */
async function madeThere(): Promise<ReadonlyArray<string>> {
  const request = async (path: string): Promise<Readonly<Record<string, unknown>>> => {
    const response = await fetch(`${server.url}/v1/${path}`, { headers: { "x-vault-token": server.rootToken } })
    return ((await response.json()) as { readonly data: Readonly<Record<string, unknown>> }).data
  }
  const policies = (await request("sys/policies/acl?list=true"))["keys"] as ReadonlyArray<string>
  return [...Object.keys(await request("sys/auth")), ...policies].filter((name) =>
    name.startsWith("enwrap-conformance-")
  )
}

function start(url = server.url) {
  const words = [url, "--token", server.rootToken, "--case", "RWC-PO-10,RWC-SL-03,RWC-TTL-02"]
  const child = spawn(process.execPath, ["--input-type=module", "-e", SCRIPT, "--", ...words], {
    stdio: ["ignore", "pipe", "pipe"]
  })
  const said = { out: "", err: "" }
  child.stdout.on("data", (text) => (said.out += String(text)))
  child.stderr.on("data", (text) => (said.err += String(text)))
  const ended = new Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, ...said }))
  )
  return { child, ended, said }
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20)
}

it.each(["SIGINT", "SIGTERM"] as const)("%s: cleans up, prints a message, and exits with 2", async (name) => {
  const { child, ended } = start()
  await until(async () => (await madeThere()).length === 2)
  child.kill(name)
  const { code, out, err } = await ended
  expect({ code, out }).toEqual({ code: 2, out: "" })
  expect(err).toMatch(
    new RegExp(
      `^token: from --token\nenwrap conformance: ${name}: cleaning up; .*\n` +
        "enwrap conformance: interrupted after 0 of 3 cases; everything that they created on the server was removed\n$"
    )
  )
  expect(await madeThere()).toEqual([])
})

it("exits immediately on a second signal, and prints what may be left", async () => {
  const silent = createServer(() => undefined)
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve))
  const { child, ended, said } = start(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`)
  await new Promise((resolve) => silent.once("request", resolve))
  child.kill("SIGINT")
  await until(() => said.err.includes("a second signal ends the run immediately"))
  // Within half a second, it would count as the same signal.
  await sleep(600)
  child.kill("SIGINT")
  const { code, err } = await ended
  expect(code).toBe(2)
  expect(err).toMatch(
    /\nenwrap conformance: ended without cleaning up: .* begin with enwrap-conformance-[0-9a-f]{8} may remain on the server\n$/
  )
  silent.closeAllConnections()
  await new Promise((resolve) => silent.close(resolve))
})
