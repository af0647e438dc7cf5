import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { runEnwrap, type StartedServer, startServer } from "./run-enwrap.ts"

const root = mkdtempSync(join(tmpdir(), "enwrap-"))
afterAll(() => rmSync(root, { recursive: true }))

const anyPort = "--listen-address=127.0.0.1:0"
const start = (folder: string): Promise<StartedServer> => startServer([`--data-dir=${folder}`, anyPort])
const wrap = (server: StartedServer, token: string) =>
  runEnwrap(["wrap", "--field=token", "a=b"], { env: { VAULT_ADDR: server.url, VAULT_TOKEN: token } })

describe("enwrap server --data-dir", { timeout: 60_000 }, () => {
  it("initializes and unseals itself, and finds everything at the next start, even after it was killed", async () => {
    const folder = join(root, "deep", "data")
    const first = await start(folder)
    expect(first.banner).toContain("WARNING: the key that decrypts the data and the root token are in the same folder")
    const token = readFileSync(join(folder, "root-token"), "utf8").trim()
    expect(first.rootToken).toBe(token)
    const wrapped = await wrap(first, token)
    expect(wrapped.code).toBe(0)
    first.process.kill("SIGKILL")
    await first.ended
    const second = await start(folder)
    try {
      expect(second.banner).not.toContain(token)
      expect(second.banner).toContain(`The root token is in ${folder}/root-token.`)
      const unwrapped = await runEnwrap(["unwrap", "--field=a"], {
        env: { VAULT_ADDR: second.url },
        input: wrapped.out
      })
      expect(unwrapped).toMatchObject({ code: 0, out: "b" })
      expect((await wrap(second, token)).code).toBe(0)
      const members = await fetch(`${second.url}/v1/sys/ha-status`, { headers: { "x-vault-token": token } })
      expect(await members.json()).toMatchObject({ nodes: [{ api_address: second.url }] })
      const inUse = await runEnwrap(["server", `--data-dir=${folder}`, anyPort])
      expect([inUse.code, inUse.out]).toEqual([1, ""])
    } finally {
      await second.stop()
    }
  })

  it("creates files that only their owner can read, in a folder that only the owner can enter", async () => {
    const folder = join(root, "modes")
    const server = await start(folder)
    await server.stop()
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(folder))
      expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600])
  })

  it("refuses to start if the key of a database is missing or damaged, and changes nothing", async () => {
    const folder = join(root, "keyless")
    const server = await start(folder)
    await server.stop()
    const keyFile = join(folder, "unseal.key")
    const key = readFileSync(keyFile)
    rmSync(keyFile)
    const missing = await runEnwrap(["server", `--data-dir=${folder}`, anyPort])
    expect([missing.code, missing.err]).toMatchObject([1, expect.stringContaining("unseal.key is missing")])
    writeFileSync(keyFile, "damaged", { mode: 0o644 })
    expect((await runEnwrap(["server", `--data-dir=${folder}`, anyPort])).err).toContain("chmod 600")
    chmodSync(keyFile, 0o600)
    expect((await runEnwrap(["server", `--data-dir=${folder}`, anyPort])).err).toContain("does not contain a key")
    writeFileSync(keyFile, "00".repeat(32))
    expect((await runEnwrap(["server", `--data-dir=${folder}`, anyPort])).err).toContain("cannot open the store")
    writeFileSync(keyFile, key)
    await (await start(folder)).stop()
  })

  it("does not point to a root token that is missing, and says what can be done", async () => {
    const folder = join(root, "tokenless")
    const server = await start(folder)
    const { rootToken } = server
    await server.stop()
    rmSync(join(folder, "root-token"))
    const again = await start(folder)
    try {
      expect(again.banner).toContain(`WARNING: the file ${folder}/root-token is missing.`)
      expect(again.banner).not.toMatch(/The root token is in|\$\(cat/)
      expect((await wrap(again, rootToken)).code).toBe(0)
      expect(readdirSync(folder)).not.toContain("root-token")
    } finally {
      await again.stop()
    }
  })

  it("excludes the other modes, and a chosen root token", async () => {
    for (const words of [["--dev"], ["--config=a"], ["--check"], ["--dev-root-token-id=root"]]) {
      const { code, err } = await runEnwrap(["server", `--data-dir=${join(root, "never")}`, ...words])
      expect([code, err]).toMatchObject([2, expect.stringMatching(/cannot be used together|needs --dev/)])
    }
    expect((await runEnwrap(["server", "--data-dir="])).code).toBe(2)
  })
})
