import { describe, it } from "vitest"
import { runPage } from "./run-page.ts"

const PRACTICE = "docs/operating/README.md"

/** Each page is run with a server of its own, as a reader runs it. */
describe.concurrent("docs/operating", { timeout: 120_000 }, () => {
  it("RW-SYS-31 RW-SYS-32: the server to try the commands", () => runPage(PRACTICE))
})
