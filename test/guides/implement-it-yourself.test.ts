import { families, renderText, runConformance } from "@enwrap/conformance"
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from "node:child_process"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { requirementsOf } from "../../scripts/requirements.ts"

const root = join(import.meta.dirname, "../..")
const program = join(root, "examples/python-server/server.py")
const python = process.platform === "win32" ? "python" : "python3"
const ROOT_TOKEN = "example-root-token-of-the-python-server"

const hasPython = (): boolean => {
  try {
    execFileSync(python, ["-c", "import sys; sys.exit(sys.version_info < (3, 9))"], { stdio: "ignore" })
    return true
  } catch {
    return false
  }
}

const skipped = !hasPython()
if (skipped) {
  const advice = `install ${python}, 3.9 or later`
  if (process.env["CI"] === "true")
    throw new Error(`the Python server must be tested in continuous integration: ${advice}`)
  console.warn(`Skipping the test of the Python server: ${advice}`)
}

/** The address that the server prints when it is ready. */
const announced = (server: ChildProcessWithoutNullStreams, output: () => string): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once("exit", () => reject(new Error(`the server exited:\n${output()}`)))
    server.stdout.on("data", () => {
      const address = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(output())?.[0]
      if (address !== undefined) resolve(address)
    })
  })

describe.skipIf(skipped)("the Python server", { timeout: 60_000 }, () => {
  let server: ChildProcessWithoutNullStreams
  let output = ""
  let address: string
  beforeAll(async () => {
    const env = { ...process.env, ROOT_TOKEN, PYTHONDONTWRITEBYTECODE: "1" }
    server = spawn(python, [program, "0"], { env })
    for (const stream of [server.stdout, server.stderr])
      stream.setEncoding("utf8").on("data", (chunk: string) => (output += chunk))
    address = await announced(server, () => output)
  })
  afterAll(() => {
    server.kill()
  })

  it("meets the profile core, and logs nothing", async () => {
    const report = await runConformance({ url: address, token: ROOT_TOKEN, profiles: ["core"] })
    const text = renderText(report, { colour: false })
    assert.equal(report.conclusion, "conformant", text)
    const incomplete = report.families.flatMap(({ results }) =>
      results.filter(({ verdict }) => verdict !== "passed" && verdict !== "disabled").map(({ id }) => id)
    )
    // It has no policies that can be written and no sys/capabilities-self, and can deny nothing that it does not have.
    const denials = ["02", "03", "04", "05", "07", "08", "09"].map((number) => `RWC-PW-${number}`)
    assert.sameMembers(incomplete, ["RWC-UN-13", "RWC-SY-01", ...denials], text)
    assert.equal(output, `listening on ${address}\n`)
  })

  it("answers what it did not expect with 500, and does not log it", async () => {
    const response = await fetch(`${address}/v1/auth/token/create`, {
      method: "POST",
      headers: { "x-vault-token": ROOT_TOKEN },
      body: '{"policies": 1, "payload": "correct horse"}'
    })
    assert.equal(response.status, 500)
    assert.deepEqual(await response.json(), { errors: ["internal error"] })
    assert.equal(output, `listening on ${address}\n`)
  })
})

describe("the guide for implementing a server", async () => {
  const page = await readFile(join(root, "docs/guides/implement-it-yourself.md"), "utf8")
  const source = await readFile(program, "utf8")
  const blocks = (language: string): ReadonlyArray<string> =>
    [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
      .filter((block) => block[1] === language)
      .map((block) => block[2] ?? "")

  it("describes a server of less than 200 lines over the standard library", () => {
    assert.isBelow(source.trimEnd().split("\n").length, 200)
    const imports = [...source.matchAll(/^(?:import|from) (.*?)(?: import .*)?$/gm)].flatMap((one) =>
      one[1]?.split(", ")
    )
    const general = ["hashlib", "json", "os", "re", "secrets", "socketserver", "sys", "threading", "time", "types"]
    assert.sameMembers(imports, [...general, "decimal", "urllib.parse", "wsgiref.simple_server"])
  })

  it("shows only code of the server", () => {
    assert.isAtLeast(blocks("python").length, 12)
    for (const block of blocks("python")) assert.include(source, block.trimEnd())
  })

  it("runs each case of the profile core in one of its steps, and then all of them", () => {
    const commands = blocks("sh").filter((block) => block.startsWith("npx enwrap conformance"))
    const listed = commands.flatMap((command) => command.match(/RWC-\w+-\d+/g) ?? [])
    const cases = families.flatMap((family) => family.cases)
    const core = cases.filter(({ profile }) => profile === "core").map(({ id }) => id)
    assert.sameMembers(listed, core)
    assert.equal(commands.at(-1), "npx enwrap conformance --profile core\n")
  })

  it("names each requirement of the profile core", () => {
    for (const { id, profile } of requirementsOf(root))
      if (profile === "core") assert.match(page, new RegExp(`\\b${id}\\b`))
  })
})
