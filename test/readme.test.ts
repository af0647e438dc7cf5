import { type ChildProcess, execFile, spawn } from "node:child_process"
import { glob, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { runPage } from "./operating/run-page.ts"

const root = join(import.meta.dirname, "..")

/** A fenced code block, and the heading above it. */
interface Block {
  readonly heading: string
  readonly language: string
  readonly code: string
}

const blocksOf = async (path: string): Promise<ReadonlyArray<Block>> =>
  (await readFile(join(root, path), "utf8")).split(/^## /m).flatMap((section) =>
    [...section.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = "", code = ""]) => ({
      heading: section.slice(0, section.indexOf("\n")),
      language,
      code: code.trimEnd()
    }))
  )

interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly output: string
}

const execute = (
  program: string,
  args: ReadonlyArray<string>,
  cwd: string,
  env: NodeJS.ProcessEnv = process.env
): Promise<Finished> =>
  new Promise((resolve) => {
    const child = execFile(program, args, { cwd, env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, output: stdout + stderr })
    )
  })

/** Creates a folder outside the repository in which the packages are installed. */
const makeFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "enwrap-readme-"))
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction")
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module", private: true }))
  return folder
}

const assertCompiles = async (folder: string, files: ReadonlyArray<string>): Promise<void> => {
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2024"]
  const libraries = ["--lib", "es2024,dom", "--types", "node"]
  const tsc = join(root, "node_modules/typescript/bin/tsc")
  const { code, output } = await execute(process.execPath, [tsc, ...options, ...libraries, ...files], folder)
  assert.equal(code, 0, output)
}

describe("the README", { timeout: 120_000 }, async () => {
  const blocks = (await blocksOf("README.md")).filter(({ language }) => language !== "mermaid")
  let folder: string
  let server: ChildProcess
  let address: string
  let token: string

  /** The code block below a heading, with the address and token of the server that this test started. */
  const block = (heading: string, language: string, index = 0): string => {
    const found = blocks.filter((candidate) => candidate.heading === heading && candidate.language === language)[index]
    assert(found !== undefined, `README.md has no ${language} block ${index} below "${heading}"`)
    return found.code.replaceAll("http://127.0.0.1:8200", address).replaceAll("s.ew…", token)
  }

  const environment = () => ({ ...process.env, VAULT_ADDR: address, VAULT_TOKEN: token, BAO_ADDR: "", BAO_TOKEN: "" })
  const shell = (code: string) => execute("bash", ["-euo", "pipefail", "-c", code], root, environment())

  beforeAll(async () => {
    folder = await makeFolder()
    assert.equal(blocks[0]?.code, "npm start")
    server = spawn(
      "bash",
      ["-c", 'exec npm start -- --dev-listen-address=127.0.0.1:0 --data-dir="$1"', "bash", join(folder, "data")],
      {
        cwd: root,
        detached: true,
        stdio: ["ignore", "pipe", "inherit"]
      }
    )
    ;[address, token] = await announced(server)
  }, 120_000)

  afterAll(async () => {
    if (server.pid !== undefined && server.exitCode === null) {
      const ended = new Promise((resolve) => server.once("exit", resolve))
      // npm, its shell, the script and the server are in one process group.
      process.kill(-server.pid, "SIGTERM")
      await ended
    }
    await rm(folder, { recursive: true })
  })

  it("has only code blocks that are run here", () => {
    assert.deepEqual(
      blocks.map(({ heading, language }) => `${heading}: ${language}`),
      [
        "Two commands: sh",
        "Two commands: sh",
        "A first round trip: sh",
        ...Array.from({ length: 6 }, () => "An operator's first server: sh"),
        "From Node: ts",
        "In a frontend's tests: ts",
        "Is a server conformant?: sh"
      ]
    )
  })

  it("starts the server with its first command", async () => {
    const answer = await fetch(`${address}/v1/sys/health`)
    assert.equal(answer.status, 200)
  })

  it("has the command that runs this test as its second command", () => {
    assert.equal(block("Two commands", "sh", 1), "npm test")
  })

  it("makes a round trip with curl", async () => {
    const { code, stdout, output } = await shell(block("A first round trip", "sh"))
    assert.equal(code, 0, output)
    const lines = stdout.split("\n").filter((line) => line !== "")
    const [lookup, unwrapped, again] = lines.map((line) => JSON.parse(line))
    assert.equal(lookup.data.creation_path, "sys/wrapping/wrap")
    assert.deepEqual(unwrapped.data, { password: "correct horse" })
    assert.deepEqual(again.errors, ["wrapping token is not valid or does not exist"])
  })

  it("makes a round trip with the Node client", async () => {
    const file = join(folder, "round-trip.ts")
    await writeFile(file, block("From Node", "ts"))
    await assertCompiles(folder, [file])
    const { code, stdout, output } = await execute(process.execPath, [file], folder, environment())
    assert.equal(code, 0, output)
    assert.include(stdout, "correct horse")
  })

  it("has a frontend test with MSW that passes", async () => {
    const file = join(folder, "hand-over.test.ts")
    await writeFile(file, block("In a frontend's tests", "ts"))
    await assertCompiles(folder, [file])
    const vitest = join(root, "node_modules/vitest/vitest.mjs")
    const { code, output } = await execute(process.execPath, [vitest, "run", "--root", folder], folder)
    assert.equal(code, 0, output)
  })

  it("RW-SYS-31 RW-SYS-32: starts, initializes and unseals a server, which keeps a wrapped secret through kill -9", async () => {
    const output = await runPage("README.md", { heading: "An operator's first server", cwd: root })
    assert.match(output, /^The configuration is valid\.$/m)
    assert.include(output, "Initial Root Token: s.ew")
    assert.lengthOf(output.match(/^Sealed +false$/gm) ?? [], 2)
    assert.match(output, /^password +correct horse$/m)
    assert.match(output, /wrapping token is not valid[^]*\nIt works only once\.\n/)
  })

  it("tests a server with the command of the conformance suite", async () => {
    const { code, output } = await shell(block("Is a server conformant?", "sh"))
    assert.equal(code, 0, output)
  })
})

describe("the packages' READMEs", { timeout: 120_000 }, () => {
  it("have only TypeScript that compiles", async () => {
    const folder = await makeFolder()
    const files: Array<string> = []
    for await (const readme of glob("{packages,apps}/*/README.md", { cwd: root })) {
      for (const { code, language } of await blocksOf(readme)) {
        if (language !== "ts") continue
        const file = join(folder, `${readme.replaceAll(/\W/g, "-")}-${files.length}.ts`)
        await writeFile(file, code)
        files.push(file)
      }
    }
    assert.isNotEmpty(files)
    await assertCompiles(folder, files)
    await rm(folder, { recursive: true })
  })
})

/** The address and the root token that a development server prints when it is ready. */
const announced = (server: ChildProcess): Promise<[address: string, token: string]> =>
  new Promise((resolve, reject) => {
    let text = ""
    server.once("exit", (code) => reject(new Error(`npm start exited with ${code}:\n${text}`)))
    server.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk
      const address = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(text)?.[0]
      const token = /s\.ew[0-9A-Za-z]{30}/.exec(text)?.[0]
      if (address !== undefined && token !== undefined) resolve([address, token])
    })
  })
