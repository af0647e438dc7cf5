import { execFile } from "node:child_process"
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { assert } from "vitest"

const root = join(import.meta.dirname, "../..")

/** Between what one block of the shell prints and what the next does. */
const BETWEEN = "--- between blocks ---"

interface Block {
  readonly language: string
  readonly code: string
}

const blocksOf = async (page: string): Promise<ReadonlyArray<Block>> =>
  [...(await readFile(join(root, "docs/guides", page), "utf8")).matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(
    ([, language = "", code = ""]) => ({ language, code })
  )

interface Finished {
  readonly code: number | null
  readonly output: string
}

const execute = (program: string, args: ReadonlyArray<string>, cwd: string): Promise<Finished> =>
  new Promise((resolve) => {
    // Whatever is below the repository takes the packages' sources.
    const env = { ...process.env, NODE_OPTIONS: "--conditions=@enwrap/source", PATH: pathWithNode }
    const child = execFile(program, args, { cwd, env, timeout: 100_000 }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, output: stdout + stderr })
    )
  })

/** The pages say `node`: it is the one that runs the tests. */
const pathWithNode = `${join(process.execPath, "..")}${delimiter}${process.env["PATH"]}`

/** Writes a page's files of TypeScript to a folder, each as its first line names it. */
const writeFiles = async (
  folder: string,
  page: string,
  forThisRun: (code: string) => string = (code) => code
): Promise<void> => {
  for (const { code, language } of await blocksOf(page)) {
    if (language !== "ts") continue
    const name = /^\/\/ ([\w-]+\.ts)\n/.exec(code)?.[1]
    assert(name !== undefined, `a block of ${page} does not name its file:\n${code}`)
    await writeFile(join(folder, name), forThisRun(code))
  }
}

/** A folder outside of the repository in which the packages are installed, for as long as something is done with it. */
const inFolder = async (use: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), "enwrap-guide-"))
  try {
    await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction")
    await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module", private: true }))
    await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Compiles the TypeScript of several pages. */
export const assertCompile = (pages: ReadonlyArray<string>): Promise<void> =>
  inFolder(async (folder) => {
    for (const page of pages) {
      await mkdir(join(folder, page))
      await writeFiles(join(folder, page), page)
    }
    const config = { extends: join(root, "tsconfig.tests.json"), include: ["*/*.ts"] }
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config))
    const tsc = join(root, "node_modules/typescript/bin/tsc")
    const { code, output } = await execute(process.execPath, [tsc, "-p", "."], folder)
    assert.equal(code, 0, output)
  })

/** A port that is free now. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0))
    })
  })

/**
 * Plays a page of the guides: writes its files of TypeScript, each named in its first line; runs its blocks of shell as one
 * session, after those that set up the shell of all guides; and compares what each prints with the block of text after it,
 * or with nothing.
 */
export const playGuide = (
  page: string,
  server: { readonly address: string; readonly rootToken: string }
): Promise<void> =>
  inFolder(async (folder) => {
    const blocks = (await blocksOf(page)).filter(({ language }) => language !== "ts")
    const setUp = (await blocksOf("README.md")).filter(({ language }) => language === "sh")
    const port = String(await freePort())
    const forThisRun = (code: string): string =>
      code
        .replaceAll("http://127.0.0.1:8200", server.address)
        .replaceAll("s.ew…", server.rootToken)
        .replaceAll("8443", port)
    await writeFiles(folder, page, forThisRun)

    const shell = [...setUp, ...blocks].filter(({ language }) => language === "sh")
    const script = [
      "set -euo pipefail; exec 2>&1",
      "trap 'kill $(jobs -p) 2> /dev/null || true' EXIT",
      ...shell.map(({ code }) => `${forThisRun(code)}\necho "${BETWEEN}"`)
    ].join("\n")
    const { code, output } = await execute("bash", ["-c", script], folder)
    assert.equal(code, 0, output)

    const printed = output.split(`${BETWEEN}\n`).slice(setUp.length)
    for (const [index, block] of blocks.entries()) {
      if (block.language !== "sh") continue
      const after = blocks[index + 1]
      assert.equal(printed.shift(), after?.language === "text" ? after.code : "", block.code)
    }
  })
