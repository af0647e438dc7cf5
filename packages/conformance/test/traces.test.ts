import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, beforeAll, expect, it } from "vitest"
import { conformanceMain } from "@enwrap/conformance"
import { renderTraces } from "../src/traces/render.ts"
import { runTraces, type TracesOptions, type TracesReport } from "../src/traces/run-traces.ts"
import { httpTransport } from "../src/transport.ts"
import { openbaoLike } from "./broken-servers/openbao.ts"
import { tampered, type MakeTamper } from "./broken-servers/tampering.ts"
import { brokenServersForTraces } from "./broken-servers/traces.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

const SEED = Math.floor(Math.random() * 2 ** 31)

let server: RunningServer
beforeAll(async () => {
  server = await startEnwrap()
})
afterAll(() => server.close())

const play = (more: Partial<TracesOptions> & { readonly tamper?: MakeTamper }): Promise<TracesReport> => {
  const direct = httpTransport(new URL(server.url))
  return runTraces({
    transport: more.tamper === undefined ? direct : tampered(direct, more.tamper(server.rootToken)),
    operator: { token: server.rootToken, root: true },
    prefix: "enwrap-conformance-traces",
    traces: 100,
    seed: SEED,
    jobs: 8,
    abilities: { accessor: true, rewrap: true, inside: true },
    strict: false,
    slow: false,
    wait: (milliseconds) => sleep(milliseconds),
    ...more
  })
}

it("finds only answers of the model on Enwrap, also those of the profile strict", async () => {
  const report = await play({ traces: 120, strict: true, slow: true })
  expect(report.failure, renderTraces(report, "Enwrap")).toBeUndefined()
  expect(report.requests).toBeGreaterThan(600)
  expect(report.parallel).toBeGreaterThan(120)
}, 60_000)

it("finds only answers of the model on a server with the differences of OpenBao and Vault", async () => {
  const report = await play({ tamper: openbaoLike, traces: 40 })
  expect(report.failure, renderTraces(report, "OpenBao-like")).toBeUndefined()
}, 60_000)

it.each(brokenServersForTraces)(
  "finds a server that $fault, with a trace of at most $steps requests",
  async ({ requirement, steps, tamper, slow = false, strict = false }) => {
    const { failure } = await play({ tamper, slow, strict, traces: 120, seed: 7 })
    expect(requirement, JSON.stringify(failure, null, 1)).toContain(failure?.requirement)
    expect(failure?.steps.length, JSON.stringify(failure, null, 1)).toBeLessThanOrEqual(steps)
  },
  60_000
)

const command = async (...argv: ReadonlyArray<string>) => {
  let [out, err] = ["", ""]
  const write = (to: "out" | "err") => (text: string) => void (to === "out" ? (out += text) : (err += text))
  const io = { env: {}, stdout: { write: write("out") }, stderr: { write: write("err") } }
  return { code: await conformanceMain(argv, io), out: () => out, err: () => err }
}

it("plays the traces of a seed with a command, and says how to play them again", async () => {
  const { code, out } = await command(
    server.url,
    "--token",
    server.rootToken,
    "--traces",
    "20",
    "--seed",
    "5",
    "--no-slow"
  )
  expect(code).toBe(0)
  expect(out()).toMatch(/^http:.* every response matches the model\.\n20 traces, .*\(--traces 20 --seed 5\)\.\n$/)
})

it("refuses a flag that only the cases have", async () => {
  const { code, err } = await command(server.url, "--token", "t", "--traces", "1", "--output", "report.html")
  expect([code, err()]).toEqual([2, expect.stringContaining("conformance --traces has no flag --output")])
})

it("prints no token that the server repeats", async () => {
  const token = "s.thegiventokenoftheoperator"
  const echo = createServer((_, response) => response.writeHead(403).end(JSON.stringify({ errors: [`bad ${token}`] })))
  await new Promise<void>((resolve) => echo.listen(0, "127.0.0.1", resolve))
  const url = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`
  const { code, err } = await command(url, "--token", token, "--traces", "1")
  expect([code, err()]).toEqual([2, expect.stringContaining("bad <the given token>")])
  expect(err()).not.toContain(token)
  await new Promise((resolve) => echo.close(resolve))
})

it("does not print an address that is none, which may be a token", async () => {
  const { code, err } = await command("s.thegiventokenoftheoperator", "--token", "t", "--traces", "1")
  expect([code, err()]).toEqual([2, expect.stringContaining("invalid server address")])
  expect(err()).not.toContain("s.thegiventokenoftheoperator")
})

it("refuses a number of traces or a seed that is none", async () => {
  for (const wrong of [["--traces", "many"], ["--traces", "1", "--seed", "-1"], ["--traces=0"]]) {
    const { code, err } = await command(server.url, "--token", "t", ...wrong)
    expect([code, err()]).toEqual([
      2,
      expect.stringMatching(/invalid value "[^"]*" for --(traces|seed): expected a number|--seed/)
    ])
  }
})

it.each([[["--traces", "--help"]], [["-traces", "-help"]], [["--traces", "-h"]], [["--traces", "20", "--help"]]])(
  "shows the help of traces for %j, without a number or a server",
  async (words) => {
    const { code, out, err } = await command(...words)
    expect([code, out(), err()]).toEqual([0, expect.stringContaining("--traces N [--token TOKEN]"), ""])
  }
)

it("says how to show the help of traces after a usage error", async () => {
  const { err } = await command(server.url, "--token", "t", "--traces", "many")
  expect(err()).toContain("Run `enwrap conformance --traces --help` for usage.")
})
