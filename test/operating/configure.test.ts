import { spawn } from "node:child_process"
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { assert, describe, it } from "vitest"

const root = join(import.meta.dirname, "../..")

interface Block {
  readonly language: string
  readonly code: string
}

const blocksOf = async (page: string, port: number): Promise<ReadonlyArray<Block>> => {
  const text = (await readFile(join(root, page), "utf8")).replaceAll("127.0.0.1:8200", `127.0.0.1:${port}`)
  return [...text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language = "", code = ""]) => ({ language, code }))
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0))
    })
  })

/** Puts `enwrap` and `node` on the path of a shell. */
const makeBin = async (folder: string): Promise<string> => {
  const bin = join(folder, ".bin")
  await mkdir(bin)
  for (const [name, words] of [
    ["enwrap", `"${process.execPath}" "${root}/apps/enwrap/bin/enwrap.js"`],
    ["node", `"${process.execPath}"`]
  ] as const) {
    await writeFile(join(bin, name), `#!/bin/sh\nexec ${words} "$@"\n`)
    await chmod(join(bin, name), 0o755)
  }
  return bin
}

/** Runs a script in a process group of its own, and ends what it left running. */
const runScript = (script: string, cwd: string, bin: string): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve, reject) => {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(VAULT|BAO|ENWRAP)_/.test(name))
    const shell = spawn("bash", ["-euo", "pipefail", "-c", script], {
      cwd,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...Object.fromEntries(inherited), PATH: `${bin}${delimiter}${process.env["PATH"]}`, HOME: cwd }
    })
    let output = ""
    for (const stream of [shell.stdout, shell.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text))
    shell.on("error", reject)
    shell.on("close", (code) => {
      try {
        process.kill(-shell.pid!, "SIGKILL")
      } catch {
        // Nothing was left.
      }
      resolve({ code, output })
    })
  })

const hasOpenssl = await new Promise<boolean>((resolve) => {
  const openssl = spawn("openssl", ["version"], { stdio: "ignore" })
  openssl.on("error", () => resolve(false))
  openssl.on("exit", (code) => resolve(code === 0))
})
if (!hasOpenssl) {
  if (process.env["CI"] === "true") throw new Error("the test of docs/operating/configure.md needs openssl")
  console.log("Skipped: docs/operating/configure.md. Install openssl to run its commands.")
}

describe("docs/operating/configure.md", { timeout: 120_000 }, () => {
  it.skipIf(!hasOpenssl)("RW-SYS-31 RW-SYS-32 RW-SYS-37: every command succeeds, in order", async () => {
    const folder = await mkdtemp(join(tmpdir(), "enwrap-"))
    try {
      const bin = await makeBin(folder)
      const blocks = await blocksOf("docs/operating/configure.md", await freePort())
      const steps = blocks.map(({ code, language }) => {
        if (language === "sh") return code
        assert.equal(language, "hcl")
        const name = /^# (\S+)\n/.exec(code)?.[1]
        assert(name !== undefined, `a block does not begin with the name of its file:\n${code}`)
        return `cat >${name} <<'END_OF_FILE'\n${code}END_OF_FILE\n`
      })
      assert.isAbove(steps.length, 10)
      const { code, output } = await runScript(steps.join("\n"), folder, bin)
      assert.equal(code, 0, output)
      assert.include(output, "hunter2")
      assert.notInclude(output, "warning")
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
