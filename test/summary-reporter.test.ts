import { execFile } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, assert, beforeEach, describe, it } from "vitest"

const root = join(import.meta.dirname, "..")

describe("the last line of a test run", () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "enwrap-reporter-"))
  })
  afterEach(() => rm(folder, { recursive: true }))

  /** Runs Vitest on test files with these contents, and returns its last line of output and its exit code. */
  const run = async (...texts: ReadonlyArray<string>): Promise<{ lastLine: string | undefined; code: number }> => {
    for (const [index, text] of texts.entries()) await writeFile(join(folder, `${index}.test.js`), text)
    const reporters = ["--reporter", "default", "--reporter", join(root, "scripts/summary-reporter.ts")]
    return new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        [join(root, "node_modules/vitest/vitest.mjs"), "run", "--globals", "--root", folder, ...reporters],
        { cwd: folder },
        (error, stdout) => {
          assert(child.exitCode !== null, String(error))
          resolve({ lastLine: stdout.trimEnd().split("\n").at(-1), code: child.exitCode })
        }
      )
    })
  }

  it("counts passed tests", async () => {
    assert.deepEqual(await run("it('a', () => {})", "it('b', () => {}); it('c', () => {})"), {
      lastLine: "3 passed, 0 failed",
      code: 0
    })
  })

  it("counts failed and skipped tests", async () => {
    assert.deepEqual(await run("it('a', () => {}); it('b', () => { throw new Error('no') }); it.skip('c', () => {})"), {
      lastLine: "1 passed, 1 failed, 1 skipped",
      code: 1
    })
  })

  it("counts files that do not load, hooks that throw and unhandled errors as failures", async () => {
    const { lastLine, code } = await run(
      "it('a', () => {})",
      "throw new Error('no')",
      "describe('b', () => { beforeAll(() => { throw new Error('no') }); it('c', () => {}) })",
      "it('d', () => { void Promise.reject(new Error('no')) })"
    )
    assert.equal(lastLine, "2 passed, 3 failed, 1 skipped")
    assert.equal(code, 1)
  })

  it("reports a run without tests as failed", async () => {
    assert.deepEqual(await run(), { lastLine: "0 passed, 1 failed", code: 1 })
  })
})
