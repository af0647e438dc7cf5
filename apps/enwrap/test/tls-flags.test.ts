import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { selfSigned } from "../../../packages/server-node/test/self-signed.ts"
import { runEnwrap, startConfiguredServer, type StartedServer } from "./run-enwrap.ts"

const folder = mkdtempSync(join(tmpdir(), "enwrap-"))
const write = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe("the TLS flags of commands", { timeout: 30_000 }, () => {
  const server = selfSigned("enwrap.test")
  const client = selfSigned("client")
  const files = {
    ca: write("server.pem", server.cert),
    serverKey: write("server-key.pem", server.key),
    cert: write("client.pem", client.cert),
    key: write("client-key.pem", client.key)
  }
  const config = write(
    "server.hcl",
    `storage "inmem" {}
listener "tcp" {
  address = "127.0.0.1:0"
  tls_cert_file = "${files.ca}"
  tls_key_file = "${files.serverKey}"
  tls_require_and_verify_client_cert = true
  tls_client_ca_file = "${files.cert}"
}
`
  )
  let started: StartedServer
  beforeAll(async () => {
    started = await startConfiguredServer([`-config=${config}`])
  })
  afterAll(async () => {
    await started.stop()
    rmSync(folder, { recursive: true })
  })

  /** The exit code of `enwrap status` is 2 for a sealed server, and 1 if the connection fails. */
  const exitCode = async (words: ReadonlyArray<string>, env: Record<string, string> = {}) =>
    (await runEnwrap(["status", `-address=${started.url}`, ...words], { env })).code

  const identity = [`-client-cert=${files.cert}`, `-client-key=${files.key}`]
  const trust = [`-ca-cert=${files.ca}`, "-tls-server-name=enwrap.test"]

  it("trust a certificate, check another name, and present a client certificate", async () => {
    expect(await exitCode([...trust, ...identity])).toBe(2)
    expect(await exitCode(identity)).toBe(1)
    expect(await exitCode(trust)).toBe(1)
    expect(await exitCode([...trust, ...identity, "-tls-server-name=another.test"])).toBe(1)
  })

  it("an error says which certificate is wrong, and does not send anyone to a running server", async () => {
    const errorOf = async (words: ReadonlyArray<string>) =>
      (await runEnwrap(["status", `-address=${started.url}`, ...trust, ...words])).err
    const foreign = [`-client-cert=${files.cert}`, `-client-key=${files.serverKey}`]
    for (const [words, said] of [
      [[], "requires a client certificate"],
      [foreign, "do not belong together"]
    ] as const) {
      const text = await errorOf(words)
      expect(text).toContain(said)
      expect(text).toContain("BAO_CLIENT_CERT")
      expect(text).not.toMatch(/is running|--dev/)
    }
  })

  it("accept any certificate with -tls-skip-verify", async () => {
    expect(await exitCode(["-tls-skip-verify", ...identity])).toBe(2)
  })

  it("are those of the conformance suite too", async () => {
    const conformance = async (...words: ReadonlyArray<string>) =>
      (await runEnwrap(["conformance", started.url, "-token=s.x", ...words])).err
    // The server is not initialized: the suite has reached it.
    expect(await conformance(...trust, ...identity)).toContain("is not initialized")
    expect(await conformance("-tls-skip-verify", ...identity)).toContain("is not initialized")
    expect(await conformance(...identity)).toContain("its certificate is not trusted")
    expect(await conformance(...trust)).toContain("cannot be reached")
    expect(await conformance(...trust, identity[0]!)).toContain("needs both its certificate file and its key file")
  })

  it("take precedence over the environment", async () => {
    const env = { VAULT_CACERT: files.cert, VAULT_CLIENT_CERT: files.cert, VAULT_CLIENT_KEY: files.key }
    expect(await exitCode([], env)).toBe(1)
    expect(await exitCode(trust, env)).toBe(2)
  })
})
