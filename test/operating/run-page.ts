import { spawn, spawnSync } from "node:child_process"
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { assert } from "vitest"
import { type Block, blocksOf, isExpected, root, type Step, stepsOf } from "./page-blocks.ts"

/** Whether a program is installed. In CI, it must be. */
export const isInstalled = (program: string, purpose: string): boolean => {
  if (spawnSync(program, ["version"], { stdio: "ignore" }).error === undefined) return true
  if (process.env["CI"] === "true") throw new Error(`${purpose} needs ${program}`)
  console.log(`Skipped: ${purpose}. Install ${program} to run it.`)
  return false
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
  const bin = join(folder, "bin")
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

/** After a page, its shell and all that it has left running are ended. */
const TIMEOUT_MS = 100_000

/** Runs a script in a process group of its own, and ends what it left running. */
const runScript = (
  script: string,
  cwd: string,
  env: Readonly<Record<string, string>>
): Promise<{ readonly code: number | null; readonly output: string }> =>
  new Promise((resolve, reject) => {
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(VAULT|BAO|ENWRAP|OTEL)_|^NODE_OPTIONS$/.test(name)
    )
    const shell = spawn("bash", ["-c", script], {
      cwd,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...Object.fromEntries(inherited), ...env }
    })
    let output = ""
    for (const stream of [shell.stdout, shell.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text))
    const endGroup = (): void => {
      try {
        process.kill(-shell.pid!, "SIGKILL")
      } catch {
        // Nothing was left.
      }
    }
    const timer = setTimeout(endGroup, TIMEOUT_MS)
    shell.on("error", reject)
    // The shell has ended; what it left running may still have the pipes.
    shell.on("exit", endGroup)
    shell.on("close", (code) => {
      clearTimeout(timer)
      resolve({ code, output })
    })
  })

/** The ports of the pages: that of `npm start`, and another one. */
const PORT = /\b8[23]00\b/g

const SEPARATOR = "--- between blocks ---"

/** A block stops the page if one of its commands fails, unless its output shows that it does. */
const scriptOf = ({ fails, script }: Step): string =>
  [`status=0`, script, ...(fails ? [] : [`[ "$status" = 0 ] || exit "$status"`]), `echo "${SEPARATOR}$status"`].join(
    "\n"
  )

/** What a page needs for a test. */
export interface PageOptions {
  /** The page with the blocks that a reader runs first. */
  readonly after?: string
  /** Only the blocks below this heading. */
  readonly heading?: string
  /** The folder in which the reader begins; an empty one if absent. */
  readonly cwd?: string
}

/**
 * Runs the commands of a page in one shell, in an empty folder, and asserts that they succeed and print what the page shows.
 *
 * @returns everything that was printed
 */
export const runPage = async (page: string, { after, cwd, heading }: PageOptions = {}): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "enwrap-"))
  try {
    const blocks: ReadonlyArray<Block> = [
      ...(after === undefined ? [] : await blocksOf(after)),
      ...(await blocksOf(page)).filter((block) => heading === undefined || block.heading === heading)
    ]
    const { steps, unknown } = stepsOf(blocks)
    assert.deepEqual(unknown, [], `${page} has blocks that are neither commands, nor their output, nor a file`)
    assert.isNotEmpty(steps)
    const port = String(await freePort())
    const empty = join(folder, "empty")
    await mkdir(empty, { mode: 0o700 })
    const script = ["exec 2>&1; set -uo pipefail; trap 'status=$?' ERR", ...steps.map(scriptOf)].join("\n")
    const { code, output } = await runScript(script.replaceAll(PORT, port), cwd ?? empty, {
      PATH: `${await makeBin(folder)}${delimiter}${process.env["PATH"]}`,
      HOME: empty,
      TMPDIR: folder,
      NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache")
    })
    const parts = output.replaceAll(port, "8200").split(new RegExp(`${SEPARATOR}(\\d+)\n`))
    const printed = parts.filter((_part, i) => i % 2 === 0)
    const statuses = parts.filter((_part, i) => i % 2 === 1)
    assert.equal(code, 0, `a command of ${page} failed:\n${steps[printed.length - 1]?.script}\n${printed.at(-1)}`)
    steps.forEach(({ expected, fails, script: commands }, i) => {
      assert.equal(statuses[i] !== "0", fails, `${page} shows an error, but this succeeds:\n${commands}`)
      if (expected === undefined || isExpected(printed[i]!.replace(/(?<=.)$(?!\n)/, "\n"), expected)) return
      assert.equal(printed[i], expected, `${page} shows another output of:\n${commands}`)
    })
    return output
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
