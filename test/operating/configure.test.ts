import { assert, describe, it } from "vitest"
import { isInstalled, runPage } from "./run-page.ts"

describe("docs/operating/configure.md", { timeout: 120_000 }, () => {
  it.skipIf(!isInstalled("openssl", "the test of docs/operating/configure.md"))(
    "RW-SYS-31 RW-SYS-32 RW-SYS-37: every command succeeds, in order",
    async () => {
      const output = await runPage("docs/operating/configure.md")
      assert.include(output, "hunter2")
      assert.notInclude(output, "warning")
    }
  )
})
