import { glob, readFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { startServer } from "../start-server.ts"
import { assertCompile, playGuide } from "./play-guide.ts"

/** Plays a guide against a server of its own. */
const play = async (page: string): Promise<void> => {
  const server = await startServer()
  try {
    await playGuide(page, server)
  } finally {
    await server.close()
  }
}

describe("the guides", { timeout: 120_000 }, () => {
  it("RW-SU-1 RW-SU-2 RW-LK-3 RW-PB-1 a certificate for a service that may not issue one", () => play("certificate.md"))

  it("RW-AR-6 RW-AR-9 RW-AR-13 a machine's secret id, from CI", () => play("approle.md"))

  it("RW-AC-4 RW-AC-6 RW-LE-11 RW-PKI-7 RW-PKI-12 a login on behalf of a service", () => play("operator-login.md"))

  it("an engine in thirty lines", () => play("write-an-engine.md"))

  it("have no TypeScript that does not compile", () =>
    assertCompile(["certificate.md", "approle.md", "operator-login.md", "write-an-engine.md"]))

  it("are all in their README", async () => {
    const folder = join(import.meta.dirname, "../../docs/guides")
    const readme = await readFile(join(folder, "README.md"), "utf8")
    for await (const page of glob("*.md", { cwd: folder })) {
      if (page !== "README.md") assert.include(readme, `](${page})`)
    }
  })
})
