import { once } from "node:events"
import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { specOperations } from "../spec/spec-operations.ts"
import { ownServer } from "../spec/walk.ts"
import { checks, otherChecks } from "./configuration.ts"
import { fuzz, type FuzzResult, installSchemathesis, missingForFuzzing } from "./schemathesis.ts"
import { type FuzzedServer, startFuzzed } from "./start-fuzzed.ts"

const missing = await missingForFuzzing()
if (missing !== undefined) {
  if (process.env["CI"] === "true") throw new Error(`the spec must be fuzzed in continuous integration: ${missing}`)
  console.warn(`Skipping Schemathesis, which fuzzes the server by its spec: ${missing}`)
} else if (process.env["CI"] !== "true") {
  console.warn("Skipping Schemathesis, which fuzzes the server by its spec: run `npm run fuzz:spec`, or set CI=true")
}

/** OpenAPI has no method for a scan. */
const fuzzed = specOperations.filter(({ method }) => method !== "SCAN")

/** Operations that cannot succeed on a server without key shares, such as a rekey. */
const elsewhere: ReadonlySet<string> = new Set(
  fuzzed.filter((operation) => (ownServer(operation) ?? "retaining") !== "retaining").map(({ id }) => id)
)

describe.skipIf(missing !== undefined || process.env["CI"] !== "true")("Schemathesis, by the spec", () => {
  let server: FuzzedServer
  let result: FuzzResult
  beforeAll(async () => {
    ;[server] = await Promise.all([startFuzzed(), installSchemathesis()])
    result = await fuzz(server.address, { seed: 1, examples: 4, phases: ["examples", "fuzzing"] })
  }, 600_000)
  afterAll(() => server.close())

  it("finds no response that is not in the spec: status, content type, headers, schema [RW-ER-12]", () => {
    expect(result.passed, result.output).toBe(true)
  })

  it("finds none by the repository's own comparison either", () => {
    expect(server.kept.check.findings).toEqual([])
  })

  it("finds a status that is not in the spec", async () => {
    const teapot = createServer((_, response) => {
      response.writeHead(418, { "cache-control": "no-store" }).end()
    })
    teapot.listen(0, "127.0.0.1")
    await once(teapot, "listening")
    const address = `http://127.0.0.1:${(teapot.address() as AddressInfo).port}`
    const found = await fuzz(address, { seed: 1, examples: 1, phases: ["fuzzing"], operations: "^sysLeaderRead$" })
    teapot.close()
    expect(found.passed).toBe(false)
    expect(found.output).toContain("418")
  }, 120_000)

  it("requests every operation, and most of them with success", () => {
    const { operations } = server.kept.progress
    expect(fuzzed.map(({ id }) => id).filter((id) => !operations.has(id))).toEqual([])
    const possible = [...operations].filter(([id]) => !elsewhere.has(id))
    const succeeded = possible.filter(([, statuses]) => [...statuses.keys()].some((status) => status < 300))
    expect(succeeded.length).toBeGreaterThan(0.8 * possible.length)
  })
})

describe("the checks of Schemathesis", () => {
  it("are each on, or off for a reason", () => {
    expect([...checks, ...Object.keys(otherChecks)].filter((name, index, all) => all.indexOf(name) !== index)).toEqual(
      []
    )
    for (const reason of Object.values(otherChecks)) expect(reason).not.toBe("")
  })

  it("belong to the version that is pinned", () => {
    expect(readFileSync(new URL("requirements.txt", import.meta.url), "utf8")).toMatch(/^schemathesis==\d+\.\d+\.\d+$/m)
  })
})
