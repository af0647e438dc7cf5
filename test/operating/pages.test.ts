import { describe, it } from "vitest"
import { isInstalled, runPage } from "./run-page.ts"

const PRACTICE = "docs/operating/README.md"

/** Runs a page after the blocks that it begins with, as a reader does. */
const run = (page: string) => async (): Promise<void> => {
  await runPage(`docs/operating/${page}`, { after: PRACTICE })
}

describe.concurrent("docs/operating", { timeout: 120_000 }, () => {
  it("RW-SYS-32 RW-SYS-33 RW-SYS-34 RW-SYS-37: unseal.md", run("unseal.md"))

  it("RW-MT-1 RW-MT-3: monitor.md", run("monitor.md"))

  it("backup.md", run("backup.md"))

  it("RW-SYS-35 RW-SYS-36: rotate.md", run("rotate.md"))

  it("RW-AU-1 RW-AU-8: audit.md", run("audit.md"))

  it("upgrade.md", run("upgrade.md"))

  it.skipIf(!isInstalled("prlimit", "the test of docs/operating/troubleshooting.md"))(
    "RW-AU-2 RW-AU-3 RW-QU-5: troubleshooting.md",
    run("troubleshooting.md")
  )
})
