import { describe, expect, it } from "vitest"
import type { ConformanceCase } from "./conformance-case.ts"
import { expectStatus } from "./expect.ts"
import type { RunOptions } from "./run.ts"
import { RunError } from "./run-error.ts"
import { NoResponse } from "./transport.ts"
import { ROOT, json, scripted, one, passes, run, results } from "../test/scripted-run.ts"

describe("preflight", () => {
  const start = (script: Parameters<typeof scripted>[0], options: Partial<RunOptions> = {}) =>
    run([one("RWC-X-01", passes)], { transport: scripted(script).transport, ...options })
  const wrap = "POST sys/wrapping/wrap"

  it.each([
    ["refused", "ECONNREFUSED", "start a server"],
    ["unknown name", "ENOTFOUND", "host name"],
    ["TLS", "EPROTO", "https://"],
    ["certificate", "DEPTH_ZERO_SELF_SIGNED_CERT", "VAULT_CACERT"]
  ])("reports an unreachable address: %s", async (_, code, advice) => {
    const run = start({
      [wrap]: () => {
        throw new NoResponse(code, "no")
      }
    })
    await expect(run).rejects.toThrow(RunError)
    await expect(run).rejects.toMatchObject({ code: "unreachable", message: expect.stringContaining(advice) })
  })
  it("reports a rejected token", async () => {
    const run = start({ [wrap]: () => json(403, { errors: ["permission denied"] }) })
    await expect(run).rejects.toMatchObject({ code: "token", message: expect.stringContaining("VAULT_TOKEN") })
    await expect(run).rejects.toMatchObject({ message: expect.not.stringContaining(ROOT) })
  })
  it("reports a sealed server", async () => {
    await expect(start({ [wrap]: () => json(503, { errors: ["Vault is sealed"] }) })).rejects.toMatchObject({
      code: "server",
      message: expect.stringContaining("unseal")
    })
  })
  it("reports another HTTP server", async () => {
    await expect(
      start({ [wrap]: () => ({ status: 404, headers: {}, text: "<html>nginx</html>" }) })
    ).rejects.toMatchObject({ code: "server" })
  })
  it.each(["vault.example", "ftp://vault.example", "http://user:secret@vault.example"])(
    "rejects the address %s",
    async (url) => {
      await expect(start({}, { url })).rejects.toMatchObject({ code: "usage" })
    }
  )
  it("accepts an address with /v1", async () => {
    expect((await start({}, { url: "http://vault.example:8200/v1/" })).target).toBe("http://vault.example:8200")
  })
  it("skips a case on a denial, unless the token has the policy root", async () => {
    const script = {
      "GET auth/token/lookup-self": () => json(200, { data: { policies: ["default"] } }),
      "POST auth/x": () => json(403, { errors: [] })
    }
    const requests: ConformanceCase["run"] = async ({ sendPrivileged }) =>
      expectStatus(await sendPrivileged({ method: "POST", path: "auth/x" }), 200)
    expect(results(await run([one("RWC-X-01", requests)], { transport: scripted(script).transport }))[0]).toMatchObject(
      {
        verdict: "skipped",
        reason: "the given token is not permitted to POST auth/x"
      }
    )
    expect(
      results(
        await run([one("RWC-X-01", requests)], {
          transport: scripted({ "POST auth/x": script["POST auth/x"] }).transport
        })
      )[0]
    ).toMatchObject({ verdict: "failed" })
  })
})
