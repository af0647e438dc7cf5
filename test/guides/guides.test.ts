import { layerAuditDevices } from "@enwrap/server/audit"
import { nodeAuditSinks } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { glob, mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { startServer } from "../start-server.ts"
import { assertCompile, runGuide } from "./run-guide.ts"

/** Runs a guide against a new server. */
const run = async (page: string): Promise<void> => {
  const server = await startServer()
  try {
    await runGuide(page, server)
  } finally {
    await server.close()
  }
}

describe("the guides", { timeout: 120_000 }, () => {
  it("RW-SU-1 RW-SU-2 RW-LK-3 RW-PB-1 a certificate for a service that may not issue one", () => run("certificate.md"))

  it("RW-AR-6 RW-AR-9 RW-AR-13 a machine's secret id, from CI", () => run("approle.md"))

  it("RW-AC-4 RW-AC-6 RW-LE-11 RW-PKI-7 RW-PKI-12 a login on behalf of a service", () => run("operator-login.md"))

  it("RW-AU-1 RW-AU-4 RW-AU-8 an audit log, and an alarm for a failed unwrap", async () => {
    const folder = await mkdtemp(join(tmpdir(), "enwrap-audit-"))
    const scope = Effect.runSync(Scope.make())
    const path = join(folder, "audit.log")
    const sinks = Effect.runSync(Effect.provideService(nodeAuditSinks, Scope.Scope, scope))
    const devices = [{ path: "file", type: "file", options: { file_path: path } }]
    const server = await startServer({ audit: layerAuditDevices({ sinks, devices }) })
    try {
      await runGuide("audit.md", server, { "/var/log/enwrap/audit.log": path })
    } finally {
      await server.close()
      await Effect.runPromise(Scope.close(scope, Exit.void))
      await rm(folder, { recursive: true })
    }
  })

  it("an engine in thirty lines", () => run("write-an-engine.md"))

  it("have only TypeScript that compiles", () =>
    assertCompile(["certificate.md", "approle.md", "audit.md", "mocks.md", "operator-login.md", "write-an-engine.md"]))

  it("are all listed in their README", async () => {
    const folder = join(import.meta.dirname, "../../docs/guides")
    const readme = await readFile(join(folder, "README.md"), "utf8")
    for await (const page of glob("*.md", { cwd: folder })) {
      if (page !== "README.md") assert.include(readme, `](${page})`)
    }
  })
})
