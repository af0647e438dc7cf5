import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { selfSigned } from "../../../packages/server-node/test/self-signed.ts"
import { runEnwrap, startConfiguredServer } from "./run-enwrap.ts"

/** Starts a server with this listener. The token that a client sends must not be in its log. */
const started = async (tls: string, folder: string) => {
  const config = join(folder, "server.hcl")
  writeFileSync(config, `storage "inmem" {}\nlistener "tcp" {\n  address = "127.0.0.1:0"\n${tls}\n}\n`)
  const server = await startConfiguredServer([`-config=${config}`])
  onTestFinished(async () => void (await server.stop()))
  return server
}

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "enwrap-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

const run = (command: ReadonlyArray<string>, address: string) =>
  runEnwrap(command, { env: { VAULT_ADDR: address, VAULT_TOKEN: "s.a-token" } })

it("http:// to a server with TLS: every command says to use https", { timeout: 30_000 }, async () => {
  const folder = newFolder()
  const { cert, key } = selfSigned()
  writeFileSync(join(folder, "cert.pem"), cert)
  writeFileSync(join(folder, "key.pem"), key, { mode: 0o600 })
  const server = await started(`  tls_cert_file = "${folder}/cert.pem"\n  tls_key_file = "${folder}/key.pem"`, folder)
  for (const command of [["status"], ["read", "secret/a"], ["unwrap", "s.wrapping"], ["operator", "init"]]) {
    const { code, err } = await run(command, server.url.replace("https:", "http:"))
    expect(err).toContain("starts with https://")
    expect(err).not.toContain("may be used up")
    expect(code).not.toBe(0)
  }
  expect(server.collected.out + server.collected.err).not.toMatch(/s\.a-token|HTTP\/1/)
})

it("https:// to a server without TLS: every command says that http can be used", { timeout: 30_000 }, async () => {
  const server = await started("  tls_disable = true", newFolder())
  for (const command of [["status"], ["read", "secret/a"], ["unwrap", "s.wrapping"]]) {
    const { code, err } = await run(command, server.url.replace("http:", "https:"))
    expect(err).toMatch(/does not speak TLS[^]*starts with http:/)
    expect(code).not.toBe(0)
  }
})
