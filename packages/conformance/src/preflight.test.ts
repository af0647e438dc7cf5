import { describe, expect, it } from "vitest"
import type { ConformanceCase } from "./conformance-case.ts"
import { expectStatus } from "./expect.ts"
import type { RunOptions } from "./run-options.ts"
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
    ["certificate", "DEPTH_ZERO_SELF_SIGNED_CERT", "--ca-cert"],
    ["certificate for another name", "ERR_TLS_CERT_ALTNAME_INVALID", "--tls-server-name"],
    ["expired certificate", "CERT_HAS_EXPIRED", "expired"]
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
  it.each([
    ["sealed", { initialized: true, sealed: true }, "is sealed: unseal the server"],
    ["not initialized", { initialized: false, sealed: true }, "is not initialized"]
  ])("reports a server whose health says that it is %s", async (_, health, message) => {
    await expect(start({ "GET sys/health": () => json(503, health) })).rejects.toMatchObject({
      code: "server",
      message: expect.stringContaining(message)
    })
  })
  const page = (status: number, text: string, headers = {}) => ({ status, headers, text })
  it.each([
    ["a website", page(404, "<html>nginx</html>"), "returned a web page (404): a website or a proxy"],
    ["a proxy whose server is gone", page(502, "<!DOCTYPE html><h1>Bad Gateway"), "the server behind it does not"],
    ["another API", page(200, '{"hello":"world"}'), "in the protocol's format (status 200)"],
    ["an empty response", page(200, ""), "in the protocol's format"],
    ["a redirect", page(301, "", { location: "https://elsewhere.example" }), "redirects to https://elsewhere.example"],
    ["a port for TLS", page(400, "Client sent an HTTP request to an HTTPS server.\n"), "must begin with https://"]
  ])("reports %s, in one sentence", async (_, response, message) => {
    const found = start({ [wrap]: () => response, "GET sys/health": () => response })
    await expect(found).rejects.toMatchObject({ code: "server", message: expect.stringContaining(message) })
    await expect(found).rejects.toMatchObject({ message: expect.not.stringMatching(/\n/) })
  })
  it.each([
    [404, [], "does not have the path of the protocol: it answered 404 to POST /v1/sys/wrapping/wrap"],
    [405, [], "it answered 405 to POST /v1/sys/wrapping/wrap"],
    [500, ["internal error"], "returned 500: internal error to POST /v1/sys/wrapping/wrap: without wrapping"]
  ])(
    "gives no verdict on a server that answers every wrap with %i in the protocol's format",
    async (status, errors, message) => {
      const found = start({ [wrap]: () => json(status, { errors }) }, { url: "http://vault.example/vault" })
      await expect(found).rejects.toMatchObject({ code: "server", message: expect.stringContaining(message) })
    }
  )
  it("mentions the path of an address where something else answers", async () => {
    const script = { [wrap]: () => page(404, "<html>nginx</html>") }
    await expect(start(script, { url: "http://vault.example/ui" })).rejects.toMatchObject({
      message: expect.stringContaining("without the path /ui")
    })
  })
  it("shows no token that the server repeats", async () => {
    const errors = [`bad token ${ROOT}`]
    await expect(start({ [wrap]: () => json(403, { errors }) })).rejects.toMatchObject({
      message: expect.stringContaining("bad token <the given token>")
    })
    const version = { "GET sys/health": () => json(200, { version: ROOT }) }
    expect((await start(version)).server).toBe("<the given token>")
  })
  it("shows no control characters of the server", async () => {
    const errors = ["\u001b[2Jsealed\u0007\nConformant."]
    await expect(start({ [wrap]: () => json(503, { errors }) })).rejects.toMatchObject({
      message: expect.stringContaining(String.raw`\u001b[2Jsealed\u0007 Conformant.`)
    })
  })
  it("reports the version of the server", async () => {
    const version = { "GET sys/health": () => json(200, { sealed: false, version: "2.6.2\u001b" }) }
    expect((await start(version)).server).toBe("2.6.2\\u001b")
    expect((await start({})).server).toBe(null)
  })
  it.each(["vault.example", "ftp://vault.example", "http://user:secret@vault.example"])(
    "rejects the address %s",
    async (url) => {
      await expect(start({}, { url })).rejects.toMatchObject({ code: "usage" })
    }
  )
  it.each(["/v1/sys/health", "/v1/sys/wrapping/wrap?x=1"])("rejects an address with the path %s", async (path) => {
    await expect(start({}, { url: `http://vault.example:8200${path}` })).rejects.toMatchObject({
      code: "usage",
      message: expect.stringMatching(/pass the address of the server, http:\/\/vault\.example:8200$/)
    })
  })
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
