import { execFile } from "node:child_process"
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { assert } from "vitest"

const root = join(import.meta.dirname, "../..")

/** Separates the output of the shell blocks. */
const SEPARATOR = "--- between blocks ---"

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

export const execute = (program: string, args: ReadonlyArray<string>, cwd: string): Promise<Finished> =>
  new Promise((resolve) => {
    // The packages are resolved to their sources.
    const env = { ...process.env, NODE_OPTIONS: "--conditions=@enwrap/source", PATH: pathWithNode }
    const child = execFile(program, args, { cwd, env, timeout: 100_000 }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, output: stdout + stderr })
    )
  })

/** The guides call `node`: it must be the Node.js that runs the tests. */
const pathWithNode = `${join(process.execPath, "..")}${delimiter}${process.env["PATH"]}`

/** Writes the TypeScript blocks of a page to the files named in their first lines. */
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

/** Calls a function with a temporary folder outside the repository, in which the packages are installed. */
export const inFolder = async (use: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), "enwrap-guide-"))
  try {
    await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction")
    await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module", private: true }))
    await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Asserts that the TypeScript in a folder and its subfolders compiles against the sources of the packages. */
export const compileFolder = async (
  folder: string,
  compilerOptions: Readonly<Record<string, boolean>> = {}
): Promise<void> => {
  const config = { extends: join(root, "tsconfig.tests.json"), compilerOptions, include: ["**/*.ts"] }
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config))
  const tsc = join(root, "node_modules/typescript/bin/tsc")
  const { code, output } = await execute(process.execPath, [tsc, "-p", "."], folder)
  assert.equal(code, 0, output)
}

/** Asserts that the TypeScript of the pages compiles. */
export const assertCompile = (pages: ReadonlyArray<string>): Promise<void> =>
  inFolder(async (folder) => {
    for (const page of pages) {
      await mkdir(join(folder, page))
      await writeFiles(join(folder, page), page)
    }
    await compileFolder(folder)
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
 * Runs a guide: writes its TypeScript files, runs its shell blocks in one session after the setup blocks of the guides'
 * README, and asserts that the output of each block equals the text block after it (no text block: no output). `replaced`: texts of
 * the page, and what stands in their place in this run.
 */
export const runGuide = (
  page: string,
  server: { readonly address: string; readonly rootToken: string },
  replaced: Readonly<Record<string, string>> = {}
): Promise<void> =>
  inFolder(async (folder) => {
    const blocks = (await blocksOf(page)).filter(({ language }) => language !== "ts")
    const setUp = (await blocksOf("README.md")).filter(({ language }) => language === "sh")
    const port = String(await freePort())
    const forThisRun = (code: string): string =>
      Object.entries(replaced)
        .reduce((text, [from, to]) => text.replaceAll(from, to), code)
        .replaceAll("http://127.0.0.1:8200", server.address)
        .replaceAll("s.ew…", server.rootToken)
        .replaceAll("8443", port)
    await writeFiles(folder, page, forThisRun)

    const shell = [...setUp, ...blocks].filter(({ language }) => language === "sh")
    const script = [
      "set -euo pipefail; exec 2>&1",
      "trap 'kill $(jobs -p) 2> /dev/null || true' EXIT",
      ...shell.map(({ code }) => `${forThisRun(code)}\necho "${SEPARATOR}"`)
    ].join("\n")
    const { code, output } = await execute("bash", ["-c", script], folder)
    assert.equal(code, 0, output)

    const printed = output.split(`${SEPARATOR}\n`).slice(setUp.length)
    for (const [index, block] of blocks.entries()) {
      if (block.language !== "sh") continue
      const after = blocks[index + 1]
      assert.equal(printed.shift(), after?.language === "text" ? after.code : "", block.code)
    }
  })
