import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { Agent, request } from "node:https"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { selfSigned } from "../../../packages/server-node/test/self-signed.ts"
import { type ConfiguredServer, runEnwrap, startConfiguredServer } from "./run-enwrap.ts"

const folder = mkdtempSync(join(tmpdir(), "enwrap-"))
const inFolder = (name: string): string => join(folder, name)
let server: ConfiguredServer
let env: Record<string, string>

/** The profiles about wrapping. packages/conformance/test/enwrap.test.ts runs all profiles on SQLite, without TLS and audit. */
const PROFILES = "core,accessor,rewrap,cubbyhole,policy"

/** Sends a request with a JSON body, and returns the response. */
const send = (
  method: string,
  path: string,
  body?: unknown
): Promise<{ headers: Record<string, unknown>; text: string }> =>
  new Promise((resolve, reject) => {
    const agent = new Agent({ ca: readFileSync(inFolder("cert.pem")) })
    const url = `${env["VAULT_ADDR"]}/v1/${path}`
    request(url, { method, agent, headers: { "X-Vault-Token": env["VAULT_TOKEN"] } }, (response) => {
      let text = ""
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk))
      response.on("end", () => {
        if ((response.statusCode ?? 0) < 300) resolve({ headers: response.headers, text })
        else reject(new Error(`${response.statusCode} ${text}`))
      })
    })
      .on("error", reject)
      .end(body === undefined ? undefined : JSON.stringify(body))
  })

beforeAll(async () => {
  const { cert, key } = selfSigned("localhost")
  writeFileSync(inFolder("cert.pem"), cert)
  writeFileSync(inFolder("key.pem"), key)
  writeFileSync(
    inFolder("server.hcl"),
    `storage "sqlite" {
  path = "${inFolder("data/enwrap.db")}"
}
listener "tcp" {
  address = "127.0.0.1:0"
  tls_cert_file = "${inFolder("cert.pem")}"
  tls_key_file = "${inFolder("key.pem")}"
}
audit "file" "file" {
  options {
    file_path = "${inFolder("audit.log")}"
  }
}
`
  )
  server = await startConfiguredServer([`--config=${inFolder("server.hcl")}`])
  env = { VAULT_ADDR: server.url.replace("127.0.0.1", "localhost"), VAULT_CACERT: inFolder("cert.pem") }
  const init = await runEnwrap(["operator", "init", "--key-shares=1", "--key-threshold=1", "--format=json"], { env })
  const { root_token, unseal_keys_b64 } = JSON.parse(init.out) as { root_token: string; unseal_keys_b64: [string] }
  await runEnwrap(["operator", "unseal"], { env, input: unseal_keys_b64[0] })
  env = { ...env, VAULT_TOKEN: root_token }
  await send("POST", "sys/quotas/config", { enable_rate_limit_response_headers: true })
  await send("POST", "sys/quotas/rate-limit/everyone", { rate: 100_000, interval: "1s" })
}, 60_000)

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

describe("enwrap conformance", { timeout: 120_000 }, () => {
  it("a server on SQLite, with TLS, an audit device and a rate limit, is conformant", async () => {
    const args = ["conformance", "--profile", PROFILES, "--no-slow", "--format", "json"]
    const { code, err, out } = await runEnwrap(args, { env })
    expect([code, err]).toEqual([0, "token: from VAULT_TOKEN\n"])
    const report = JSON.parse(out) as { readonly counts: { readonly passed: number }; readonly conclusion: string }
    expect(report.conclusion).toBe("passed")
    expect(report.counts.passed).toBeGreaterThan(100)

    // All of this was on.
    const entries = readFileSync(inFolder("audit.log"), "utf8").trim().split("\n")
    expect(entries.length).toBeGreaterThan(2 * report.counts.passed)
    const { headers } = await send("GET", "auth/token/lookup-self")
    expect(headers["x-ratelimit-limit"]).toBe("100000")
    expect((await send("GET", "sys/metrics?format=prometheus")).text).toMatch(
      /^vault_quota_rate_limit_violation(\{[^}]*\})? 0$/m
    )
  })

  it("without the authority of its certificate, says what to set", async () => {
    const { code, err } = await runEnwrap(["conformance"], { env: { ...env, VAULT_CACERT: "" } })
    expect([code, err]).toMatchObject([2, expect.stringContaining("with --ca-cert, VAULT_CACERT or BAO_CACERT")])
    const missing = await runEnwrap(["conformance"], { env: { ...env, VAULT_CACERT: inFolder("none.pem") } })
    expect([missing.code, missing.err]).toMatchObject([
      2,
      expect.stringContaining("cannot read the certificate authority")
    ])
  })
})
