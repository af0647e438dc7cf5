import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { afterAll, describe, expect, it } from "vitest"
import { startServer } from "./run-enwrap.ts"

const root = mkdtempSync(join(tmpdir(), "enwrap-signals-"))
afterAll(() => rmSync(root, { recursive: true }))

const config = join(root, "server.hcl")
writeFileSync(config, 'storage "inmem" {}\nlistener "tcp" {\n  address = "127.0.0.1:0"\n  tls_disable = true\n}\n')

/** The flags of each mode, and the end of its banner. */
const modes: ReadonlyArray<readonly [mode: string, words: ReadonlyArray<string>, bannerEnd: string]> = [
  ["--config", [`-config=${config}`], "server started!"],
  ["--dev", ["-dev", "-dev-listen-address=127.0.0.1:0"], "Ctrl-C"],
  ["--data-dir", [`-data-dir=${root}/data`, "-dev-listen-address=127.0.0.1:0"], "Ctrl-C"]
]

// Windows has no such signals.
describe.skipIf(process.platform === "win32")("SIGUSR1 and SIGUSR2", { timeout: 30_000 }, () => {
  it.each(modes)("neither open a debugger nor stop a server with %s", async (_mode, words, bannerEnd) => {
    const server = await startServer(words, {}, [], bannerEnd)
    for (const signal of ["SIGUSR1", "SIGUSR2", "SIGUSR1"] as const) {
      server.process.kill(signal)
      await delay(100)
    }
    const { code, err } = await server.stop()
    expect([code, err]).toEqual([0, expect.not.stringContaining("Debugger listening")])
  })

  it("a debugger that SIGUSR1 opened before the command was loaded is closed, and one that the operator wants is not", async () => {
    const preload = join(root, "signal-itself.cjs")
    const lines = [
      "if (require('node:worker_threads').isMainThread) {",
      "  process.kill(process.pid, 'SIGUSR1')",
      "  setInterval(() => console.error(`debugger: ${require('node:inspector').url()}`), 50).unref()",
      "}"
    ]
    writeFileSync(preload, lines.join("\n"))
    const [, words, bannerEnd] = modes[0]!
    // Each server listens on a free port, not on the usual one of the debugger.
    const unwanted = await startServer(words, {}, ["--inspect-port=127.0.0.1:0", `--require=${preload}`], bannerEnd)
    await delay(200)
    const { err } = await unwanted.stop()
    expect(err).toContain("Debugger listening")
    expect(err).toContain("closed the debugger")
    expect(
      err
        .trimEnd()
        .split("\n")
        .filter((line) => line.startsWith("debugger:"))
        .at(-1)
    ).toBe("debugger: undefined")
    const wanted = await startServer(words, {}, ["--inspect=127.0.0.1:0"], bannerEnd)
    expect((await wanted.stop()).err).not.toContain("closed the debugger")
  })
})
