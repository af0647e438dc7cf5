import { execFileSync } from "node:child_process"
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, assert, beforeEach, describe, it } from "vitest"

const root = join(import.meta.dirname, "..")

/** A fake npm: it records how it was called, and creates the folder that `npm ci` creates. */
const fakeNpm = `
const { mkdirSync, appendFileSync } = require("node:fs")
appendFileSync("calls", process.argv.slice(2).join(" ") + "\\n")
mkdirSync("node_modules", { recursive: true })
process.exit(Number(process.env.NPM_ENDS_WITH ?? 0))
`

describe("ensure-installed", () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "enwrap-install-"))
    for (const script of ["ensure-installed.mjs", "npm.mjs"]) {
      await cp(join(root, "scripts", script), join(folder, "scripts", script))
    }
    await write("npm.cjs", fakeNpm)
    await lock("1.0.0")
  })
  afterEach(() => rm(folder, { recursive: true }))

  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }

  const packages = (version: string) => ({
    packages: {
      "": { name: "root" },
      "node_modules/a": { version, integrity: `sha512-${version}` },
      "node_modules/only-for-another-platform": { version: "1.0.0", optional: true }
    }
  })
  const lock = (version: string) => write("package-lock.json", JSON.stringify(packages(version)))

  const ensure = (npmEndsWith = 0): number => {
    const env = { ...process.env, npm_execpath: join(folder, "npm.cjs"), NPM_ENDS_WITH: String(npmEndsWith) }
    try {
      execFileSync(process.execPath, ["scripts/ensure-installed.mjs"], { cwd: folder, env, stdio: "pipe" })
      return 0
    } catch (error) {
      return (error as { status: number }).status
    }
  }
  const installs = () =>
    readFile(join(folder, "calls"), "utf8").then(
      (text) => text.trimEnd().split("\n").length,
      () => 0
    )

  it("installs missing dependencies once", async () => {
    assert.equal(ensure(), 0)
    assert.equal(ensure(), 0)
    assert.equal(await installs(), 1)
  })

  it("installs again when the lock file has changed", async () => {
    ensure()
    await lock("2.0.0")
    ensure()
    assert.equal(await installs(), 2)
  })

  it("keeps a manual installation that matches the lock file", async () => {
    const { "node_modules/a": a } = packages("1.0.0").packages
    await write("node_modules/.bin/node", "")
    await write("node_modules/.package-lock.json", JSON.stringify({ packages: { "node_modules/a": a } }))
    ensure()
    assert.equal(await installs(), 0)
    await lock("2.0.0")
    ensure()
    assert.equal(await installs(), 1)
  })

  it("exits with the code of npm, and does not treat a failed installation as a successful one", async () => {
    assert.equal(ensure(3), 3)
    assert.equal(ensure(), 0)
    assert.equal(await installs(), 2)
  })
})
